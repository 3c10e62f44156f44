"""What a modification consists of, edited as sheets."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from modifications.pages import modification_at, modification_sheet
from modifications.sheets.parts import PartSheet
from modifications.sheets.progress import AssessmentSheet, LinkSheet, SolutionSheet, StepSheet
from secrel.core.http import needs
from secrel.core.permissions import Permission

SHEETS = {
    "parts": PartSheet,
    "solutions": SolutionSheet,
    "steps": StepSheet,
    "assessments": AssessmentSheet,
    "links": LinkSheet,
}


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_sheet(request: HttpRequest, reference: str, tab: str) -> HttpResponse:
    modification = modification_at(reference)
    return modification_sheet(request, modification, SHEETS[tab](modification), tab)
