"""The scope of a release: its items, and a form to add one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from modifications.models.modifications import Part
from modifications.workflow import ENDED
from releases.forms.scope import AddForm
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.operations.scope import add_to_scope
from releases.pages import reason_for, release_at
from releases.queries import cut_offs, ledger_of, scope_of
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.http import SeeOther, needs, searched

STATUSES = ("approved", "targeted", "candidate", "out")


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_scope(request: HttpRequest, slug: str) -> HttpResponse:
    """All items by status, and a form to add one."""
    release = release_at(slug)
    reason, outcome = reason_for(request, release), SaveOutcome()
    entered = request.POST if request.method == "POST" else draft_for(request)
    form = AddForm(entered, initial={"reference": searched(request, "add"), "decided_on": today()})
    if request.method == "POST":
        outcome = _added(request, release, form, reason)
        if outcome.saved:
            reason.remember()
            messages.success(request, f"{outcome.saved.part} has been added to the scope.")
            return SeeOther(request.path)
    items, in_force = scope_of(release), cut_offs()
    context = {
        "release": release,
        "section": "scope",
        "tab": "scope",
        "subject": "Scope",
        "form": form,
        "outcome": outcome,
        "reason": reason,
        "groups": [
            (status, [(row, in_force.of(row)) for row in items if row.status == status])
            for status in STATUSES
        ],
        "ledger": ledger_of(release),
        "suggested": _suggested(),
    }
    return render(request, "releases/edit_scope.html", context, status=outcome.status)


def _added(request: HttpRequest, release: Release, form: AddForm, reason: Reason) -> SaveOutcome:
    def add(*, reference: object, decided_on: object, **entered: object) -> ScopeItem:
        return add_to_scope(
            by=request.user,
            release=release,
            part=reference,
            on=decided_on or today(),
            reason=reason.text,
            **entered,
        )

    return save(form, add)


def _suggested() -> list[str]:
    """References with titles, suggested while typing."""
    rows = Part.objects.exclude(modification__stage__in=ENDED)
    rows = rows.select_related("modification").order_by("modification__number", "pk")
    return [f"{part} – {part.modification.title}" for part in rows]
