"""The files of a version: PDF, HTML, Word for comment, data as JSON and CSV."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from governance.composing.pages import data_of, html_of, pdf_of, table_of, tables_of, word_of
from governance.versions.models import RidVersion, VersionKind
from governance.versions.pages import found_release, version_at
from governance.versions.queries.versions import latest_downloadable
from secrel.core.web.caching import DAY, FOR_EVER, SHORT, public_for
from secrel.core.web.http import held_by


@login_not_required
@public_for(FOR_EVER)
@require_safe
def version_pdf(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    return _with_cache_time(version, pdf_of(version.snapshot, f"{slug}-rid-{number}.pdf"))


@login_not_required
@public_for(SHORT)
@require_safe
def latest_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Permanent address of the newest published version that has a PDF."""
    release = found_release(request, slug)
    version = latest_downloadable(release, held_by(request), request.user)
    if version is None:
        raise Http404(
            f"No PDF of the {release} has been published yet. See the page of the release for what is available."
        )
    file = pdf_of(version.snapshot, f"{slug}-rid-{version.number}.pdf")
    del file["Last-Modified"]  # unpublishing a version brings back an older file; the ETag distinguishes them
    return _with_cache_time(version, file)


@login_not_required
@public_for(FOR_EVER)
@require_safe
def version_json(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    return _with_cache_time(version, data_of(version.snapshot))


@login_not_required
@public_for(SHORT)
@require_safe
def version_html(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    return _with_cache_time(version, html_of(version.snapshot))


@login_not_required
@public_for(DAY)
@require_safe
def version_word(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    return _with_cache_time(version, word_of(version.snapshot, f"{slug}-rid-{number}-for-comment.docx"))


@login_not_required
@public_for(FOR_EVER)
@require_safe
def version_tables(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    return _with_cache_time(version, tables_of(version.snapshot, f"{slug}-rid-{number}.zip"))


@login_not_required
@public_for(FOR_EVER)
@require_safe
def version_table(request: HttpRequest, slug: str, number: str, table: str) -> HttpResponse:
    """One table as CSV, at an address of its own, for programs."""
    version = version_at(request, slug, number)
    return _with_cache_time(version, table_of(version.snapshot, table, f"{slug}-rid-{number}-{table}.csv"))


def _with_cache_time(version: RidVersion, response: HttpResponse) -> HttpResponse:
    """Set how long it may be cached: not at all unless public; briefly for drafts, which can be unpublished."""
    is_open = version.is_published and version.snapshot.rid.issue.document.classification == "white"
    if not is_open:
        response.public_for = None
    elif version.kind == VersionKind.DRAFT:
        response.public_for = SHORT
        del response["Last-Modified"]  # an earlier file may come back; the ETag distinguishes them
    return response
