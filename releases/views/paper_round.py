"""The paper round: one page with the open steps of all upcoming releases."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from releases.sheets.paper_round import PaperRound
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.reason_field import Reason
from secrel.core.editing.sheets.pages import sheet_page
from secrel.core.web.http import needs


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def paper_round(request: HttpRequest) -> HttpResponse:
    reason = Reason(request, "paper-round", is_required=False)
    return sheet_page(request, PaperRound(today()), "releases/paper_round.html", reason=reason)
