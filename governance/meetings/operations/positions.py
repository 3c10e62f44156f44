"""What members think of an item before it is decided, each bound to the content they read."""

from datetime import date, datetime

from governance.meetings.models import Item, Position, Stance
from governance.meetings.operations.items import (
    item_target,
    locked_item,
    refuse_other_content,
    refuse_own_work,
)
from governance.meetings.operations.meetings import acts_for
from governance.meetings.queries.voting import seat_of, stepped_back
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.dates import clock
from secrel.core.models.people import User


@operation("governance.take_position", Permission.TAKE_POSITIONS)
def take_position(
    *, by: User, item: Item, stance: str, text: str = "", content_digest: str, on: date, at: datetime
) -> Position:
    """What the member who speaks for a seat thinks of the content with this digest; a later one replaces it.

    Refused for who has no voice in the item, after the closing time, and once the outcome is recorded.
    """
    item = locked_item(item)
    meeting = item.meeting
    acts_for(by, meeting, Permission.TAKE_POSITIONS)
    seat = seat_of(by, meeting.body, on)
    if seat is None:
        raise NotAllowed(f"You hold no voting seat of the {meeting.body}, so you take no position.")
    refuse_own_work(by, item)
    if by.pk in stepped_back(item):
        raise NotAllowed("You stepped back from this item: an interest of yours is recorded.")
    if item.state != "open":
        raise RuleBroken(f"No position can be taken: the item is {item.workflow_state.label.lower()}.")
    if meeting.is_correspondence and at > meeting.closes_at:
        raise RuleBroken(
            f"Positions closed at {meeting.closing_time}. The secretary records what they came to."
        )
    refuse_other_content(content_digest, item.content_digest, item.token)
    if stance == Stance.OBJECT and not text.strip():
        raise RuleBroken("Say why you object; SECAS and the other members read it.", field="text")
    earlier = Position.objects.filter(item=item, membership=seat, replaced_by__isnull=True).first()
    if earlier and earlier.taken_by_id == seat.user_id != by.pk and not hasattr(earlier, "fallen"):
        raise RuleBroken(
            f"{seat.user} has taken a position for this seat already; an alternate speaks only without."
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
        taken_at=clock.now(),
    )
    record(
        **item_target(item),
        changes={
            "position": [earlier and earlier.words, position.words],
            "content": [None, content_digest],
        },
        on=on,
    )
    return position
