"""The pages of a scope item and of a timetable row."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from releases.forms.scope import MoveForm, ScopeItemForm, StepsForm, TimelineRowForm
from releases.models.releases import Section
from releases.models.scope import ScopeItem
from releases.models.timeline import TimelineRow
from releases.operations.scope import change_scope_item, move_between
from releases.operations.steps import set_steps
from releases.operations.timeline import change_timeline_row
from releases.pages import reason_for
from releases.queries import cut_offs, scope_item, section_token, timeline_row
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.http import SeeOther, found_or_404, needs, searched


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_scope_item(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    item = found_or_404(scope_item(slug, reference), "scope item")
    token = section_token(item.release, Section.Key.SCOPE)
    initial = {
        name: getattr(item, name) for name in ("description", "has_own_verb", "cut_off_on", "position")
    }
    entered = request.POST if request.method == "POST" else draft_for(request)
    moves = bool(entered and "moves" in entered)
    reason = reason_for(request, item.release)
    initial |= {"token": token, "reason": reason.text}
    move = MoveForm(entered if moves else None, initial={"token": token}, release=item.release)
    form = ScopeItemForm(
        None if moves else entered,
        initial=initial,
        item=item,
        permissions=request.user.permissions(),
        default=cut_offs().of(item),
        needs_reason=reason.is_required,
    )
    outcome = SaveOutcome()
    if request.method == "POST":
        outcome = _moved(request, item, move) if moves else _changed(request, item, form)
        if outcome.saved:
            reason.remember()
            where = f" moved to the {outcome.saved.release}" if moves else " saved"
            messages.success(request, f"{item.modification.reference}{where}.")
            return SeeOther(_back(request, item))
    move.list_open_ones(reversed(form.fields["to_release"].listed()))
    context = {"item": item, "release": item.release, "move_form": move, "moves": moves}
    context |= {"section": "scope", "tab": "scope", "subject": str(item.part)}
    context |= {"form": form, "outcome": outcome}
    return render(request, "releases/edit_scope_item.html", context, status=outcome.status)


def _back(request: HttpRequest, item: ScopeItem) -> str:
    """Back to the scope page if the item was opened from there, otherwise to the release."""
    if searched(request, "back") == "scope":
        return reverse("edit-scope", args=[item.release.slug])
    return item.release.get_absolute_url()


def _changed(request: HttpRequest, item: ScopeItem, form: Form) -> SaveOutcome:
    def change(*, decided_on: date | None, **entered: Any) -> ScopeItem:
        return change_scope_item(by=request.user, item=item, on=decided_on or today(), **entered)

    return save(form, change)


def _moved(request: HttpRequest, item: ScopeItem, form: Form) -> SaveOutcome:
    def move(*, decided_on: date | None, **entered: Any) -> ScopeItem:
        return move_between(by=request.user, item=item, on=decided_on or today(), **entered)

    return save(form, move)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_timeline_row(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    row = found_or_404(timeline_row(slug, key), "row of the timetable")
    reason = reason_for(request, row.release)
    initial = _of_row(row, reason)
    return form_page(
        request,
        lambda data: TimelineRowForm(data, initial=initial, row=row, needs_reason=reason.is_required),
        lambda **entered: change_timeline_row(by=request.user, row=row, on=today(), **entered),
        lambda saved: (f"“{row.event}” saved.", row.release.get_absolute_url()),
        "releases/edit_timeline_row.html",
        row=row,
        release=row.release,
        steps=StepsForm(
            initial=initial | {"steps": row.steps, "body": row.body},
            needs_reason=reason.is_required,
            auto_id="steps_%s",
        ),
    )


def _of_row(row: TimelineRow, reason: Reason) -> dict[str, Any]:
    """The initial values of the row's forms."""
    token = section_token(row.release, Section.Key.TIMELINE)
    return {"planned": row.planned, "token": token, "reason": reason.text}


@require_POST
@needs(Permission.EDIT_RELEASES)
def edit_steps(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Save which steps the row stands for; errors are shown on the row's page."""
    row = found_or_404(timeline_row(slug, key), "row of the timetable")
    reason = reason_for(request, row.release)
    form = StepsForm(request.POST, needs_reason=reason.is_required, auto_id="steps_%s")
    outcome = save(form, lambda **entered: set_steps(by=request.user, row=row, on=today(), **entered))
    if outcome.saved:
        messages.success(request, f"The steps of “{row.event}” have been saved.")
        return SeeOther(request.path.removesuffix("steps/"))
    initial = _of_row(row, reason)
    context = {"row": row, "release": row.release, "steps": form, "outcome": outcome}
    context["form"] = TimelineRowForm(initial=initial, row=row, needs_reason=reason.is_required)
    return render(request, "releases/edit_timeline_row.html", context, status=outcome.status)
