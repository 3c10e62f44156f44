"""Adding a pasted list of modifications to a scope, after a preview of each line."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from releases.forms.scope import say_what_is_required
from releases.forms.scope_block import BlockRefused, read_scope
from releases.forms.scope_list import LineForm, ListForm, TextForm, as_data, line_forms
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.operations.bulk import add_list_to_scope
from releases.pages import reason_for, release_at
from releases.scope_places import ListedItem
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.http import SeeOther, needs

SHOWN = 40
"""The lines just added that the page of the scope shows beside its form."""


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def add_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Paste a list, check the preview of each line, then add them all."""
    release = release_at(slug)
    reason, outcome = reason_for(request, release), SaveOutcome()
    entered = request.POST if request.method == "POST" else draft_for(request)
    data, context = _lines(entered)
    forms = line_forms(release, data)
    if request.method == "POST" and not forms and "refused" not in context:
        context["refused"] = "Paste a list of modifications first, one a line."
    common = ListForm(
        entered if forms and "save" in (entered or {}) else None, initial={"decided_on": today()}
    )
    if request.method == "POST" and forms and "save" in request.POST:
        items = _items(forms)
        outcome = (
            SaveOutcome(status=422)
            if items is None
            else _added(request, release, common, items, forms, reason)
        )
        if outcome.saved:
            return _done(request, release, outcome.saved, reason)
    elif request.method == "POST":
        outcome = SaveOutcome(status=422 if context.get("refused") else 200)
    context |= {"release": release, "section": "scope", "tab": "scope", "subject": "Add a list"}
    context |= {"lines": forms, "form": common, "outcome": outcome, "reason": reason}
    context["offers_move"] = any("move" in dict(form.fields["act"].widget.choices) for form in forms)
    context["list_form"] = TextForm(initial={"text": context.get("text", "")}, auto_id="list-%s")
    say_what_is_required(common, release)
    context["wrong"] = sum(bool(form.errors) and not form.skips for form in forms)
    return render(request, "releases/scope_list/page.html", context, status=outcome.status)


def _lines(entered: QueryDict | None) -> tuple[QueryDict, dict[str, Any]]:
    """The lines that were sent, or those of a list just pasted; with what the page says about it."""
    data = entered.copy() if entered else QueryDict(mutable=True)
    if entered is None or "text" not in entered:
        return data, {}
    try:
        block = read_scope(entered["text"])
    except BlockRefused as refused:
        return data, {"refused": str(refused), "text": entered["text"]}
    return as_data(block.lines), {"notes": block.notes}


def _items(forms: list[LineForm]) -> list[tuple[int, ListedItem]] | None:
    """The lines to add, each with its number; None if one of them has an error."""
    kept = [(number, form) for number, form in enumerate(forms) if not form.skips]
    items = [(number, form.as_item()) for number, form in kept]
    if any(form.errors for _, form in kept):
        return None
    return [(number, item) for number, item in items if item is not None]


def _added(
    request: HttpRequest,
    release: Release,
    common: ListForm,
    items: list[tuple[int, ListedItem]],
    forms: list[LineForm],
    reason: Reason,
) -> SaveOutcome:
    def add(*, decided_on: date | None, **entered: Any) -> list[ScopeItem]:
        lines = [item for _, item in items]
        common_facts = {"by": request.user, "release": release, "reason": reason.text}
        try:
            return add_list_to_scope(lines=lines, on=decided_on or today(), **common_facts, **entered)
        except RuleBroken as broken:
            place, _, name = (broken.field or "").partition("-")
            if not name:
                raise
            number = items[int(place)][0]
            fields = forms[number].fields
            forms[number].add_error(name if name in fields else "reference", broken.sentence)
            raise RuleBroken(f"Row {number + 1}: {broken.sentence}", link=broken.link) from broken

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
