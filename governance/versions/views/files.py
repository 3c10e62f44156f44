"""The files of a version: PDF, HTML, Word for comment, data as JSON and CSV."""

import logging
from functools import cache
from hashlib import sha256

import rfc8785
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from governance.documents.engine.printing.render import render_html
from governance.documents.engine.printing.tables import render_tables
from governance.documents.engine.printing.word import render_word
from governance.documents.rid.kind import RID_KIND
from governance.versions.models import RidVersion, VersionKind
from governance.versions.pages import version_at
from governance.versions.queries.versions import latest_downloadable
from releases.pages import release_at
from secrel.core.files.made_once import cached_copy
from secrel.core.files.sending import send_file
from secrel.core.web.caching import DAY, SHORT, public_for
from secrel.core.web.http import held_by

log = logging.getLogger("secrel")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@login_not_required
@public_for(DAY)
@require_safe
def version_pdf(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    job = version.snapshot.job
    if job.pdf is None:
        raise Http404(
            f"The PDF of version {number} has not been made yet. The page of the version shows its progress."
        )
    return _with_cache_time(version, send_file(job.pdf, f"{slug}-rid-{number}.pdf", inline=True))


@login_not_required
@public_for(SHORT)
@require_safe
def latest_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Permanent address of the newest published version that has a PDF."""
    release = release_at(slug)
    version = latest_downloadable(release, held_by(request), request.user)
    if version is None:
        raise Http404(
            f"No PDF of the {release} has been published yet. See the page of the release for what is available."
        )
    file = send_file(version.snapshot.job.pdf, f"{slug}-rid-{version.number}.pdf", inline=True)
    del file["Last-Modified"]  # unpublishing a version brings back an older file; the ETag distinguishes them
    return _with_cache_time(version, file)


@login_not_required
@public_for(DAY)
@require_safe
def version_json(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    data = rfc8785.dumps(version.snapshot.as_data())
    return _with_cache_time(version, HttpResponse(data, content_type="application/json"))


@login_not_required
@public_for(SHORT)
@require_safe
def version_html(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    return _with_cache_time(
        version, HttpResponse(render_html(RID_KIND, version.snapshot.rid, static("css/document.css")))
    )


@login_not_required
@public_for(DAY)
@require_safe
def version_word(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    key = f"word {version.snapshot_id} {renderer()}"
    content = cached_copy(key, lambda: render_word(RID_KIND, version.snapshot.rid))
    return _with_cache_time(version, _attachment(content, WORD, f"{slug}-rid-{number}-for-comment.docx"))


@cache
def renderer() -> str:
    """A digest of the code that makes documents, so that new code makes new copies."""
    package = settings.BASE_DIR / "governance" / "documents"
    sources = [*sorted(package.rglob("*.py")), settings.BASE_DIR / "requirements.lock"]
    return sha256(b"".join(path.read_bytes() for path in sources if path.exists())).hexdigest()


@login_not_required
@public_for(DAY)
@require_safe
def version_tables(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    version = version_at(request, slug, number)
    archive = _attachment(
        render_tables(RID_KIND, version.snapshot.rid), "application/zip", f"{slug}-rid-{number}.zip"
    )
    return _with_cache_time(version, archive)


def _with_cache_time(version: RidVersion, response: HttpResponse) -> HttpResponse:
    """Set how long it may be cached: not at all unless public; briefly for drafts, which can be unpublished."""
    is_open = version.is_published and version.snapshot.rid.issue.document.classification == "white"
    if not is_open:
        response.public_for = None
    elif version.kind == VersionKind.DRAFT:
        response.public_for = SHORT
        del response["Last-Modified"]  # an earlier file may come back; the ETag distinguishes them
    return response


def _attachment(data: bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        data, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
