"""Helpers of the pages that edit a modification."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from modifications.models.modifications import Modification
from modifications.queries import find
from modifications.sheets.base import SheetOfModification
from secrel.core.changes.reasons import requires_reason
from secrel.core.changes.record import entries_about
from secrel.core.changes.targets import about
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.sheets.pages import sheet_page
from secrel.core.models.record import AuditEntry
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


def names_of(modification: Modification) -> list[str]:
    """All references of a modification, the current one first."""
    return [modification.reference, *modification.former.values_list("reference", flat=True)]


def history_of(modification: Modification) -> QuerySet[AuditEntry]:
    """Audit entries about the modification under all its references, and about its scope items, newest first."""
    return entries_about(about("modification", names_of(modification))).order_by("-position")
