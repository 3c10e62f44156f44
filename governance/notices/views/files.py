"""The files of a published version: PDF, HTML, Word, data as JSON and CSV. A version never changes."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from governance.composing.pages import data_of, html_of, pdf_of, retry_pdf_of, tables_of, word_of
from governance.notices.pages import version_at
from secrel.core.changes.permissions import Permission
from secrel.core.web.caching import DAY, SHORT, public_for
from secrel.core.web.http import needs


@login_not_required
@public_for(DAY)
@require_safe
def version_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return pdf_of(version_at(request, slug, number).snapshot, f"{slug}-{number}.pdf")


@login_not_required
@public_for(SHORT)
@require_safe
def version_html(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return html_of(version_at(request, slug, number).snapshot)


@login_not_required
@public_for(DAY)
@require_safe
def version_json(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return data_of(version_at(request, slug, number).snapshot)


@login_not_required
@public_for(DAY)
@require_safe
def version_word(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return word_of(version_at(request, slug, number).snapshot, f"{slug}-{number}.docx")


@login_not_required
@public_for(DAY)
@require_safe
def version_tables(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    return tables_of(version_at(request, slug, number).snapshot, f"{slug}-{number}.zip")


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def retry_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make the PDF again, after it failed."""
    version = version_at(request, slug, number)
    return retry_pdf_of(request, version.snapshot, version.get_absolute_url())
