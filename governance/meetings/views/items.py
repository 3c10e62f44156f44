"""An agenda item: its page, and the actions of members, secretary and Chair on it."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from governance.meetings.forms.deciding import ConfirmForm, InterestForm, PositionForm
from governance.meetings.forms.outcomes import OutcomeForm
from governance.meetings.operations.asking import take_off_agenda
from governance.meetings.operations.decisions import confirm_decision, record_outcome
from governance.meetings.operations.meetings import declare_interest
from governance.meetings.operations.positions import take_position
from governance.meetings.pages import _show, acted, found_item, with_item
from governance.meetings.queries.meetings import READERS
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import moment, today
from secrel.core.editing.forms import ReasonForm
from secrel.core.web.http import needs


@require_safe
@needs(*READERS)
def item_page(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    """The page on which members take positions, the secretary records and the Chair confirms."""
    return _show(request, found_item(request, body, on, order))


@require_POST
@needs(Permission.TAKE_POSITIONS)
def position(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = found_item(request, body, on, order)
    act = with_item(take_position, request, item, at=moment())
    return acted(request, item, "position", PositionForm(request.POST), act, "Your position is recorded.")


@require_POST
@needs(Permission.RECORD_MEETINGS)
def interest(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = found_item(request, body, on, order)
    form = InterestForm(request.POST, item=item, prefix="interest")
    return acted(
        request,
        item,
        "interest",
        form,
        with_item(declare_interest, request, item),
        "The interest is recorded.",
    )


@require_POST
@needs(Permission.RECORD_MEETINGS)
def outcome(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = found_item(request, body, on, order)
    form = OutcomeForm(request.POST, item=item, on=today())
    act = with_item(record_outcome, request, item, at=moment())
    return acted(
        request, item, "outcome", form, act, "The outcome is recorded. The Chair can now confirm it."
    )


@require_POST
@needs(Permission.CONFIRM_DECISIONS)
def confirm(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = found_item(request, body, on, order)
    act = with_item(confirm_decision, request, item)
    return acted(request, item, "confirm", ConfirmForm(request.POST), act, "The decision is confirmed.")


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def off(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    item = found_item(request, body, on, order)
    form = ReasonForm(request.POST, prefix="off")
    return acted(
        request, item, "off", form, with_item(take_off_agenda, request, item), "This item is off the agenda."
    )
