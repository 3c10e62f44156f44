"""Putting items on an agenda and taking them off. Motions are put here, other subjects by their own operations."""

from datetime import date, datetime

from governance.documents.engine.text import long_date
from governance.meetings.models import MOTION, Item, Meeting
from governance.meetings.operations.items import add_item, item_target, locked_item
from governance.meetings.operations.meetings import meeting_for
from governance.meetings.workflow import ITEM
from releases.models.releases import Release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import Body
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of


@operation("governance.ask_motion", Permission.PRESENT_VERSIONS)
def ask_motion(
    *,
    by: Actor,
    body: Body,
    words: str,
    release: Release | None = None,
    meeting_on: date,
    closes_at: datetime | None = None,
    on: date,
) -> Item:
    """Ask a body to agree a sentence, about a release or about none."""
    meeting = meeting_of(by, body, meeting_on, closes_at, on)
    content = {"motion": words, "release": release.slug if release else None}
    return record_item(add_item(meeting, kind=MOTION, words=words, release=release, content=content), on)


@operation(
    "governance.take_off_agenda",
    Permission.PRESENT_VERSIONS,
    reason="Give a reason for taking it off the agenda. The reason is kept in the audit trail.",
)
def take_off_agenda(*, by: Actor, item: Item, reason: str, token: Token, on: date) -> Item:
    """Take an undecided item off the agenda. Refused where its subject is withdrawn on its own page."""
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    if item.matter.withdrawn_elsewhere:
        raise RuleBroken(f"You cannot take {item.subject} off the agenda here. Withdraw it on its own page.")
    before, after = ITEM.apply(item, "withdraw", by)
    item.save(update_fields=["state"])
    record(**item_target(item), changes={"state": [before, after]}, reason=reason, on=on)
    return item


@operation("governance.withdraw_item", Permission.PRESENT_VERSIONS)
def withdraw_item(*, by: Actor, item: Item, on: date) -> Item:
    """Take an item off the agenda because its subject is withdrawn or superseded."""
    rows = Item.objects.select_for_update(of=("self",), no_key=True)
    item = rows.with_subjects(kind=item.kind).get(pk=item.pk)
    before, after = ITEM.apply(item, "withdraw", by)
    item.token += 1
    item.save(update_fields=["state", "token"])
    record(**item_target(item), changes={"state": [before, after]}, on=on)
    return item


def meeting_of(by: Actor, body: Body, meeting_on: date, closes_at: datetime | None, on: date) -> Meeting:
    """The body's meeting on a future day, with its row locked. It is planned if there is none yet."""
    if meeting_on < on:
        raise RuleBroken(
            f"The meeting of {long_date(meeting_on.isoformat())} is in the past. Choose a later one.",
            field="meeting_on",
        )
    return meeting_for(by, body, meeting_on, closes_at)


def record_item(item: Item, on: date) -> Item:
    """Record a new item in the audit trail, and notify the people who take positions."""
    body = item.meeting.body
    record(
        **item_target(item),
        changes={"asked": [None, item.title], "content": [None, item.content_digest]},
        on=on,
    )
    notify(
        holders_of(Permission.TAKE_POSITIONS, on=on, body=body.key),
        subject=f"On the agenda of the {item.meeting}: {item.title}",
        body=item.sentence,
        path=item.get_absolute_url(),
        on=on,
    )
    return item
