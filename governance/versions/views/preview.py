"""Previews of the current draft: one section beside its edit page, and the whole as page, PDF or Word file.

With `?as-at=2021-03-24` each is of the draft as it stood at the end of that day.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from governance.composing.draft_pages import DraftPage
from governance.composing.models import DraftFile
from governance.documents.engine.printing.render import render_html
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import Rid
from governance.versions.mends.mend import offered_mends
from governance.versions.pages import chapters_of, section_shown
from governance.versions.past_pages import is_past, past_answer
from governance.versions.queries.current import check_release, current_rid
from governance.versions.queries.live import draft_subject
from governance.versions.queries.past.documents import PastDocument, past_rid
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import newest_position
from secrel.core.editing.presence import others_at
from secrel.core.web.http import found_or_404, needs, searched


@require_safe
@needs(Permission.READ_DRAFTS)
def preview(request: HttpRequest, slug: str, section: str) -> HttpResponse:
    """A section of the current draft; 204 while it is what the page already shows."""
    release = found_or_404(Release.objects.filter(slug=slug), "release")
    if is_past(request):
        return past_answer(request, release, lambda past: _past_section(request, release, section, past))
    others = others_at(f"{slug}/{section}", request.user) if request.htmx else []
    stamp = f"{newest_position()}:{'|'.join(others)}"
    if request.htmx and searched(request, "have") == stamp[:100]:
        return HttpResponse(status=204)
    current = current_rid(release)
    rows = check_release(release, current)
    edits = Permission.EDIT_RELEASES in request.user.permissions()
    context, states = section_shown(release, section, current.rid, rows)
    context |= {
        "states": states if edits else {},
        "others": others,
        "stamp": stamp[:100],
        "offers": offered_mends(release, current, rows) if edits else {},
    }
    return render(request, "editing/preview.html#inside" if request.htmx else "editing/preview.html", context)


def _past_section(request: HttpRequest, release: Release, section: str, past: PastDocument) -> HttpResponse:
    rid = past_rid(release, past)
    context = {"release": release, "past": past, "shown": chapters_of(rid.content, rid.issue, section)}
    return render(request, "past/section.html", context)


@require_safe
@needs(Permission.READ_DRAFTS)
def live_html(request: HttpRequest, slug: str) -> HttpResponse:
    """The whole current draft as a page that stands alone."""
    release = found_or_404(Release.objects.filter(slug=slug), "release")
    if is_past(request):
        return past_answer(request, release, lambda past: _html(past_rid(release, past)))
    return _html(current_rid(release).rid)


def _html(rid: Rid) -> HttpResponse:
    return HttpResponse(render_html(RID_KIND, rid, static("css/document.css")))


@require_safe
@needs(Permission.READ_DRAFTS)
def live_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The PDF of the current draft, which a worker makes; often it is there, as it is made once an edit pauses."""
    return _as_it_stands(request, slug, DraftFile.Form.PDF)


@require_safe
@needs(Permission.READ_DRAFTS)
def live_word(request: HttpRequest, slug: str) -> HttpResponse:
    return _as_it_stands(request, slug, DraftFile.Form.WORD)


def _as_it_stands(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    release = found_or_404(Release.objects.filter(slug=slug), "release")
    if is_past(request):
        return past_answer(request, release, lambda past: _as_it_stood(request, release, form, past))
    page = DraftPage(
        label=f"{release.short_name}: RID as it stands",
        name=f"{slug}-as-it-stands",
        back=release.get_absolute_url(),
        back_label=release.name,
    )
    return page.answer(request, RID_KIND, form, current_rid(release).rid, subject=draft_subject(release))


def _as_it_stood(request: HttpRequest, release: Release, form: str, past: PastDocument) -> HttpResponse:
    """The file of a past draft. It has no subject, so that it takes nothing's place."""
    page = DraftPage(
        label=f"{release.short_name}: RID {past.in_words}",
        name=f"{release.slug}-as-it-stood-{past.day.isoformat()}",
        back=f"{release.get_absolute_url()}?as-at={past.day.isoformat()}",
        back_label=f"{release.name}, {past.in_words}",
    )
    return page.answer(request, RID_KIND, form, past_rid(release, past))
