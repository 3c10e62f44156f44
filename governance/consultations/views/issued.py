"""The issued result of a consultation, for whoever may read the consultation: its page, its files, its comparison."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from governance.composing.comparing.compare_pages import compare
from governance.composing.pages import file_of, retry_pdf_of
from governance.consultations.compared import compared_results
from governance.consultations.models import ConsultationResult
from governance.consultations.pages import consultation_at, printed, reader
from governance.consultations.queries.readers import runs
from governance.consultations.queries.results import latest_result
from secrel.core.changes.permissions import Permission
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404, needs


@login_not_required
@public_for(SHORT)
@require_safe
def result(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A version as it was issued, and what it changed."""
    version = _version(request, slug, number)
    latest, document = latest_result(version.consultation), version.snapshot.document
    before = (
        version.consultation.results.filter(number=number - 1).select_related("snapshot__content").first()
    )
    context = {
        "consultation": version.consultation,
        "version": version,
        "latest": latest,
        "document": document,
        "changes": version.snapshot.differs_from(before.snapshot) if before else (),
    }
    return render(
        request, "consultations/results/version.html", context | printed(document.content, document.issue)
    )


@login_not_required
@public_for(SHORT)
@require_safe
def result_file(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponse:
    """A file of a version. A version never changes; who may read it can."""
    return file_of(_version(request, slug, number).snapshot, form, f"result-{slug}-{number}")


@login_not_required
@public_for(SHORT)
@require_safe
def compare_result(request: HttpRequest, slug: str, form: str = "") -> HttpResponse:
    """Two versions of a result compared: the page and its files."""
    row = consultation_at(request, slug)
    return compare(request, compared_results(row, is_own=runs(reader(request), row)), form)


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def retry_pdf(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Make the PDF again, after it failed."""
    version = _version(request, slug, number)
    return retry_pdf_of(request, version.snapshot, version.get_absolute_url())


def _version(request: HttpRequest, slug: str, number: int) -> ConsultationResult:
    rows = consultation_at(request, slug).results.filter(number=number)
    rows = rows.select_related(
        "consultation__release", "consultation__owner", "snapshot__content", "snapshot__job__pdf"
    )
    return found_or_404(rows, "version of this result")
