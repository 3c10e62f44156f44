"""Positions of members on an item, each on the content that the member read."""

from datetime import date, datetime

from governance.meetings.models import Item, Position, Stance
from governance.meetings.operations.items import (
    item_target,
    locked_item,
    refuse_other_content,
    refuse_own_work,
)
from governance.meetings.operations.meetings import acts_for
from governance.meetings.operations.objections import follow_position
from governance.meetings.queries.voting import seat_of, stepped_back
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import moment_of_change, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.values.present import present


@operation("governance.take_position", Permission.TAKE_POSITIONS)
def take_position(
    *, by: User, item: Item, stance: str, text: str = "", content_digest: str, on: date, at: datetime
) -> Position:
    """Take a position for a seat on the content with this digest. A later position replaces it.

    Refused for users who cannot vote on the item, after the closing time, and once the outcome is recorded.
    """
    item = locked_item(item)
    meeting = item.meeting
    acts_for(by, meeting, Permission.TAKE_POSITIONS)
    seat = seat_of(by, meeting.body, on)
    if seat is None:
        raise NotAllowed(
            f"You do not hold a voting seat on the {meeting.body}, so you cannot take a position."
        )
    refuse_own_work(by, item)
    if by.pk in stepped_back(item):
        raise NotAllowed("You stepped back from this item, so you cannot take a position on it.")
    if item.state != "open":
        raise RuleBroken(
            f"You can no longer take a position. The state of this item is “{item.workflow_state.label}”."
        )
    if meeting.is_correspondence and at > present(meeting.closes_at):
        raise RuleBroken(
            f"Positions closed at {meeting.closing_time}. The secretary now records the outcome."
        )
    refuse_other_content(content_digest, item.content_digest, item.token)
    if stance == Stance.OBJECT and not text.strip():
        raise RuleBroken(
            "Give a reason for your objection. SECAS and the other members can read it.", field="text"
        )
    earlier = Position.objects.filter(item=item, membership=seat, replaced_by__isnull=True).first()
    if earlier and earlier.taken_by_id == seat.user_id != by.pk and not hasattr(earlier, "fallen"):
        raise RuleBroken(
            f"{seat.user} has already taken a position for this seat, so an alternate cannot take another."
        )
    position = Position.objects.create(
        item=item,
        membership=seat,
        stance=stance,
        text=text,
        content_digest=content_digest,
        facts_digest=item.matter.facts_digest(item),
        replaces=earlier,
        member=seat.user.name,
        taken_by=by,
        taken_at=moment_of_change(),
    )
    objection = follow_position(position, by)
    record(
        **item_target(item),
        changes={
            "position": [earlier and earlier.words, position.words],
            "content": [None, content_digest],
            **({"objection": [None, objection]} if objection else {}),
        },
        on=on,
    )
    return position
