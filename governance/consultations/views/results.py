"""Pages for the owner: the answers, recording one, the summary, the decision, and the letter to the Authority."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from governance.consultations.forms.answering import RecordAnswerForm
from governance.consultations.forms.asking import DecisionForm, LetterAnswerForm, LetterForm, SummaryForm
from governance.consultations.models import AuthorityLetter, Consultation, ConsultationAnswer, Outcome
from governance.consultations.operations.answering import AnswerFacts, record_answer
from governance.consultations.operations.letters import record_letter, record_letter_answer
from governance.consultations.operations.results import (
    effects_of,
    outcomes_of,
    record_consultation_decision,
    summarise_consultation,
)
from governance.consultations.pages import own_consultation
from governance.consultations.queries.consultations import letter_of, letter_state
from governance.consultations.queries.summary import all_answers, summary_of
from releases.timing import Consequence, effects_said
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import moment, today
from secrel.core.editing.form_pages import form_page
from secrel.core.files.shown import offer_file
from secrel.core.files.uploads import check_file, refuse_lost_upload, takes_files
from secrel.core.web.http import found_or_404, needs

RUN = Permission.RUN_CONSULTATIONS
PAGE = "consultations/form.html"


@require_safe
@needs(RUN)
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """Every answer with its history, confidential ones included."""
    row = own_consultation(request, slug)
    states = [(found[0], found[1:]) for found in all_answers(row).values()]
    context = {
        "consultation": row,
        "answers": [(answer, row.is_over(answer.received_at), before) for answer, before in states],
        "total": summary_of(row).total,
    }
    return render(request, "consultations/answers.html", context)


@require_http_methods(["GET", "POST"])
@needs(RUN)
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """Record an answer that came by email or telephone."""
    row = own_consultation(request, slug)

    def act(source: str, email: str, received_at: Any, **entered: Any) -> ConsultationAnswer:
        return record_answer(
            by=request.user,
            consultation=row,
            source=source,
            email=email,
            received_at=received_at,
            facts=AnswerFacts(**entered),
            on=today(),
            at=moment(),
        )

    return form_page(
        request,
        lambda data: RecordAnswerForm(data, initial={"received_on": today()}),
        act,
        lambda saved: (
            f"The answer of {saved.organisation} is recorded.",
            _page_of("consultation-answers", row),
        ),
        PAGE,
        consultation=row,
        heading="Record an answer",
        lede="For an answer that came by email or telephone. It counts like any other.",
        button="Record the answer",
    )


@require_http_methods(["GET", "POST"])
@needs(RUN)
def summary(request: HttpRequest, slug: str) -> HttpResponse:
    row = own_consultation(request, slug)
    return form_page(
        request,
        lambda data: SummaryForm(data, initial={"summary": row.summary, "token": row.token}),
        lambda **entered: summarise_consultation(by=request.user, consultation=row, on=today(), **entered),
        lambda _: ("The summary is published.", row.get_absolute_url()),
        PAGE,
        consultation=row,
        heading="Write the summary",
        button="Publish the summary",
        result=summary_of(row),
    )


@require_http_methods(["GET", "POST"])
@needs(RUN)
def decision(request: HttpRequest, slug: str) -> HttpResponse:
    """Record the decision, after a preview of the rows that a new go-live moves or breaks."""
    row = own_consultation(request, slug)
    shown: list[Consequence] = []
    initial = {
        "go_live_on": row.proposed_on,
        "body": row.decided_by and row.decided_by.key,
        "decided_on": row.decides_on,
        "token": row.token,
    }

    def build(data: QueryDict | None) -> DecisionForm:
        outcomes = [(one.value, one.label) for one in outcomes_of(row)]
        form = DecisionForm(data and data.copy(), initial=initial, outcomes=outcomes)
        if data is not None and form.is_valid():
            _preview_first(form, row, shown)
        return form

    return form_page(
        request,
        build,
        lambda seen, **entered: record_consultation_decision(
            by=request.user, consultation=row, on=today(), **entered
        ),
        lambda saved: (_decided(saved), row.get_absolute_url()),
        "consultations/decision.html",
        consultation=row,
        consequences=shown,
        letter_state=letter_state(row),
    )


def _preview_first(form: DecisionForm, row: Consultation, shown: list[Consequence]) -> None:
    """Add the effects to `shown`, and refuse the form until those of the entered day have been shown."""
    day = form.cleaned_data.get("go_live_on")
    if form.cleaned_data["outcome"] != Outcome.MOVED or day is None:
        return
    shown += effects_of(row.release, day)
    if shown and form.cleaned_data["seen"] != str(day):
        form.add_error(None, effects_said(shown, "Record the decision"))
        form.data["seen"] = str(day)


def _decided(saved: Any) -> str:
    if saved.outcome != Outcome.MOVED:
        return "The decision is recorded."
    if not saved.broken:
        return "The decision is recorded, and the timetable moved with the go-live."
    steps = "1 step comes" if saved.broken == 1 else f"{saved.broken} steps come"
    return f"The decision is recorded. In the timetable {steps} after the new go-live: give each a new date."


@takes_files(1)
@require_http_methods(["GET", "POST"])
@needs(RUN)
def letter(request: HttpRequest, slug: str) -> HttpResponse:
    row = own_consultation(request, slug)

    def act(file: Any, **entered: Any) -> AuthorityLetter:
        refuse_lost_upload(request)
        too_large = getattr(request, "too_large", False)
        checked = check_file(file, too_large=too_large) if file or too_large else None
        return record_letter(by=request.user, consultation=row, file=checked, on=today(), **entered)

    return form_page(
        request,
        lambda data: LetterForm(
            data, request.FILES or None, initial={"sent_on": today(), "token": row.token}
        ),
        act,
        lambda _: ("The letter is recorded.", row.get_absolute_url()),
        PAGE,
        consultation=row,
        heading="Record the letter to the Authority",
        button="Record the letter",
        has_files=True,
    )


@require_http_methods(["GET", "POST"])
@needs(RUN)
def letter_answer(request: HttpRequest, slug: str) -> HttpResponse:
    row = own_consultation(request, slug)
    return form_page(
        request,
        lambda data: LetterAnswerForm(data, initial={"answered_on": today(), "token": row.token}),
        lambda **entered: record_letter_answer(by=request.user, consultation=row, on=today(), **entered),
        lambda _: ("The answer of the Authority is recorded.", row.get_absolute_url()),
        PAGE,
        consultation=row,
        heading="Record the answer of the Authority",
        lede="The window that it permits becomes that of the release.",
        button="Record the answer",
    )


@require_safe
@needs(RUN)
def letter_file(request: HttpRequest, slug: str) -> HttpResponse:
    row = own_consultation(request, slug)
    found = found_or_404([one for one in [letter_of(row)] if one and one.file], "letter")
    return offer_file(request, found.file, found.file_name, back=row.get_absolute_url())


def _page_of(name: str, row: Consultation) -> str:
    return reverse(name, args=[row.slug])
