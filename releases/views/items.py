"""A scope item and a row of the timetable, each on a page of its own."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from releases.forms.scope import MoveForm, ScopeItemForm, TimelineRowForm
from releases.models import Release, ScopeItem, Section
from releases.operations.scope import change_scope_item, move_between
from releases.operations.timeline import change_timeline_row
from releases.queries import scope_item, section_token, timeline_row
from secrel.core.clock import today
from secrel.core.http import SeeOther, found_or_404, needs
from secrel.core.kept import kept_for
from secrel.core.permissions import Permission
from secrel.core.saving import Outcome, save


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_scope_item(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    item = found_or_404(scope_item(slug, reference), "scope item")
    token = section_token(item.release, Section.Key.SCOPE)
    initial = {
        name: getattr(item, name) for name in ("description", "has_own_verb", "cut_off_on", "position")
    }
    typed = request.POST if request.method == "POST" else kept_for(request)
    moves = bool(typed and "moves" in typed)
    move = MoveForm(typed if moves else None, initial={"token": token}, release=item.release)
    form = ScopeItemForm(
        None if moves else typed,
        initial=initial | {"token": token},
        item=item,
        permissions=request.user.permissions(),
    )
    outcome = Outcome()
    if request.method == "POST":
        outcome = _moved(request, item, move) if moves else _changed(request, item, form)
        if outcome.saved:
            where = f" moved to the {outcome.saved.release}" if moves else " saved"
            return _back(request, item.release, f"{item.modification.reference}{where}.", "scope")
    context = {"item": item, "release": item.release, "move_form": move, "moves": moves}
    context |= {"section": "scope", "tab": "scope", "subject": str(item.part)}
    return _page(request, "releases/edit_scope_item.html", form, outcome, **context)


def _changed(request: HttpRequest, item: ScopeItem, form: Form) -> Outcome:
    def change(*, decided_on: date | None, **typed: Any) -> ScopeItem:
        return change_scope_item(by=request.user, item=item, on=decided_on or today(), **typed)

    return save(form, change)


def _moved(request: HttpRequest, item: ScopeItem, form: Form) -> Outcome:
    def move(*, decided_on: date | None, **typed: Any) -> ScopeItem:
        return move_between(by=request.user, item=item, on=decided_on or today(), **typed)

    return save(form, move)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_timeline_row(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    row = found_or_404(timeline_row(slug, key), "row of the timetable")
    initial = {"planned": row.planned, "token": section_token(row.release, Section.Key.TIMELINE)}
    typed = request.POST if request.method == "POST" else kept_for(request)
    form = TimelineRowForm(typed, initial=initial, row=row)
    outcome = Outcome()
    if request.method == "POST":
        outcome = save(
            form, lambda **typed: change_timeline_row(by=request.user, row=row, on=today(), **typed)
        )
        if outcome.saved:
            return _back(request, row.release, f"“{row.event}” saved.", "timeline")
    return _page(request, "releases/edit_timeline_row.html", form, outcome, row=row, release=row.release)


def _back(request: HttpRequest, release: Release, said: str, section: str) -> HttpResponse:
    messages.success(request, said)
    return SeeOther(f"{reverse('release', args=[release.slug])}#{section}")


def _page(request: HttpRequest, template: str, form: Form, outcome: Outcome, **context: Any) -> HttpResponse:
    return render(request, template, {"form": form, "outcome": outcome, **context}, status=outcome.status)
