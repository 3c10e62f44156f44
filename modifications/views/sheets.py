"""Parts, solutions, next steps, links and assessments of a modification, edited as sheets."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from modifications.pages import modification_at, modification_sheet
from modifications.queries import covering, holders
from modifications.sheets.parts import PartSheet
from modifications.sheets.progress import AssessmentSheet, LinkSheet, SolutionSheet, StepSheet
from secrel.core.changes.permissions import Permission
from secrel.core.editing.sheets.places import SheetPlace
from secrel.core.editing.sheets.proposals import Proposals
from secrel.core.web.http import needs

SHEETS = {
    "parts": PartSheet,
    "solutions": SolutionSheet,
    "steps": StepSheet,
    "links": LinkSheet,
}


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_sheet(request: HttpRequest, reference: str, tab: str) -> HttpResponse:
    modification = modification_at(reference)
    context = {"suggestions": {"holders": holders()}} if tab == "steps" else {}
    return modification_sheet(request, modification, SHEETS[tab](modification), tab, **context)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES, Permission.PROPOSE_FACTS)
def edit_assessments(request: HttpRequest, reference: str) -> HttpResponse:
    """Assessments: the DCC proposes changes, SECAS accepts them."""
    modification = modification_at(reference)
    sheet = AssessmentSheet(modification)
    place = SheetPlace(
        f"modification:{modification.pk}", sheet.key
    )  # by primary key, because converting changes the reference
    proposals = Proposals(request, f"Assessments of {modification.reference}", place)
    return modification_sheet(
        request,
        modification,
        sheet,
        "assessments",
        proposals=proposals,
        files=sheet.rows(),
        covering=covering(modification),
    )
