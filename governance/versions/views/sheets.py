"""Editing the glossary and the history of a release as sheets."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from governance.versions.sheets.glossary import GlossarySheet
from governance.versions.sheets.history import HistorySheet
from releases.operations.testing import set_glossary
from releases.pages import reason_for, release_at, section_page
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.web.http import SeeOther, needs, sent_token


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_glossary(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    sheet = GlossarySheet(release)
    return section_page(
        request,
        release,
        sheet,
        section="glossary",
        tab="glossary",
        template="versions/edit_glossary.html",
        unexplained=sheet.unexplained,
        token=lambda: sheet.token,
    )


@require_POST
@needs(Permission.EDIT_RELEASES)
def propose_glossary(request: HttpRequest, slug: str) -> HttpResponse:
    """Generate the glossary from the document again."""
    release = release_at(slug)
    set_glossary(
        by=request.user,
        release=release,
        terms=None,
        token=sent_token(request),
        reason=reason_for(request, release).text,
        on=today(),
    )
    messages.success(request, "The glossary is generated from the text of the document again.")
    return SeeOther(f"/releases/{slug}/edit/glossary/")


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_history(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    return section_page(request, release, HistorySheet(release), section="history", tab="history")
