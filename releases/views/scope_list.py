"""Adding a pasted or uploaded list of modifications to a scope, after a preview of each line."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from releases.forms.listed_scope import ListedScope
from releases.forms.scope import say_what_is_required
from releases.forms.scope_list import ListForm, TextForm
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.operations.bulk import add_list_to_scope
from releases.pages import reason_for, release_at
from releases.scope_places import ListedItem
from secrel.core.changes.permissions import Permission
from secrel.core.changes.reasons import SENTENCE as NO_REASON
from secrel.core.changes.reasons import is_reason
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.editing.sheets.pasting.sent import has_file
from secrel.core.files.uploads import takes_files
from secrel.core.web.http import SeeOther, needs

SHOWN = 40
"""The lines just added that the page of the scope shows beside its form."""


@takes_files(1)
@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def add_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Paste or upload a list, check the preview of each line, then add them all."""
    release = release_at(slug)
    reason, outcome = reason_for(request, release), SaveOutcome()
    entered = request.POST if request.method == "POST" else draft_for(request)
    if request.method == "POST" and has_file(request):
        listed = ListedScope.of_file(release, request)
    else:
        listed = ListedScope.of(release, entered)
    if request.method == "POST" and not listed.lines and not listed.refused:
        listed.refused = "Paste a list of modifications first, one a line."
    common = ListForm(
        entered if listed.lines and "save" in (entered or {}) else None, initial={"decided_on": today()}
    )
    if request.method == "POST" and listed.lines and "save" in request.POST:
        items = listed.items()
        outcome = (
            _not_added(reason) if items is None else _added(request, release, common, listed, items, reason)
        )
        if outcome.saved:
            return _done(request, release, outcome.saved, reason)
    elif request.method == "POST":
        outcome = SaveOutcome(status=422 if listed.refused else 200)
    context: dict[str, Any] = {"release": release, "section": "scope", "tab": "scope", "listed": listed}
    context["lines"] = listed.lines
    context |= {"subject": "Add a list", "form": common, "outcome": outcome, "reason": reason}
    context["list_form"] = TextForm(initial={"text": listed.text}, auto_id="list-%s")
    say_what_is_required(common, release)
    return render(request, "releases/scope_list/page.html", context, status=outcome.status)


def _not_added(reason: Reason) -> SaveOutcome:
    """Lines need a correction; a missing reason for the whole list is said at the same time."""
    lacks = reason.is_required and not is_reason(reason.text)
    return SaveOutcome(status=422, no_reason=NO_REASON if lacks else "")


def _added(
    request: HttpRequest,
    release: Release,
    common: ListForm,
    listed: ListedScope,
    items: list[tuple[int, ListedItem]],
    reason: Reason,
) -> SaveOutcome:
    def add(*, decided_on: date | None, **entered: Any) -> list[ScopeItem]:
        facts = entered | {"by": request.user, "release": release, "reason": reason.text}
        day = decided_on or today()
        return listed.save(items, lambda lines: add_list_to_scope(lines=lines, on=day, **facts))

    return save(common, add)


def _done(request: HttpRequest, release: Release, added: list[ScopeItem], reason: Reason) -> HttpResponse:
    reason.remember()
    count = len(added)
    messages.success(
        request,
        f"{count} {'modification has' if count == 1 else 'modifications have'} been added to the scope.",
    )
    shown = ",".join(item.part.address for item in added[:SHOWN])
    return SeeOther(f"{reverse('edit-scope', args=[release.slug])}?{urlencode({'added': shown})}")
