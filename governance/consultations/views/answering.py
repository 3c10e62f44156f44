"""Answering a consultation: with an account, or by a link sent to a mail address. Limited for each network address."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from governance.consultations.forms.answering import AddressForm, AnswerForm
from governance.consultations.mails import send_link
from governance.consultations.models import AnswerLink, Consultation, ConsultationAnswer
from governance.consultations.operations.answering import (
    AnswerFacts,
    answer_by_link,
    answer_consultation,
    ask_for_link,
    refuse_answers,
    refuse_link,
)
from governance.consultations.operations.readers import refuse_without_account
from governance.consultations.pages import consultation_at
from governance.consultations.queries.summary import answer_of
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates.clock import moment, today
from secrel.core.editing.form_pages import form_page
from secrel.core.models.registrations import Registration
from secrel.core.people.sign_in.throttle import MAILS, MINUTE, SECOND, Throttle, allows
from secrel.core.values.one_time_links import digest_of_secret
from secrel.core.web.http import SeeOther
from secrel.core.web.too_many import TooMany, count_from, with_wait

ANSWERS = Throttle("consultation answers", free=20, forgets=6 * SECOND)
LINKS = Throttle("consultation links", free=10, forgets=MINUTE)


@login_not_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """The form that sends a link to a mail address. Somebody with an account goes on to theirs."""
    row = consultation_at(request, slug)
    if request.user.is_authenticated:
        return SeeOther(reverse("answer-with-account", args=[slug]))
    return _closed(request, row) or with_wait(_ask_address(request, row), LINKS)


@require_http_methods(["GET", "POST"])
def answer_with_account(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of somebody with an account. Needs a sign-in, so that input is kept when it expires."""
    row = consultation_at(request, slug)

    def act(**entered: Any) -> ConsultationAnswer:
        count_from(request, ANSWERS)
        return answer_consultation(
            by=request.user, consultation=row, facts=AnswerFacts(**entered), on=today(), at=moment()
        )

    page = _closed(request, row) or _answer_page(request, row, request.user.email.lower(), act)
    return with_wait(page, ANSWERS)


@login_not_required
@require_http_methods(["GET", "POST"])
def answer_link(request: HttpRequest, key: str) -> HttpResponse:
    """The form behind a one-time link. Opening it uses nothing up, as mail programs open links too."""
    link = (
        AnswerLink.objects.filter(digest=digest_of_secret(key))
        .select_related("consultation__release")
        .first()
    )
    row = link.consultation if link else None
    sentence = (
        "This link is incomplete, or it has expired, as it works for 24 hours. Copy the whole link from the email, or "
        "ask for a new one on the consultation’s page."
    )
    if link:  # after a POST, the form comes back with its text and the refusal of the operation
        row = row if row.is_public else None
        sentence = request.method != "POST" and (
            _refusal(refuse_without_account, link.consultation)
            or _refusal(refuse_link, link, moment())
            or _refusal(refuse_answers, link.consultation)
        )
    if sentence:
        context = {"consultation": row, "sentence": sentence}
        return render(request, "consultations/no_answers.html", context, status=410)

    def act(**entered: Any) -> ConsultationAnswer:
        count_from(request, ANSWERS)
        return answer_by_link(by=SYSTEM, link=link, facts=AnswerFacts(**entered), on=today(), at=moment())

    return with_wait(_answer_page(request, link.consultation, link.email, act), ANSWERS)


def _answer_page(request: HttpRequest, row: Consultation, email: str, act: Any) -> HttpResponse:
    """The form, filled with what this address answered before, or with the organisation of the account."""
    current = answer_of(row, email)
    initial = (
        {name: getattr(current, name) for name in AnswerForm.base_fields} if current else _registered(request)
    )
    late = row.is_over(moment())
    done = "Received, marked as late" if late else "Received. You can change your answer until the deadline"
    return form_page(
        request,
        lambda data: AnswerForm(data, initial=initial),
        act,
        lambda saved: (f"{done}. Its number is {saved.respondent.receipt}.", request.path),
        "consultations/answer.html",
        consultation=row if row.is_public or request.user.is_authenticated else None,
        is_late=late,
        current=current,
    )


def _ask_address(request: HttpRequest, row: Consultation) -> HttpResponse:
    def act(email: str) -> str:
        count_from(request, LINKS)
        if not allows(MAILS, "consultation", row.pk, email.lower()):
            raise TooMany(
                "We have sent several links to this address in a short time. Use the newest one, or try again in a few "
                "hours.",
                field="email",
            )
        secret = ask_for_link(by=SYSTEM, consultation=row, email=email, on=today(), at=moment())
        send_link(row, email, secret)
        return secret

    return form_page(
        request,
        AddressForm,
        act,
        lambda _: ("We have sent you a link. If it does not arrive, check your spam folder.", request.path),
        "consultations/address.html",
        consultation=row,
        is_late=row.is_over(moment()),
    )


def _registered(request: HttpRequest) -> dict[str, str]:
    """Organisation and category of a Party's account."""
    user = request.user if request.user.is_authenticated else None
    found = Registration.objects.filter(user=user, state="confirmed").first() if user else None
    return {"organisation": found.organisation, "category": found.category} if found else {}


def _refusal(check: Any, *subjects: Any) -> str:
    """The sentence with which a check refuses; empty if it does not."""
    try:
        check(*subjects)
    except RuleBroken as refused:
        return refused.sentence
    return ""


def _closed(request: HttpRequest, row: Consultation) -> HttpResponse | None:
    """The page of a consultation that takes no answers; None after a POST, so that its text comes back."""
    sentence = _refusal(refuse_answers, row) if request.method != "POST" else ""
    if not sentence:
        return None
    return render(request, "consultations/no_answers.html", {"consultation": row, "sentence": sentence})
