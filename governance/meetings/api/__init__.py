"""The API of meetings: planning them, their items and their actions. What a meeting decides stays on its pages."""

from datetime import date
from typing import Any

from django.http import Http404
from rest_framework import serializers
from rest_framework.request import Request

from governance.meetings.models import Action, Item, Meeting
from governance.meetings.operations.actions import amend_action, close_action, record_action, reopen_action
from governance.meetings.operations.asking import ask_motion, take_off_agenda
from governance.meetings.operations.meetings import plan_meeting
from governance.meetings.operations.objections import answer_objection
from governance.meetings.operations.series import plan_series
from governance.meetings.queries.actions import actions_seen_by
from governance.meetings.queries.meetings import item_at, meeting_at, meetings
from secrel.core.api.places import DAY, Found, place
from secrel.core.api.requests import let_in
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body, User
from secrel.core.search.list_filters import OfBody
from secrel.core.web.http import found_or_404

READS = (Permission.READ_DRAFTS, Permission.READ_PRESENTED)
"""Who reads meetings: `READERS` of their pages."""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404("There is no such day.") from error


def _meeting(request: Request, text: str, found: Found) -> Meeting:
    let_in(request, *READS)
    return found_or_404(meeting_at(request.user, found["of_body"].key, _day(text)), "meeting")


def _of_body(request: Request, text: str, found: Found) -> Body:
    return found_or_404(Body.objects.filter(key=text), "body")


def _item(request: Request, text: str, found: Found) -> Item:
    meeting = found["meeting"]
    return found_or_404(item_at(request.user, meeting.body.key, meeting.on, int(text)), "item")


def _action(request: Request, text: str, found: Found) -> Action:
    rows = actions_seen_by(request.user).filter(meeting=found["meeting"], order=int(text))
    return found_or_404(rows, "action that you may see")


def _objection(request: Request, text: str, found: Found) -> Any:
    rows = found["item"].objections.filter(number=int(text)).select_related("item")
    return found_or_404(rows, "objection")


place("of_body", "[-a-z0-9]{1,50}", _of_body, "The key of the body.", "panel")
place("meeting", DAY, _meeting, "The day of the meeting.", "2020-01-17")
place("item", "[1-9][0-9]{0,2}", _item, "Its place on the agenda.", "1")
place("action", "[1-9][0-9]{0,2}", _action, "Its place among the actions of the meeting.", "1")
place("objection", "[1-9][0-9]{0,2}", _objection, "Its number.", "1")
HEAD: dict[str, Any] = {
    "body": Body,
    "on": serializers.DateField(),
    "number": str,
    "state": str,
    "papers_on": serializers.DateField(allow_null=True),
    "closes_at": serializers.DateTimeField(allow_null=True),
}
M = "meetings/{of_body}/{meeting}/"


def _meetings(request: Request, found: Found, body: Body | None = None) -> Any:
    rows = meetings(request.user, body.key if body else "").prefetch_related(None)
    return rows.order_by("on", "pk")


MEETING = Resource(M, HEAD, needs=READS, about="A meeting.")
MEETINGS = Listing(
    "meetings/",
    HEAD,
    rows=_meetings,
    filters=OfBody,
    needs=READS,
    about="The meetings that you may see, by day.",
)
ITEM = Resource(
    f"{M}items/{{item}}/",
    {"order": int, "kind": str, "state": str, "title": str, "content_digest": str},
    needs=READS,
    about="An item of an agenda.",
)
ITEMS = Listing(
    f"{M}items/",
    {"order": int, "kind": str, "state": str, "title": str, "content_digest": str},
    rows=lambda request, found: found["meeting"].items.with_subjects().order_by("order"),
    needs=READS,
    about="The agenda of a meeting.",
)
ACTION_SHAPE = {
    "order": int,
    "what": str,
    "owner": serializers.CharField(allow_null=True),
    "owner_words": str,
    "due_on": serializers.DateField(),
    "state": str,
    "closed_how": str,
}
ACTION = Resource(f"{M}actions/{{action}}/", ACTION_SHAPE, needs=READS, about="An action of a meeting.")
ACTIONS = Listing(
    f"{M}actions/",
    ACTION_SHAPE,
    rows=lambda request, found: (
        actions_seen_by(request.user)
        .filter(meeting=found["meeting"])
        .select_related("owner")
        .order_by("order")
    ),
    needs=READS,
    about="The actions of a meeting.",
)
WHAT = serializers.CharField(max_length=2_000)
WORDS = serializers.CharField(max_length=120, allow_blank=True)
CLOSES = serializers.DateTimeField(allow_null=True)


def _planned(row: Meeting) -> dict[str, str]:
    return {"of_body": row.body.key, "meeting": row.on.isoformat()}


def _placed(row: Item) -> dict[str, str]:
    return _planned(row.meeting) | {"item": str(row.order)}


def _recorded(row: Action) -> dict[str, str]:
    return {"action": str(row.order)}


def _of_item(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    order = data.pop("item", None)
    if order is None:
        return data
    rows = found["meeting"].items.filter(order=order)
    if not rows:
        raise serializers.ValidationError({"item": ["There is no such item on this agenda."]})
    return data | {"item": rows[0]}


RESOURCES: list[Resource] = [MEETINGS, MEETING, ITEMS, ITEM, ACTIONS, ACTION]
TWINS = [
    Twin(
        plan_meeting,
        "POST",
        MEETINGS.address,
        MEETING,
        new=_planned,
        fields={
            "number": serializers.CharField(max_length=12, allow_blank=True),
            "on": serializers.DateField(),
            "closes_at": CLOSES,
        },
        fixed={"in_series": False},
    ),
    Twin(
        plan_series,
        "POST",
        "meetings/series/",
        fields={
            "week": serializers.IntegerField(min_value=1, max_value=5),
            "weekday": serializers.IntegerField(min_value=0, max_value=4),
            "months": serializers.IntegerField(min_value=1, max_value=24),
        },
    ),
    Twin(
        ask_motion,
        "POST",
        "meetings/motions/",
        ITEM,
        new=_placed,
        fields={"words": WHAT, "closes_at": CLOSES},
    ),
    Twin(take_off_agenda, "DELETE", ITEM.address),
    Twin(
        answer_objection,
        "POST",
        f"{ITEM.address}objections/{{objection}}/answer/",
        ITEM,
        fields={"text": WHAT},
    ),
    Twin(
        record_action,
        "POST",
        ACTIONS.address,
        ACTION,
        new=_recorded,
        fields={
            "what": WHAT,
            "owner": User | None,
            "owner_words": WORDS,
            "item": serializers.IntegerField(min_value=1, max_value=999, allow_null=True),
        },
        prepare=_of_item,
    ),
    Twin(amend_action, "PATCH", ACTION.address, ACTION, fields={"what": WHAT, "owner_words": WORDS}),
    Twin(close_action, "POST", f"{ACTION.address}close/", ACTION),
    Twin(reopen_action, "POST", f"{ACTION.address}reopen/", ACTION),
]
