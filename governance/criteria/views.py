"""Pages of the standard acceptance criteria: all sets, one set, the draft of the next."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.criteria.models import StandardSet
from governance.criteria.operations.standard import (
    ask_standard,
    discard_standard,
    draft_standard,
    waiting_item,
)
from governance.criteria.queries.standard import texts_of
from governance.criteria.sheets import StandardSheet
from governance.meetings.forms.asking import MeetingFields
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.forms import ReasonForm
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.editing.sheets.pages import sheet_page
from secrel.core.models.powers import Power
from secrel.core.people.queries import holder_of
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import SeeOther, found_or_404, held_by, needs


def _seen(request: HttpRequest) -> QuerySet[StandardSet]:
    """Sets that are or were in force for everyone; drafts for those who edit them or are asked to agree them."""
    rows = StandardSet.objects.order_by("-number")
    drafts = {Permission.MANAGE_STANDARD, Permission.READ_PRESENTED} & held_by(request)
    return rows if drafts else rows.filter(state__in=["in_force", "superseded"])


def _found(request: HttpRequest, number: int) -> StandardSet:
    return found_or_404(_seen(request).filter(number=number), "standard set")


@login_not_required
@public_for(SHORT)
@require_safe
def standards(request: HttpRequest) -> HttpResponse:
    rows = list(_seen(request))
    has_draft = any(row.state == "draft" for row in rows)
    return render(request, "criteria/standards.html", {"sets": rows, "has_draft": has_draft})


@login_not_required
@public_for(SHORT)
@require_safe
def standard(request: HttpRequest, number: int) -> HttpResponse:
    return _show(request, _found(request, number))


def _show(
    request: HttpRequest,
    found: StandardSet,
    failed: tuple[str, Form] | None = None,
    outcome: SaveOutcome | None = None,
) -> HttpResponse:
    permissions, waiting = held_by(request), waiting_item(found)
    is_open = found.state == "draft" and waiting is None
    forms: dict[str, Form] = {}
    if is_open and Permission.PRESENT_VERSIONS in permissions:
        forms["ask"] = MeetingFields()
    if is_open and Permission.MANAGE_STANDARD in permissions:
        forms["discard"] = ReasonForm(initial={"token": found.token}, prefix="discard")
    if failed:
        forms[failed[0]] = failed[1]
    context = {
        "standard": found,
        "texts": texts_of(found),
        "waiting": waiting,
        "decides": holder_of(Power.CRITERIA, on=today()) if forms else None,
        "forms": forms,
        "failed": failed[1] if failed else None,
        "outcome": outcome or SaveOutcome(),
    }
    return render(request, "criteria/standard.html", context, status=outcome.status if outcome else 200)


@require_POST
@needs(Permission.MANAGE_STANDARD)
def draft(request: HttpRequest) -> HttpResponse:
    made = draft_standard(by=request.user, on=today())
    messages.success(
        request, f"{made} is drafted. Edit it, then put it on the agenda of the body that agrees it."
    )
    return SeeOther(made.get_absolute_url())


@require_http_methods(["GET", "POST"])
@needs(Permission.MANAGE_STANDARD)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    found = _found(request, number)
    sheet, reason = StandardSheet(found), Reason(request, f"standard-{number}", False)
    return sheet_page(request, sheet, "criteria/edit_standard.html", reason=reason, standard=found)


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def ask(request: HttpRequest, number: int) -> HttpResponse:
    message = "The set is on the agenda."
    return _acted(request, number, "ask", MeetingFields(request.POST), ask_standard, message)


@require_POST
@needs(Permission.MANAGE_STANDARD)
def discard(request: HttpRequest, number: int) -> HttpResponse:
    form = ReasonForm(request.POST, prefix="discard")
    return _acted(request, number, "discard", form, discard_standard, "The draft is discarded.")


def _acted(
    request: HttpRequest, number: int, name: str, form: Form, operation: Callable[..., Any], message: str
) -> HttpResponse:
    found = _found(request, number)
    outcome = save(form, lambda **entered: operation(by=request.user, standard=found, on=today(), **entered))
    if not outcome.saved:
        return _show(request, _found(request, number), (name, form), outcome)
    messages.success(request, message)
    return SeeOther(outcome.saved.get_absolute_url())
