"""Reads the tables of an uploaded file for the page of a sheet, which pastes them. The file is not stored."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.sheets.pasting.reading.files import read_file
from secrel.core.editing.sheets.pasting.reading.html import as_html
from secrel.core.editing.sheets.pasting.reading.table import NoTable
from secrel.core.files.uploads import check_file, refuse_lost_upload, takes_files
from secrel.core.web.costly import limited

NO_TABLE = "We found no table in this file. Open it, copy the cells and paste them."
DAMAGED = "We could not read the tables of this file. Open it, copy the cells and paste them."


@takes_files(1)
@login_required
@require_POST
@limited
def read_tables(request: HttpRequest) -> JsonResponse:
    """The tables as HTML, or a sentence that says why there are none."""
    try:
        refuse_lost_upload(request)
        file = check_file(request.FILES.get("file"), too_large=getattr(request, "too_large", False))
        file.file.seek(0)
        blocks = read_file(file.name, file.file.read())
    except RuleBroken as refused:
        return JsonResponse({"sentence": refused.sentence}, status=refused.status)
    except NoTable as refused:
        return JsonResponse({"sentence": str(refused) or DAMAGED}, status=422)
    if not blocks:
        return JsonResponse({"sentence": NO_TABLE}, status=422)
    return JsonResponse({"html": as_html(blocks)})
