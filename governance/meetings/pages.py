"""The page of an agenda item with its forms, and the helpers that its actions share."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance.documents.pack.summary import ItemSummary
from governance.documents.rid.display import content_name
from governance.meetings.forms.deciding import ConfirmForm, InterestForm, PositionForm
from governance.meetings.forms.objections import objection_forms
from governance.meetings.forms.outcomes import OutcomeForm, outcome_initial
from governance.meetings.models import Item, outcomes_of
from governance.meetings.queries.meetings import item_at
from governance.meetings.queries.positions import counted_positions, objections_to
from governance.meetings.queries.voting import (
    current_positions,
    interests_in,
    positions_of,
    rule_of,
    seat_of,
    tally_of,
)
from governance.meetings.workflow import ITEM
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.forms import ReasonForm
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.people.second_factor import lacks_second_factor
from secrel.core.web.http import SeeOther, found_or_404
from secrel.core.web.page_cache import kept_parts

DECIDING = frozenset({"position", "interest", "outcome", "confirm"})
SHORTCUTS = {
    "position": ("positions", "Take a position"),
    "outcome": ("record", "Record the outcome"),
    "confirm": ("confirm", "Confirm the decision"),
}
"""Links from the top of the page to its forms: the anchor and the label. A subject adds its own."""


def found_item(request: HttpRequest, body: str, on: date, order: int) -> Item:
    return found_or_404(item_at(request.user, body, on, order), "item")


def _show(
    request: HttpRequest,
    item: Item,
    failed: tuple[str, Form] | None = None,
    outcome: SaveOutcome | None = None,
) -> HttpResponse:
    objections = list(objections_to(item))
    forms = _forms(request, item) | objection_forms(request.user, item, objections)
    withdrawing = {name for name in forms if name.startswith("withdraw-")}
    deciding = DECIDING | item.matter.deciding.keys() | withdrawing
    lacks = lacks_second_factor(request.user) and bool(deciding & forms.keys())
    forms = {name: form for name, form in forms.items() if not lacks or name not in deciding}
    if failed:  # the input is shown again, also if the item has moved on
        forms[failed[0]] = failed[1]
    meeting = item.meeting
    context = {
        "item": item,
        "release": item.release,
        "meeting": meeting,
        **item.matter.page(request.user, item, today()),
        "named": [(content_name(row["section"]), row["text"]) for row in _named(item)],
        "summary": _summary(item),
        "positions": positions_of(item),
        "current": {row.pk for row in current_positions(item)},
        "tally": tally_of(item),
        "counted": counted_positions(item) if "outcome" in forms and not item.outcome else None,
        "rule": rule_of(meeting.body, meeting.on),
        "objections": [
            (row, forms.get(f"answer-{row.number}"), forms.get(f"withdraw-{row.number}"))
            for row in objections
        ],
        "live_objections": (live := sum(row.is_live for row in objections)),
        "live_objections_words": "1 open objection" if live == 1 else f"{live} open objections",
        "interests": interests_in(item),
        "outcomes": outcomes_of(item),
        "decision": getattr(item, "decision", None),
        "forms": forms,
        "shortcuts": [to for name, to in (SHORTCUTS | item.matter.deciding).items() if name in forms],
        "lacks_second_factor": lacks,
        "asks_second_factor": settings.SECOND_FACTOR,
        "failed": failed[1] if failed else None,
        "outcome": outcome or SaveOutcome(),
    }
    if item.matter.keeps_panels:
        key = f"item/{item.pk}/{request.user.pk}"
        context |= kept_parts(request, key, "meetings/item.html", ("subject",), lambda: context)
    return render(request, "meetings/item.html", context, status=outcome.status if outcome else 200)


def _summary(item: Item) -> ItemSummary | None:
    """What the body weighs, while it has not decided; for the items whose own panels do not begin with it."""
    is_settled = item.state in ("decided", "withdrawn")
    return None if is_settled or item.matter.has_own_summary else item.matter.summary(item, today())


def _named(item: Item) -> list[dict[str, str]]:
    return item.outcome.changes if item.outcome else []


def _forms(request: HttpRequest, item: Item) -> dict[str, Form]:
    """The forms that the user may submit in the item's present state."""
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
            item=item, on=today(), initial=outcome_initial(item, today()) | {"token": item.token}
        )
    if "confirm" in moves and confirms:
        forms["confirm"] = ConfirmForm(initial={"token": item.token, "content_digest": digest})
    forms |= item.matter.forms(request.user, item, moves)
    if "withdraw" in moves and not item.matter.withdrawn_elsewhere:
        forms["off"] = ReasonForm(initial={"token": item.token}, prefix="off")
    return forms


def with_item(
    operation: Callable[..., Any], request: HttpRequest, item: Item, **arguments: Any
) -> Callable[..., Any]:
    return lambda **entered: operation(by=request.user, item=item, on=today(), **arguments, **entered)


def acted(
    request: HttpRequest, item: Item, name: str, form: Form, act: Callable[..., Any], message: str
) -> HttpResponse:
    outcome = save(form, act)
    if not outcome.saved:
        found = found_item(request, item.meeting.body.key, item.meeting.on, item.order)
        if outcome.conflict and "content_digest" in form.fields:  # the page shows the current content
            form.data["content_digest"] = found.matter.digest_acted_on(name, found)
            form.data["token"] = str(found.token)
        return _show(request, found, (name, form), outcome)
    messages.success(request, message)
    return SeeOther(item.get_absolute_url())
