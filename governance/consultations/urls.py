"""Addresses of consultations."""

from django.urls import path

from governance.composing.comparing.addresses import compare_paths
from governance.composing.pages import FORMS
from governance.consultations.views import answering, issued, issuing, reading, results, running

ONE = "consultations/<slug:slug>/"
RESULT = f"{ONE}result/<count:number>"

urlpatterns = [
    path("consultations/", reading.consultations, name="consultations"),
    path("consultations/new/", running.new, name="new-consultation"),
    path("consultations/link/<token:key>/", answering.answer_link, name="answer-link"),
    path(ONE, reading.consultation, name="consultation"),
    path(f"{ONE}document/", reading.document, name="consultation-document"),
    path(f"{ONE}answer/", answering.answer, name="consultation-answer"),
    path(f"{ONE}answer/account/", answering.answer_with_account, name="answer-with-account"),
    path(f"{ONE}edit/", running.edit, name="consultation-edit"),
    path(f"{ONE}open/", running.open_, name="consultation-open"),
    path(f"{ONE}deadline/", running.deadline, name="consultation-deadline"),
    path(f"{ONE}close/", running.close, name="consultation-close"),
    path(f"{ONE}withdraw/", running.withdraw, name="consultation-withdraw"),
    path(f"{ONE}answers/", results.answers, name="consultation-answers"),
    path(f"{ONE}answers/record/", results.record, name="record-answer"),
    path(f"{ONE}summary/", results.summary, name="consultation-summary"),
    path(f"{ONE}decision/", results.decision, name="consultation-decision"),
    path(f"{ONE}answers/dealt-with/", issuing.deal_with, name="consultation-dealt-with"),
    path(f"{ONE}result/issue/", issuing.issue, name="issue-result"),
    *compare_paths(f"{ONE}result/", issued.compare_result, "compare-result"),
    path(f"{RESULT}/", issued.result, name="consultation-result"),
    path(f"{RESULT}/retry/", issued.retry_pdf, name="consultation-result-retry"),
    *(
        path(f"{RESULT}.{ending}", issued.result_file, {"form": form}, name=f"consultation-result-{form}")
        for form, ending in FORMS.items()
    ),
    path(f"{ONE}letter/", results.letter, name="consultation-letter"),
    path(f"{ONE}letter/answer/", results.letter_answer, name="consultation-letter-answer"),
    path(f"{ONE}letter/file/", results.letter_file, name="consultation-letter-file"),
]
