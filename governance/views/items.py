"""An item of an agenda: what the body is asked, what changed, positions, the outcome, the Chair's confirmation."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from governance.documents.saying import content_name
from governance.forms.deciding import ConfirmForm, InterestForm, PositionForm
from governance.forms.outcomes import OutcomeForm, said_before
from governance.models.decisions import Item
from governance.operations.asking import take_off_agenda
from governance.operations.decisions import confirm_decision, record_outcome
from governance.operations.meetings import declare_interest
from governance.operations.positions import take_position
from governance.queries.meetings import READERS, item_at
from governance.queries.voting import rule_of, seat_of, standing_positions, tally_of
from governance.workflow import ITEM
from secrel.core.clock import moment, today
from secrel.core.forms import ReasonForm
from secrel.core.http import SeeOther, found_or_404, needs
from secrel.core.permissions import Permission
from secrel.core.saving import Outcome, save
from secrel.core.second_factor import lacks_second_factor

DECIDING = frozenset({"position", "interest", "outcome", "confirm"})
SHORTCUTS = {
    "position": ("positions", "Take a position"),
    "outcome": ("record", "Record the outcome"),
    "confirm": ("confirm", "Confirm the decision"),
}
"""Links from the top of the page to its forms: the anchor and the label. A subject adds its own."""


def found_item(request: HttpRequest, body: str, on: date, order: int) -> Item:
    return found_or_404(item_at(request.user, body, on, order), "item")


@require_safe
@needs(*READERS)
def item_page(request: HttpRequest, body: str, on: date, order: int) -> HttpResponse:
    """The review page of a Panel member; secretary and Chair act on it too."""
    return _show(request, found_item(request, body, on, order))


def _show(
    request: HttpRequest, item: Item, failed: tuple[str, Form] | None = None, outcome: Outcome | None = None
) -> HttpResponse:
    forms = _forms(request, item)
    deciding = DECIDING | item.matter.deciding.keys()
    lacks = lacks_second_factor(request.user) and bool(deciding & forms.keys())
    forms = {name: form for name, form in forms.items() if not lacks or name not in deciding}
    if failed:  # what was typed comes back, also where the item has moved on
        forms[failed[0]] = failed[1]
    meeting = item.meeting
    context = {
        "item": item,
        "release": item.release,
        "meeting": meeting,
        **item.matter.page(request.user, item, today()),
        "named": [(content_name(row["section"]), row["text"]) for row in _named(item)],
        "positions": item.positions.select_related("membership__user", "taken_by", "replaces", "fallen"),
        "standing": {row.pk for row in standing_positions(item)},
        "tally": tally_of(item),
        "rule": rule_of(meeting.body, meeting.on),
        "interests": item.interests.select_related("membership__user"),
        "outcomes": item.outcomes.select_related("recorded_by"),
        "decision": getattr(item, "decision", None),
        "forms": forms,
        "shortcuts": [to for name, to in (SHORTCUTS | item.matter.deciding).items() if name in forms],
        "lacks_second_factor": lacks,
        "asks_second_factor": settings.SECOND_FACTOR,
        "failed": failed[1] if failed else None,
        "outcome": outcome or Outcome(),
    }
    return render(request, "governance/item.html", context, status=outcome.status if outcome else 200)


def _named(item: Item) -> list[dict[str, str]]:
    return item.outcome.changes if item.outcome else []


def _forms(request: HttpRequest, item: Item) -> dict[str, Form]:
    """What whoever looks may do now, by the table of the item's life."""
    held = request.user.permissions()
    digest = item.content_digest
    body = item.meeting.body.key
    confirms = request.user.may_in(body, Permission.CONFIRM_DECISIONS)
    moves = {move.key for move, _ in ITEM.offered(item, held)}
    forms: dict[str, Form] = {}
    votes = item.state == "open" and request.user.may_in(body, Permission.TAKE_POSITIONS)
    if votes and seat_of(request.user, item.meeting.body, today()):
        forms["position"] = PositionForm(initial={"content_digest": digest})
    if item.state == "open" and Permission.RECORD_MEETINGS in held:
        forms["interest"] = InterestForm(item=item, prefix="interest")
    if "minute" in moves:
        forms["outcome"] = OutcomeForm(
            item=item, on=today(), initial=said_before(item, today()) | {"token": item.token}
        )
    if "confirm" in moves and confirms:
        forms["confirm"] = ConfirmForm(initial={"token": item.token, "content_digest": digest})
    forms |= item.matter.forms(request.user, item, moves)
    if "withdraw" in moves and not item.matter.withdrawn_elsewhere:
        forms["off"] = ReasonForm(initial={"token": item.token}, prefix="off")
    return forms


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
    return acted(request, item, "outcome", form, act, "The outcome is recorded. The Chair confirms it.")


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
        request, item, "off", form, with_item(take_off_agenda, request, item), "It is off the agenda."
    )


def with_item(
    operation: Callable[..., Any], request: HttpRequest, item: Item, **known: Any
) -> Callable[..., Any]:
    return lambda **typed: operation(by=request.user, item=item, on=today(), **known, **typed)


def acted(
    request: HttpRequest, item: Item, name: str, form: Form, act: Callable[..., Any], said: str
) -> HttpResponse:
    outcome = save(form, act)
    if not outcome.saved:
        found = found_item(request, item.meeting.body.key, item.meeting.on, item.order)
        if outcome.conflict and "content_digest" in form.fields:  # the page shows what is asked now
            form.data["content_digest"] = found.matter.digest_acted_on(name, found)
            form.data["token"] = str(found.token)
        return _show(request, found, (name, form), outcome)
    messages.success(request, said)
    return SeeOther(item.get_absolute_url())
