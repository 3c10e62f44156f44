"""Creating a release with its scope, and optionally its timetable, from pasted or uploaded tables."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from governance.register.forms.opening import TableForm, as_release
from governance.register.from_table import TableStart
from governance.register.operations.opening import open_from_table
from releases.models.releases import Release
from releases.pages import warn_of
from releases.slots import next_free
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.editing.sheets.drawing import errors_of, lines_of
from secrel.core.files.uploads import takes_files
from secrel.core.web.http import SeeOther, needs

MOVES = (
    "Used for each modification that moves here and has no reason in its row. It is kept in the audit trail."
)


@takes_files(1)
@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def from_table(request: HttpRequest) -> HttpResponse:
    """Read tables, check the preview of each line and of the timetable, then create the release in one step."""
    slot, year = next_free(set(Release.objects.values_list("slug", flat=True)), today())
    entered = request.POST if request.method == "POST" else draft_for(request)
    form = TableForm(entered, initial={"slot": slot, "year": year})
    start, outcome = TableStart(form, entered), SaveOutcome()
    if request.method == "POST":
        outcome = SaveOutcome(status=start.act(request))
        if "save" in request.POST and outcome.status == 200:
            outcome = _created(request, form, start)
            if outcome.saved:
                return _done(request, outcome.saved, start)
    if start.scope.offers_move:
        form.fields["reason"].help_text = MOVES
    rows = lines_of(start.timetable)
    context: dict[str, Any] = {"form": form, "outcome": outcome, "start": start, "rows": rows}
    context |= {"sheet": start.timetable.sheet, "sheet_input": start.timetable, "listed": start.scope}
    context["wrong"] = [] if start.timetable.pasted else list(errors_of(start.timetable, rows))
    return render(request, "register/opening/from_table.html", context, status=outcome.status)


def _created(request: HttpRequest, form: TableForm, start: TableStart) -> SaveOutcome:
    def create(*, body: Any, decided_on: Any, keep_private: bool, reason: str, **entered: Any) -> Release:
        facts = as_release(**entered) | {"keep_private": keep_private, "timetable": start.planned}
        common = {"by": request.user, "body": body, "decided_on": decided_on, "reason": reason, "on": today()}
        return start.scope.save(start.items, lambda lines: open_from_table(lines=lines, **common, **facts))

    return save(form, create)


def _done(request: HttpRequest, release: Release, start: TableStart) -> HttpResponse:
    warn_of(request, release.go_live_on)
    count = len(start.items)
    scope = f"{count} {'modification' if count == 1 else 'modifications'} in its scope"
    private = " It is private until you publish a version." if release.private_until_published else ""
    messages.success(request, f"The {release} is open, with {scope}.{private}")
    return SeeOther(f"/releases/{release.slug}/edit/")
