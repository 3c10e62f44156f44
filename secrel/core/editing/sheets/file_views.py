"""Reads the tables of an uploaded file for the page of a sheet, which pastes them. The file is not stored."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.sheets.pasting.reading.html import as_html
from secrel.core.editing.sheets.pasting.reading.table import NoTable
from secrel.core.editing.sheets.pasting.sent import file_tables
from secrel.core.files.uploads import takes_files
from secrel.core.web.costly import limited


@takes_files(1)
@login_required
@require_POST
@limited
def read_tables(request: HttpRequest) -> JsonResponse:
    """The tables as HTML, or a sentence that says why there are none."""
    try:
        return JsonResponse({"html": as_html(file_tables(request))})
    except RuleBroken as refused:
        return JsonResponse({"sentence": refused.sentence}, status=refused.status)
    except NoTable as refused:
        return JsonResponse({"sentence": str(refused)}, status=422)
