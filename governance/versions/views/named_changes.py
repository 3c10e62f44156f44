"""The changes that a baseline is subject to: submitted by SECAS, confirmed by the Chair on the item's page."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from governance.meetings.forms.deciding import ConfirmForm
from governance.meetings.pages import acted, found_item, with_item
from governance.versions.forms.changes import PutChangesForm
from governance.versions.operations.subject import confirm_changes, put_changes
from secrel.core.changes.permissions import Permission
from secrel.core.web.http import needs


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def put(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = found_item(request, body, on, order)
    form = PutChangesForm(request.POST, item=item)
    message = "The changed version is with the Chair for confirmation."
    return acted(request, item, "changes", form, with_item(put_changes, request, item), message)


@require_POST
@needs(Permission.CONFIRM_DECISIONS)
def confirm(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = found_item(request, body, on, order)
    act = with_item(confirm_changes, request, item)
    message = "The changes are confirmed and the version is baselined."
    return acted(request, item, "confirm_changes", ConfirmForm(request.POST), act, message)
