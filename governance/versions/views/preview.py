"""Previews of the current draft: one section beside its edit page, and the whole as PDF or Word file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.composing.draft_pages import DraftPage
from governance.composing.models import DraftFile
from governance.documents.rid.kind import RID_KIND
from governance.versions.mends.mend import offered_mends
from governance.versions.pages import section_shown
from governance.versions.queries.current import check_release, current_rid
from governance.versions.queries.live import draft_subject
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
        "open_count": sum(state.errors + state.missing for state in states.values()),
        "others": others,
        "stamp": stamp[:100],
        "offers": offered_mends(release, current, rows) if edits else {},
    }
    return render(request, "editing/preview.html#inside" if request.htmx else "editing/preview.html", context)


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
    page = DraftPage(
        label=f"{release.short_name}: RID as it stands",
        name=f"{slug}-as-it-stands",
        back=release.get_absolute_url(),
        back_label=release.name,
    )
    return page.answer(request, RID_KIND, form, current_rid(release).rid, subject=draft_subject(release))
