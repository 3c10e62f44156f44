"""The files of assessments."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from modifications.models.progress import Assessment
from modifications.operations.assessments import attach_assessment
from modifications.pages import modification_at
from modifications.sheets.progress import AssessmentSheet
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.files.attaching import attach_page
from secrel.core.files.shown import offer_file
from secrel.core.files.uploads import takes_files
from secrel.core.web.http import found_or_404, needs


@takes_files(1)
@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def attach(request: HttpRequest, reference: str) -> HttpResponse:
    modification = modification_at(reference)
    rows = {str(row.pk): row for row in AssessmentSheet(modification).rows()}

    def attached(*, what: str, **facts: Any) -> Assessment:
        return attach_assessment(by=request.user, assessment=rows[what], on=today(), **facts)

    return attach_page(
        request,
        [(place, str(row)) for place, row in rows.items()],
        attached,
        "modifications/attach.html",
        back=reverse("edit-modification-assessments", args=[modification.reference]),
        asks_day=True,
        modification=modification,
        tab="assessments",
        subject="Assessment as a file",
    )


@require_safe
@needs(Permission.READ_DRAFTS)
def assessment_file(request: HttpRequest, reference: str, place: int) -> HttpResponse:
    rows = AssessmentSheet(modification_at(reference)).rows()
    row = found_or_404([row for row in rows[place - 1 : place] if row.file], "assessment with a file")
    back = reverse("modification", args=[reference])
    return offer_file(request, row.file, row.file_name, back=back)
