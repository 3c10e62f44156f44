"""Operations on meetings: plan, change, cancel, attendance, interests and minutes."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from governance.meetings.models import Attendance, FallenPosition, Interest, Item, Meeting, Minutes, Presence
from governance.meetings.operations.items import fall, locked_item
from governance.meetings.operations.meeting_news import announce_meeting
from governance.meetings.queries.meetings import interest_data
from governance.meetings.queries.voting import current_positions
from governance.meetings.workflow import MEETING
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Actor, Token, moment_of_change, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body, Membership, User
from secrel.core.people.queries import working_days

LAST_YEAR = 2099
"""A later year is a typing error. Calendars have a due date for papers of every meeting."""


@operation("governance.plan_meeting", Permission.PLAN_MEETINGS)
def plan_meeting(
    *,
    by: Actor,
    body: Body,
    on: date,
    number: str = "",
    papers_on: date | None = None,
    closes_at: datetime | None = None,
    in_series: bool = False,
) -> Meeting:
    """Plan a meeting, at most one a day for each body, on a Working Day. `closes_at`: a decision by correspondence."""
    if on.year > LAST_YEAR:
        raise RuleBroken(f"{on.year} is too far ahead. Enter a year up to {LAST_YEAR}.", field="meeting_on")
    if not working_days().is_working_day(on):
        raise RuleBroken(f"{on.day} {on:%b %Y} is not a Working Day. Choose another day.", field="meeting_on")
    if papers_on and papers_on > on:
        raise RuleBroken(
            "The papers would be due after the meeting. Choose an earlier day.", field="papers_on"
        )
    if closes_at and timezone.localtime(closes_at).date() != on:
        raise RuleBroken(
            "A decision by correspondence closes on its own day. Correct the time.", field="closes_at"
        )
    facts = {"number": number, "papers_on": papers_on, "closes_at": closes_at}
    meeting, created = Meeting.objects.get_or_create(body=body, on=on, defaults=facts)
    if not created:
        raise RuleBroken(
            f"The {body} already has a meeting on that day. Choose another day.", field="meeting_on"
        )
    if not in_series:  # a series is announced as a whole
        announce_meeting(meeting, "planned")
    record(
        **_target(meeting), changes={"on": [None, on]} | {k: [None, v] for k, v in facts.items() if v}, on=on
    )
    return meeting


@operation("governance.change_meeting", Permission.RECORD_MEETINGS)
def change_meeting(
    *, by: Actor, meeting: Meeting, number: str, papers_on: date | None, token: Token, on: date
) -> Meeting:
    """Change the number and the due date of papers. A meeting on another day is another meeting."""
    meeting = _locked(meeting, token)
    if papers_on and papers_on > meeting.on:
        raise RuleBroken(
            "The papers would be due after the meeting. Choose an earlier day.", field="papers_on"
        )
    changes: dict[str, list[Any]] = {
        "number": [meeting.number, number],
        "papers_on": [meeting.papers_on, papers_on],
    }
    meeting.number, meeting.papers_on = number, papers_on
    meeting.save(update_fields=["number", "papers_on"])
    record(**_target(meeting), changes=_differing(changes), on=on)
    return meeting


@operation(
    "governance.cancel_meeting",
    Permission.RECORD_MEETINGS,
    reason="Give a reason for cancelling the meeting. The reason is kept in the audit trail.",
)
def cancel_meeting(*, by: Actor, meeting: Meeting, reason: str, token: Token, on: date) -> Meeting:
    """Cancel a planned meeting. Refused while it has agenda items."""
    meeting = _locked(meeting, token)
    before, after = MEETING.apply(meeting, "cancel", by)
    meeting.save(update_fields=["state"])
    announce_meeting(meeting, "cancelled")
    record(**_target(meeting), changes={"state": [before, after]}, reason=reason, on=on)
    return meeting


@operation("governance.record_attendance", Permission.RECORD_MEETINGS)
def record_attendance(
    *,
    by: Actor,
    meeting: Meeting,
    present: Iterable[Membership],
    apologies: Iterable[Membership] = (),
    token: Token,
    on: date,
) -> Meeting:
    """Replace the attendance of a meeting, and mark the meeting as held.

    Refused before its day, for people who are not members on that day, and once an outcome is recorded.
    """
    meeting = _locked(meeting, token)
    if on < meeting.on:
        raise RuleBroken(
            f"The {meeting} has not taken place yet. Record the attendance on that day or later."
        )
    if meeting.is_correspondence:
        raise RuleBroken("A decision by correspondence has no attendance. The positions taken count instead.")
    if meeting.items.filter(outcomes__isnull=False).exists():
        raise RuleBroken(
            "An outcome has been recorded that relies on this attendance, so you can no longer change it."
        )
    rows = {Presence.PRESENT: list(present), Presence.APOLOGIES: list(apologies)}
    named = [member for members in rows.values() for member in members]
    in_force = set(
        Membership.objects.in_force(meeting.on).filter(body=meeting.body).values_list("pk", flat=True)
    )
    if strangers := [str(member.user) for member in named if member.pk not in in_force]:
        raise RuleBroken(
            f"{', '.join(strangers)}: not a member of the {meeting.body} on that day. Choose members only."
        )
    if len({member.pk for member in named}) < len(named):
        raise RuleBroken("Somebody is entered both as present and with apologies. Choose one of them.")
    before = [str(row) for row in meeting.attendance.select_related("membership__user")]
    meeting.attendance.all().delete()
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, membership=member, presence=presence)
        for presence, members in rows.items()
        for member in members
    )
    was, now = MEETING.apply(meeting, "hold", by)
    meeting.save(update_fields=["state"])
    after = [str(row) for row in meeting.attendance.select_related("membership__user")]
    record(
        **_target(meeting), changes=_differing({"state": [was, now], "attendance": [before, after]}), on=on
    )
    return meeting


@operation("governance.close_correspondence", Permission.FOLLOW_UP)
def close_correspondence(*, by: Actor, meeting: Meeting, on: date) -> Meeting:
    """Close a correspondence when its first outcome is recorded. It takes no further items."""
    before, after = MEETING.apply(meeting, "hold", by)
    meeting.save(update_fields=["state"])
    record(**_target(meeting), changes={"state": [before, after]}, on=on)
    return meeting


@operation("governance.declare_interest", Permission.RECORD_MEETINGS)
def declare_interest(
    *, by: User, item: Item, membership: Membership, text: str, steps_back: bool, on: date
) -> Interest:
    """Record an interest that a member declared. A member who steps back takes no part in the item."""
    item = locked_item(item)
    if membership.body_id != item.meeting.body_id:
        raise RuleBroken(
            f"{membership.user} is not a member of the {item.meeting.body}. Choose a member.",
            field="membership",
        )
    if item.state != "open":
        raise RuleBroken(
            "The outcome of this item has been recorded, so you can no longer record an interest."
        )
    interest = Interest.objects.create(
        item=item,
        membership=membership,
        text=text,
        steps_back=steps_back,
        recorded_by=by,
        recorded_at=moment_of_change(),
    )
    if steps_back:
        positions = [row for row in current_positions(item) if row.taken_by_id == membership.user_id]
        fall(positions, FallenPosition.STEPPED_BACK)
    record(
        **_target(item.meeting),
        changes={
            "interest": [None, str(interest)],
            "steps_back": [None, steps_back],
            "declared": [None, digest_of(interest_data(interest))],
        },
        on=on,
    )
    return interest


@operation("governance.write_minutes", Permission.RECORD_MEETINGS)
def write_minutes(*, by: User, meeting: Meeting, text: str, token: Token, on: date) -> Minutes:
    """Save the minutes or a correction. Earlier minutes stay."""
    meeting = _locked(meeting, token)
    if meeting.state != "held" and not meeting.is_correspondence:
        raise RuleBroken("You can write minutes once the meeting has been held. Record the attendance first.")
    earlier = meeting.minutes.last()
    minutes = Minutes.objects.create(
        meeting=meeting, text=text, recorded_by=by, recorded_at=moment_of_change()
    )
    record(**_target(meeting), changes={"minutes": [earlier and earlier.text, text]}, on=on)
    return minutes


def meeting_for(by: Actor, body: Body, on: date, closes_at: datetime | None) -> Meeting:
    """The body's meeting on a day, with its row locked. It is planned if there is none yet."""
    Body.objects.select_for_update(no_key=True).get(
        pk=body.pk
    )  # so that only one transaction plans a new day
    planned = Meeting.objects.select_for_update(of=("self",), no_key=True).filter(body=body, on=on)
    meeting = planned.first()
    if meeting is None:
        meeting = plan_meeting(by=by, body=body, on=on, closes_at=closes_at)
    elif meeting.state != "planned":
        raise RuleBroken(
            f"The {meeting} is already {meeting.workflow_state.label.lower()}. Choose a later meeting.",
            field="meeting_on",
        )
    elif closes_at and closes_at != meeting.closes_at:
        raise RuleBroken(
            f"The {body} already has a meeting on that day. Choose another day for the decision by correspondence.",
            field="closes_at",
        )
    return planned.select_related("body").get()


def acts_for(by: User, meeting: Meeting, permission: Permission) -> None:
    """Raise NotAllowed unless the user's role in the body holds the permission."""
    if meeting.body.key not in by.bodies():
        raise NotAllowed(f"Only the {meeting.body} can do this, and you do not belong to it.")
    if not by.may_in(meeting.body.key, permission):
        raise NotAllowed(f"Your role in the {meeting.body} does not allow this.")


def _locked(meeting: Meeting, token: Token) -> Meeting:
    meeting = (
        Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("body").get(pk=meeting.pk)
    )
    take_token(meeting, token, lambda: {"state": meeting.state}, "This meeting")
    return meeting


def _differing(changes: dict[str, list[Any]]) -> dict[str, list[Any]]:
    return {name: pair for name, pair in changes.items() if pair[0] != pair[1]}


def _target(meeting: Meeting) -> dict[str, str]:
    return {"target": Target.MEETING(meeting.body.key, meeting.on), "label": str(meeting)}
