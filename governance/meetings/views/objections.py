"""Answering and withdrawing an objection to an agenda item."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from governance.meetings.forms.objections import objection_form
from governance.meetings.operations.objections import answer_objection, withdraw_objection
from governance.meetings.pages import acted, found_item
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.web.http import found_or_404, needs


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def answer(request: HttpRequest, body: str, on: date, order: int, number: int) -> HttpResponse:
    message = "The answer is saved. We have told the person who objected."
    return _act(request, (body, on, order), number, "answer", answer_objection, message)


@require_POST
@needs(Permission.TAKE_POSITIONS)
def withdraw(request: HttpRequest, body: str, on: date, order: int, number: int) -> HttpResponse:
    message = "The objection is withdrawn. Take your position again."
    return _act(request, (body, on, order), number, "withdraw", withdraw_objection, message)


def _act(
    request: HttpRequest,
    address: tuple[str, date, int],
    number: int,
    act: str,
    operation: Callable[..., Any],
    message: str,
) -> HttpResponse:
    item = found_item(request, *address)
    row = found_or_404(item.objections.filter(number=number).select_related("item"), "objection")
    form = objection_form(act, row, request.POST)
    run = partial(operation, by=request.user, objection=row, on=today())
    return acted(request, item, f"{act}-{number}", form, run, message)
