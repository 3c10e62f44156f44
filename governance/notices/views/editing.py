"""Drafting a notice, and editing its facts and rows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from governance.notices.forms.facts import DraftForm, NoticeForm, facts_from
from governance.notices.models import Notice
from governance.notices.operations.drafting import draft_notice, draft_notice_of_release
from governance.notices.operations.editing import set_notice
from governance.notices.pages import notice_at
from governance.notices.queries.live import has_gone_live, notice_of
from governance.notices.sheets import DocumentSheet, ModificationSheet, SpecificationSheet
from governance.notices.workflow import EDITED, NOTICE
from modifications.models.documents import SecDocument
from modifications.models.modifications import Part
from releases.pages import release_at
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.facts_pages import facts_page
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.sheets.pages import sheet_page
from secrel.core.web.http import SeeOther, held_by, needs

SHEETS = {
    "modifications": ModificationSheet,
    "documents": DocumentSheet,
    "specifications": SpecificationSheet,
}


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def draft(request: HttpRequest) -> HttpResponse:
    """Draft a notice that belongs to no live release here."""

    def act(about: str, **cleaned: object):
        return draft_notice(by=request.user, facts=facts_from(cleaned), about=about, on=today())

    return form_page(
        request,
        lambda data: DraftForm(data, initial={"publish_on": today()}),
        act,
        lambda notice: ("The notice is drafted. Add its rows now.", notice.get_absolute_url()),
        "notices/draft.html",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def draft_of_release(request: HttpRequest, slug: str) -> HttpResponse:
    """Draft the notice of a live release from its facts, with one button."""
    release = release_at(slug)
    if request.method == "GET":
        context = {"release": release, "is_live": has_gone_live(release), "held": notice_of(release)}
        return render(request, "notices/draft_of_release.html", context)
    notice = draft_notice_of_release(by=request.user, release=release, publish_on=today(), on=today())
    messages.success(request, "The notice is drafted from the release. Check it, then publish it.")
    return SeeOther(notice.get_absolute_url())


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_facts(request: HttpRequest, slug: str) -> HttpResponse:
    notice = notice_at(request, slug)
    if closed := _closed(request, notice, "facts"):
        return closed

    def change(form: NoticeForm, reason: str):
        return set_notice(
            by=request.user,
            notice=notice,
            facts=facts_from(form.cleaned_data),
            token=form.token,
            on=today(),
            reason=reason,
        )

    return facts_page(
        request,
        lambda data: NoticeForm(data, notice=notice),
        change,
        "notices/edit_facts.html",
        reason=Reason(request, notice.slug, False),
        notice=notice,
        tab="facts",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_rows(request: HttpRequest, slug: str, tab: str) -> HttpResponse:
    notice = notice_at(request, slug)
    if closed := _closed(request, notice, tab):
        return closed
    context = {"notice": notice, "tab": tab, "suggestions": _suggestions(tab)}
    reason = Reason(request, notice.slug, False)
    return sheet_page(request, SHEETS[tab](notice), "notices/edit_rows.html", reason=reason, **context)


def _closed(request: HttpRequest, notice: Notice, tab: str) -> HttpResponse | None:
    """The page of a notice that cannot be edited in its state; None after a POST, so that its text comes back."""
    if request.method == "POST" or notice.state in EDITED:
        return None
    held = held_by(request)
    moves = [move for move, _ in NOTICE.offered(notice, held) if move.key in ("correct", "unschedule")]
    context = {"notice": notice, "tab": tab, "moves": moves}
    if tab in SHEETS:
        context["sheet"] = {"caption": SHEETS[tab].caption}
    return render(request, "notices/closed.html", context)


def _suggestions(tab: str) -> dict[str, list[str]]:
    if tab == "modifications":
        parts = Part.objects.select_related("modification").order_by("modification__number", "pk")
        return {"parts": [f"{part} – {part.modification.title}" for part in parts]}
    if tab == "documents":
        return {"documents": [str(document) for document in SecDocument.objects.all()]}
    return {}
