"""The scope of a release: its items, and a form to add one."""

from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from modifications.models.modifications import Part
from modifications.workflow import ENDED
from releases.forms.scope import AddForm, say_what_is_required
from releases.forms.scope_block import ScopeLine
from releases.forms.scope_list import LineForm, TextForm, as_data, line_forms
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.operations.scope import add_to_scope
from releases.pages import reason_for, release_at
from releases.queries import cut_offs, ledger_of, scope_of
from releases.scope_places import ELSEWHERE, NEW
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.values.compiled import compiled, rows_of
from secrel.core.web.http import SeeOther, needs, searched

AS_BEFORE = ("status", "body", "decided_on", "ground")
"""Fields that the form offers as they were for the modification just added."""
STATUSES = ("approved", "targeted", "candidate", "out")


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_scope(request: HttpRequest, slug: str) -> HttpResponse:
    """All items by status, and a form to add one."""
    release = release_at(slug)
    reason, outcome = reason_for(request, release), SaveOutcome()
    entered = request.POST if request.method == "POST" else draft_for(request)
    initial = {"reference": searched(request, "add"), "decided_on": today()}
    form = AddForm(entered, initial=initial | _as_before(request))
    say_what_is_required(form, release)
    if request.method == "POST":
        outcome = _added(request, release, form, reason)
        if outcome.saved:
            reason.remember()
            messages.success(request, f"{outcome.saved.part} has been added to the scope.")
            kept = {name: request.POST.get(name, "")[:40] for name in AS_BEFORE}
            return SeeOther(f"{request.path}?{urlencode({'added': outcome.saved.part.address} | kept)}")
    items, in_force = scope_of(release), cut_offs()
    just = searched(request, "added").split(",")
    added = [row for row in items if row.part.address in just]
    if added:
        form.fields["reference"].widget.attrs["autofocus"] = True
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
        "list_form": TextForm(auto_id="list-%s"),
        "added": added,
        "instead": _instead(release, form) if outcome.status == 422 else [],
        "as_before": [(name, form.data.get(name, "")) for name in ("body", "decided_on", "ground")],
        "ledger": rows_of(ledger_of(release), (ledger_of, release.pk)),
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


def _as_before(request: HttpRequest) -> dict[str, str]:
    """What was chosen for the modification just added, offered again for the next one."""
    found = {name: searched(request, name) for name in AS_BEFORE}
    return {name: text for name, text in found.items() if text}


def _instead(release: Release, form: AddForm) -> list[LineForm]:
    """The line with what can be done instead, where the modification is in another release or not in the register."""
    facts = (form.data.get(name, "") for name in ("status", "cut_off_on", "description"))
    line = ScopeLine(form.data.get("reference", "").split(" – ")[0], "", *facts)
    lines = line_forms(release, as_data([line]))
    return [row for row in lines if row.standing and row.standing.kind in (ELSEWHERE, NEW)]


def _suggested() -> list[str]:
    """References with titles, suggested while typing."""
    return [f"{part} – {part.modification.title}" for part in _under_way()]


@compiled
def _under_way() -> QuerySet[Part]:
    rows = Part.objects.exclude(modification__stage__in=ENDED)
    rows = rows.select_related("modification").order_by("modification__number", "pk")
    return rows.only("name", "modification__reference", "modification__title")
