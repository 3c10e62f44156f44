"""Pages with which the owner drafts, opens, extends, closes and withdraws a consultation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from governance.consultations.deadlines import CLOSE_OF_PLAY
from governance.consultations.forms.asking import ConsultationForm, DeadlineForm, WithdrawForm
from governance.consultations.models import Consultation
from governance.consultations.models.consultations import OWNERS
from governance.consultations.operations.asking import (
    ConsultationFacts,
    change_consultation,
    close_consultation,
    draft_consultation,
    extend_consultation,
    open_consultation,
    withdraw_consultation,
)
from governance.consultations.pages import own_consultation
from governance.consultations.queries.readers import bodies_run_by
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import moment, today
from secrel.core.editing.form_pages import form_page
from secrel.core.web.http import SeeOther, needs, sent_token

RUN = Permission.RUN_CONSULTATIONS
PAGE = "consultations/form.html"


@require_http_methods(["GET", "POST"])
@needs(RUN)
def new(request: HttpRequest) -> HttpResponse:
    """Draft a consultation, of a kind that the person's body runs."""
    bodies = bodies_run_by(request.user)
    kinds = [kind.value for kind, owner in OWNERS.items() if owner in bodies]

    def act(kind: str, release: Any, **entered: Any) -> Consultation:
        facts = ConsultationFacts(**entered)
        return draft_consultation(by=request.user, kind=kind, release=release, facts=facts, on=today())

    return form_page(
        request,
        lambda data: ConsultationForm(data, kinds=kinds, is_new=True),
        act,
        lambda made: ("The draft is saved. Nobody else sees it until you open it.", made.get_absolute_url()),
        PAGE,
        heading="Draft a consultation",
        button="Save the draft",
    )


@require_http_methods(["GET", "POST"])
@needs(RUN)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    row = own_consultation(request, slug)
    names = ("title", "question", "reasons", "proposed_on", "decides_on", "is_amber", "organisations")
    initial = {name: getattr(row, name) for name in names}
    initial["reading_bodies"] = [body.key for body in row.reading_bodies.all()]
    initial |= _deadline(row) | {"decided_by": row.decided_by and row.decided_by.key, "token": row.token}

    def act(token: int, **entered: Any) -> Consultation:
        facts = ConsultationFacts(**entered)
        return change_consultation(by=request.user, consultation=row, facts=facts, token=token, on=today())

    return _page(
        request,
        row,
        lambda data: ConsultationForm(data, initial=initial, kinds=[], is_new=False),
        act,
        "The draft is saved.",
        heading="Change the draft",
        button="Save the draft",
    )


@require_http_methods(["GET", "POST"])
@needs(RUN)
def deadline(request: HttpRequest, slug: str) -> HttpResponse:
    row = own_consultation(request, slug)
    return _page(
        request,
        row,
        lambda data: DeadlineForm(
            data, initial=_deadline(row) | {"decides_on": row.decides_on, "token": row.token}
        ),
        lambda **entered: extend_consultation(
            by=request.user, consultation=row, on=today(), at=moment(), **entered
        ),
        "The deadline is changed. Those who follow this consultation get an email.",
        heading="Change the deadline",
        lede=f"The deadline is {row.deadline_words}. The new one has to be later.",
        button="Change the deadline",
    )


@require_http_methods(["GET", "POST"])
@needs(RUN)
def withdraw(request: HttpRequest, slug: str) -> HttpResponse:
    row = own_consultation(request, slug)
    return _page(
        request,
        row,
        lambda data: WithdrawForm(data, initial={"token": row.token}),
        lambda **entered: withdraw_consultation(by=request.user, consultation=row, on=today(), **entered),
        "The consultation is withdrawn.",
        heading="Withdraw the consultation" if row.opened_at else "Discard the draft",
        lede="It takes no more answers. Those that you have are kept." if row.opened_at else "",
        button="Withdraw the consultation" if row.opened_at else "Discard the draft",
    )


@require_POST
@needs(RUN)
def open_(request: HttpRequest, slug: str) -> HttpResponse:
    row = own_consultation(request, slug)
    common = {"consultation": row, "token": sent_token(request), "on": today(), "at": moment()}
    open_consultation(by=request.user, **common)
    messages.success(request, "The consultation is open. Those who follow it get an email.")
    return SeeOther(row.get_absolute_url())


@require_POST
@needs(RUN)
def close(request: HttpRequest, slug: str) -> HttpResponse:
    row = own_consultation(request, slug)
    common = {"consultation": row, "token": sent_token(request), "on": today(), "at": moment()}
    close_consultation(by=request.user, **common)
    messages.success(request, "The consultation is closed. Write its summary next.")
    return SeeOther(reverse("consultation-summary", args=[slug]))


def _page(
    request: HttpRequest, row: Consultation, build: Any, act: Any, message: str, **context: Any
) -> HttpResponse:
    """A form page about a consultation, which leads back to it."""
    done = (message, row.get_absolute_url())
    return form_page(request, build, act, lambda _: done, PAGE, consultation=row, **context)


def _deadline(row: Consultation) -> dict[str, Any]:
    """The day and time of the deadline, as the form shows them: no time for close of play."""
    is_close_of_play = row.deadline_words.startswith(CLOSE_OF_PLAY)
    at = None if is_close_of_play else timezone.localtime(row.deadline).time()
    return {"deadline_on": row.deadline_day, "deadline_at": at}
