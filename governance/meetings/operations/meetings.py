"""Meetings of bodies: planned, attended, minuted. The secretary records; an analyst may plan one to present to it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from governance.meetings.models import Attendance, FallenPosition, Interest, Item, Meeting, Minutes, Presence
from governance.meetings.operations.items import fall, locked_item
from governance.meetings.operations.meeting_news import tell_meeting
from governance.meetings.queries.meetings import interest_data
from governance.meetings.queries.voting import standing_positions
from governance.meetings.workflow import MEETING
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.dates import clock
from secrel.core.models.people import Body, Membership, User
from secrel.core.people.queries import working_days

LAST_YEAR = 2099
"""Beyond it a day is a slip of the pen; calendars count papers from each meeting."""


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
    """Enter a meeting; a body meets on Working Days, once a day. `closes_at`: it decides by correspondence."""
    if on.year > LAST_YEAR:
        raise RuleBroken(f"{on.year} is too far ahead. Write a year up to {LAST_YEAR}.", field="meeting_on")
    if not working_days().is_working_day(on):
        raise RuleBroken(f"{on.day} {on:%b %Y} is no Working Day. Choose another day.", field="meeting_on")
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
        raise RuleBroken(f"The {body} meets on that day already.", field="meeting_on")
    if not in_series:  # which is told as a whole
        tell_meeting(meeting, "planned")
    record(
        **_target(meeting), changes={"on": [None, on]} | {k: [None, v] for k, v in facts.items() if v}, on=on
    )
    return meeting


@operation("governance.change_meeting", Permission.RECORD_MEETINGS)
def change_meeting(
    *, by: Actor, meeting: Meeting, number: str, papers_on: date | None, token: Token, on: date
) -> Meeting:
    """Its number and the day its papers are due. Another day is another meeting."""
    meeting = _locked(meeting, token)
    if papers_on and papers_on > meeting.on:
        raise RuleBroken(
            "The papers would be due after the meeting. Choose an earlier day.", field="papers_on"
        )
    changes = {"number": [meeting.number, number], "papers_on": [meeting.papers_on, papers_on]}
    meeting.number, meeting.papers_on = number, papers_on
    meeting.save(update_fields=["number", "papers_on"])
    record(**_target(meeting), changes=_differing(changes), on=on)
    return meeting


@operation(
    "governance.cancel_meeting",
    Permission.RECORD_MEETINGS,
    reason="Give a reason for cancelling it. The reason is kept in the audit trail.",
)
def cancel_meeting(*, by: Actor, meeting: Meeting, reason: str, token: Token, on: date) -> Meeting:
    """A planned meeting that will not be held; refused while something is before it."""
    meeting = _locked(meeting, token)
    before, after = MEETING.apply(meeting, "cancel", by)
    meeting.save(update_fields=["state"])
    tell_meeting(meeting, "cancelled")
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
    """Who was there and who sent apologies, whole; the meeting is held with it.

    Refused before its day, for who is no member on it, and once an outcome was recorded that counted on it.
    """
    meeting = _locked(meeting, token)
    if on < meeting.on:
        raise RuleBroken(f"The {meeting} is still to come. Record who was there on that day or later.")
    if meeting.is_correspondence:
        raise RuleBroken("Nobody attends a decision by correspondence: the positions taken count.")
    if meeting.items.filter(outcomes__isnull=False).exists():
        raise RuleBroken("An outcome was recorded that counts on this attendance, so it stays.")
    rows = {Presence.PRESENT: list(present), Presence.APOLOGIES: list(apologies)}
    named = [member for members in rows.values() for member in members]
    in_force = set(
        Membership.objects.in_force(meeting.on).filter(body=meeting.body).values_list("pk", flat=True)
    )
    if strangers := [str(member.user) for member in named if member.pk not in in_force]:
        raise RuleBroken(f"{', '.join(strangers)}: no member of the {meeting.body} on that day.")
    if len({member.pk for member in named}) < len(named):
        raise RuleBroken("Somebody is named both as present and with apologies. Choose one.")
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
    """What follows where an outcome of a correspondence is recorded: nothing more is put before it."""
    before, after = MEETING.apply(meeting, "hold", by)
    meeting.save(update_fields=["state"])
    record(**_target(meeting), changes={"state": [before, after]}, on=on)
    return meeting


@operation("governance.declare_interest", Permission.RECORD_MEETINGS)
def declare_interest(
    *, by: Actor, item: Item, membership: Membership, text: str, steps_back: bool, on: date
) -> Interest:
    """An interest that a member declared; who steps back takes no part in the item."""
    item = locked_item(item)
    if membership.body_id != item.meeting.body_id:
        raise RuleBroken(f"{membership.user} is no member of the {item.meeting.body}.", field="membership")
    if item.state != "open":
        raise RuleBroken("The outcome of this item is recorded; an interest is declared before it.")
    interest = Interest.objects.create(
        item=item,
        membership=membership,
        text=text,
        steps_back=steps_back,
        recorded_by=by,
        recorded_at=clock.now(),
    )
    if steps_back:
        standing = [row for row in standing_positions(item) if row.taken_by_id == membership.user_id]
        fall(standing, FallenPosition.STEPPED_BACK)
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
def write_minutes(*, by: Actor, meeting: Meeting, text: str, token: Token, on: date) -> Minutes:
    """The minutes, or their correction: the earlier ones stay."""
    meeting = _locked(meeting, token)
    if meeting.state != "held" and not meeting.is_correspondence:
        raise RuleBroken("Minutes are of a meeting that was held. Record the attendance first.")
    earlier = meeting.minutes.last()
    minutes = Minutes.objects.create(meeting=meeting, text=text, recorded_by=by, recorded_at=clock.now())
    record(**_target(meeting), changes={"minutes": [earlier and earlier.text, text]}, on=on)
    return minutes


def meeting_for(by: Actor, body: Body, on: date, closes_at: datetime | None) -> Meeting:
    """The body's meeting of a day, planned where it is not known yet; its row is locked, for the order of items."""
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)  # one plans a new day
    planned = Meeting.objects.select_for_update(of=("self",), no_key=True).filter(body=body, on=on)
    meeting = planned.first()
    if meeting is None:
        meeting = plan_meeting(by=by, body=body, on=on, closes_at=closes_at)
    elif meeting.state != "planned":
        raise RuleBroken(
            f"The meeting of the {meeting} is {meeting.workflow_state.label.lower()} already. Choose a later one.",
            field="meeting_on",
        )
    elif closes_at and closes_at != meeting.closes_at:
        raise RuleBroken(
            f"The {body} meets on that day. A decision by correspondence takes another day.",
            field="closes_at",
        )
    return planned.select_related("body").get()


def acts_for(by: User, meeting: Meeting, permission: Permission) -> None:
    """Nobody acts for a body in which their role does not hold the permission."""
    if meeting.body.key not in by.bodies():
        raise NotAllowed(f"This is for the {meeting.body}, and you do not belong to it.")
    if not by.may_in(meeting.body.key, permission):
        raise NotAllowed(f"This is for the {meeting.body}, and your role there does not hold it.")


def _locked(meeting: Meeting, token: Token) -> Meeting:
    meeting = (
        Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("body").get(pk=meeting.pk)
    )
    take_token(meeting, token, lambda: {"state": meeting.state}, "This meeting")
    return meeting


def _differing(changes: dict[str, list]) -> dict[str, list]:
    return {name: pair for name, pair in changes.items() if pair[0] != pair[1]}


def _target(meeting: Meeting) -> dict[str, str]:
    return {"target": Target.MEETING(meeting.body.key, meeting.on), "label": str(meeting)}
