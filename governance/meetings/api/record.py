"""What a meeting was: attendance, minutes, what an item was asked and how it was decided, and who holds which power."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from governance.meetings.api import ITEM, READS, M
from governance.meetings.models import Item, Meeting, Outcome, outcomes_of
from governance.meetings.queries.actions import Heard, carried_to, own_actions
from governance.meetings.queries.meetings import papers_due
from governance.meetings.queries.positions import objections_to
from governance.meetings.queries.voting import (
    current_positions,
    interests_in,
    positions_of,
    present_at,
    rule_of,
    seats_of,
    tally_of,
)
from secrel.core.api.places import Found
from secrel.core.api.twins import Listing, Resource
from secrel.core.changes.permissions import ROLES, Permission, Role
from secrel.core.dates.clock import today
from secrel.core.models.people import Body, Membership
from secrel.core.models.powers import PowerHeld
from secrel.core.people.queries import LeadTimes, working_days


def _record(request: Request, found: Found) -> dict[str, Any]:
    meeting: Meeting = found["meeting"]
    rule = rule_of(meeting.body, meeting.on)
    return {
        "papers_due_on": papers_due(meeting, working_days(), LeadTimes()),
        "attendance": [
            {"name": row.membership.user.name, "presence": row.presence}
            for row in meeting.attendance.select_related("membership__user")
        ],
        "seats": len(seats_of(meeting.body, meeting.on)),
        "present": len(present_at(meeting)),
        "quorum_percent": rule.quorum_percent,
        "carried_actions": [_heard(row) for row in carried_to(meeting, today())],
        "own_actions": [_heard(row) for row in own_actions(meeting, today())],
    }


def _heard(row: Heard) -> dict[str, Any]:
    action = row.action
    facts = {"number": str(action), "what": action.what, "owner": action.who, "due_on": action.due_on}
    return facts | {"is_open": row.is_open, "is_late": row.is_late, "became": row.became}


RECORD = Resource(
    f"{M}record/",
    {
        "papers_due_on": serializers.DateField(),
        "attendance": list[dict],
        "seats": int,
        "present": int,
        "quorum_percent": int,
        "carried_actions": list[dict],
        "own_actions": list[dict],
    },
    read=_record,
    version=lambda found: None,
    needs=READS,
    about="Who was there, the seats and the quorum, the day by which papers are due, and actions: those carried to the "
    "meeting, and its own, with what became of them.",
    is_kept=True,
)
MINUTES = Listing(
    f"{M}minutes/",
    {"text": str, "recorded_by": ("recorded_by.name", str), "recorded_at": serializers.DateTimeField()},
    rows=lambda request, found: found["meeting"].minutes.select_related("recorded_by").order_by("pk"),
    needs=READS,
    about="The minutes; a correction is a later row, and the last one counts.",
)


def _decided(request: Request, found: Found) -> dict[str, Any]:
    item: Item = found["item"]
    current = {row.pk for row in current_positions(item)}
    tally, decision = tally_of(item), getattr(item, "decision", None)
    return {
        "title": item.title,
        "state": item.state,
        "positions": [
            {
                **{name: getattr(row, name) for name in ("member", "stance", "text", "taken_at")},
                "counts": row.pk in current,
            }
            for row in positions_of(item)
        ],
        "objections": [
            {
                **{name: getattr(row, name) for name in ("number", "text", "state")},
                "steps": [
                    {
                        "kind": step.kind,
                        "text": step.text,
                        "by": step.by.name if step.by else "",
                        "at": step.at,
                    }
                    for step in row.steps.all()
                ],
            }
            for row in objections_to(item)
        ],
        "interests": [
            {"member": row.membership.user.name, "text": row.text, "steps_back": row.steps_back}
            for row in interests_in(item)
        ],
        "votes": {name: getattr(tally, name) for name in ("seats", "present", "agree", "object", "abstain")},
        "outcomes": [_outcome(row) for row in outcomes_of(item)],
        "decided_on": decision.on if decision else None,
        "decided_digest": decision.content_digest if decision else "",
    }


def _outcome(row: Outcome) -> dict[str, Any]:
    names = ("result", "content_digest", "changes", "conditions", "overrides", "reason", "dissent")
    votes = ("agree", "object", "abstain", "present", "seats", "recorded_at")
    return {name: getattr(row, name) for name in (*names, *votes)}


DECIDED = Resource(
    f"{ITEM.address}decision/",
    {
        "title": str,
        "state": str,
        **dict.fromkeys(("positions", "objections", "interests", "outcomes"), list[dict]),
        "votes": dict,
        "decided_on": serializers.DateField(allow_null=True),
        "decided_digest": str,
    },
    read=_decided,
    version=lambda found: None,
    needs=READS,
    about="How an item is being decided, or was: positions, objections with their answers, interests, votes, the "
    "outcomes recorded (a later one corrects those before), and the decision with the digest of what was decided on.",
    is_kept=True,
)


def _powers(request: Request, found: Found) -> dict[str, Any]:
    on = today()
    in_force = Membership.objects.in_force(on).select_related("user", "body").order_by("user__name")
    members: dict[str, list[Membership]] = {}
    for row in in_force:
        members.setdefault(row.body.key, []).append(row)
    held = PowerHeld.objects.confirmed().select_related("body").order_by("power", "-from_on")
    bodies = [_body(body, members.get(body.key, []), on) for body in Body.objects.all()]
    return {
        "powers": [
            {name: getattr(row, name) for name in ("power", "body", "from_on", "source")} for row in held
        ],
        "bodies": [body for body in bodies if body["roles"]],
    }


def _body(body: Body, members: list[Membership], on: Any) -> dict[str, Any]:
    roles = [{"role": row.role, "may": row.sentence} for row in ROLES if row.body == body.key]
    votes = any(row.body == body.key and Permission.TAKE_POSITIONS in row.permissions for row in ROLES)
    rule = rule_of(body, on) if votes else None
    return {
        "body": body,
        "name": body.name,
        "roles": roles,
        "members": [{"name": row.user.name, "role": str(Role(row.role).label)} for row in members],
        "seats": len(seats_of(body, on)) if votes else 0,
        "quorum_percent": rule.quorum_percent if rule else None,
        "chair_votes": rule.chair_votes if rule else None,
        "casting_vote": rule.casting_vote if rule else None,
    }


POWERS = Resource(
    "meetings/powers/",
    {"powers": list[dict], "bodies": list[dict]},
    read=_powers,
    version=lambda found: None,
    needs=(*READS, Permission.MANAGE_ACCOUNTS),
    about="Which body holds each power and since when; the roles, members and voting rule of each body.",
    is_kept=True,
)
RESOURCES: list[Resource] = [RECORD, MINUTES, DECIDED, POWERS]
TWINS: list[Any] = []
