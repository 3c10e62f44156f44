"""Helpers of the pages that edit a modification."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from modifications.models.modifications import Modification
from modifications.queries import find
from modifications.sheets.base import SheetOfModification
from secrel.core.changes.reasons import requires_reason
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.sheets.pages import sheet_page
from secrel.core.web.http import found_or_404


def modification_at(reference: str) -> Modification:
    found = find(reference)
    return found_or_404([found] if found else [], "modification")


def reason_for(request: HttpRequest, modification: Modification) -> Reason:
    """The reason field, required if a release with the modification has been baselined."""
    return Reason(request, modification.reference, requires_reason(modification))


def modification_sheet(
    request: HttpRequest, modification: Modification, sheet: SheetOfModification, tab: str, **context: Any
) -> HttpResponse:
    return sheet_page(
        request,
        sheet,
        "modifications/edit_sheet.html",
        reason=reason_for(request, modification),
        modification=modification,
        tab=tab,
        **context,
    )
