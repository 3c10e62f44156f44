"""The page that fills a release from the tables of a document."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from governance.filling.operations import Filled, Tables, fill_release, preview, seen_in
from governance.filling.pages import routed_tables
from governance.filling.places import NAMES
from governance.filling.routing import LEAVE_OUT, Routed, by_page
from releases.models.releases import Release
from releases.pages import reason_for, release_at
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.sheets.pasting.reading.parts import as_document
from secrel.core.web.costly import limited
from secrel.core.web.http import SeeOther, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
@limited
def fill(request: HttpRequest, slug: str) -> HttpResponse:
    """Paste a document, see where each table goes and what it changes, then save all of it."""
    release, data = release_at(slug), (request.POST if request.method == "POST" else draft_for(request)) or {}
    reason = reason_for(request, release)
    context: dict[str, Any] = {"release": release, "section": "release", "tab": "fill", "reason": reason}
    status = 200
    if data.get("paste") or data.get("paste-html"):
        try:
            tables = routed_tables(release, data.get("paste", ""), data.get("paste-html", ""), data)
        except RuleBroken as refused:
            return _page(request, context | {"refused": refused.sentence, "text": data.get("paste", "")}, 422)
        document, replaces = by_page(tables), data.get("paste-mode") == "replace"
        if "save" in request.POST:
            try:
                saved = _save(request, release, document, replaces, reason.text)
            except RuleBroken as refused:
                if refused.status == 403:
                    raise
                context["refused"], status = refused.sentence, 422
            else:
                reason.remember()
                messages.success(request, f"Saved: {', '.join(row.name for row in saved)}.")
                return SeeOther(release.get_absolute_url())
        try:
            context |= _shown(request, release, tables, document, replaces)
        except RuleBroken as busy:
            if busy.status == 403:
                raise
            context |= {"refused": busy.sentence, "text": data.get("paste", "")}
            status = busy.status
    elif request.method == "POST":
        context["refused"], status = "Paste a document first.", 422
    return _page(request, context, status)


def _save(
    request: HttpRequest, release: Release, document: Tables, replaces: bool, reason: str
) -> list[Filled]:
    filled = fill_release(
        by=request.user,
        release=release,
        document=document,
        seen=request.POST.get("seen", ""),
        replaces=replaces,
        confirmed=request.POST.getlist("confirm"),
        reason=reason,
        on=today(),
    )
    return [row for row in filled if not row.is_unchanged]


def _shown(
    request: HttpRequest, release: Release, tables: list[Routed], document: Tables, replaces: bool
) -> dict[str, Any]:
    filled = preview(by=request.user, release=release, document=document, replaces=replaces, on=today())
    return {
        "tables": tables,
        "choices": [("", "Choose"), *NAMES.items(), (LEAVE_OUT, "Leave it out")],
        "filled": sorted(filled, key=lambda row: list(NAMES).index(row.key)),
        "confirmed": request.POST.getlist("confirm"),
        "seen": seen_in(filled),
        "replaces": replaces,
        "html": as_document([row.part for row in tables]),
        "unknown": [row for row in tables if not row.key],
    }


def _page(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    return render(request, "filling/page.html", context, status=status)
