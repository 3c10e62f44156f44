"""Putting something before a body, and taking it off an agenda: a motion in words here, other subjects by their own
operations."""

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
    """Ask a body to agree to something in words, about a release or about none."""
    meeting = meeting_of(by, body, meeting_on, closes_at, on)
    content = {"motion": words, "release": release.slug if release else None}
    return noted(add_item(meeting, kind=MOTION, words=words, release=release, content=content), on)


@operation(
    "governance.take_off_agenda",
    Permission.PRESENT_VERSIONS,
    reason="Give a reason for taking it off the agenda. The reason is kept in the audit trail.",
)
def take_off_agenda(*, by: Actor, item: Item, reason: str, token: Token, on: date) -> Item:
    """Take back what was asked, before anything is decided on it; unless it is withdrawn on its own page."""
    item = locked_item(item)
    take_token(item, token, lambda: {"state": item.state}, "This item")
    if item.matter.withdrawn_elsewhere:
        raise RuleBroken(f"{item.subject} is withdrawn on its own page.")
    before, after = ITEM.apply(item, "withdraw", by)
    item.save(update_fields=["state"])
    record(**item_target(item), changes={"state": [before, after]}, reason=reason, on=on)
    return item


@operation("governance.withdraw_item", Permission.PRESENT_VERSIONS)
def withdraw_item(*, by: Actor, item: Item, on: date) -> Item:
    """What follows for an agenda where the subject is withdrawn or overtaken."""
    rows = Item.objects.select_for_update(of=("self",), no_key=True)
    item = rows.with_subjects().get(pk=item.pk)
    before, after = ITEM.apply(item, "withdraw", by)
    item.token += 1
    item.save(update_fields=["state", "token"])
    record(**item_target(item), changes={"state": [before, after]}, on=on)
    return item


def meeting_of(by: Actor, body: Body, meeting_on: date, closes_at: datetime | None, on: date) -> Meeting:
    """The body's meeting of a day to come, planned where it is not known yet; its row is locked."""
    if meeting_on < on:
        raise RuleBroken(
            f"The meeting of {long_date(meeting_on.isoformat())} is past. Choose a later one.",
            field="meeting_on",
        )
    return meeting_for(by, body, meeting_on, closes_at)


def noted(item: Item, on: date) -> Item:
    """Enter in the record what was asked, and tell those who take positions."""
    body = item.meeting.body
    record(
        **item_target(item),
        changes={"asked": [None, item.title], "content": [None, item.content_digest]},
        on=on,
    )
    notify(
        holders_of(Permission.TAKE_POSITIONS, on=on, body=body.key),
        subject=f"Before the {item.meeting}: {item.title}",
        body=item.sentence,
        path=item.get_absolute_url(),
        on=on,
    )
    return item
