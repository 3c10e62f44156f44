"""What members think of an item before it is decided, each bound to the content they read."""

from datetime import date, datetime
from typing import Any

from governance.documents.compose import compose
from governance.models import Item, Meeting, Position, RidVersion, Stance
from governance.operations.items import fall, item_target, locked_item, looked_at, not_own_work
from governance.operations.meetings import acts_for
from governance.queries.voting import seat_of, standing_positions, stepped_back
from releases.models import Release
from secrel.core import clock
from secrel.core.changes import SYSTEM, Actor, operation, record
from secrel.core.errors import NotAllowed, RuleBroken
from secrel.core.models import User
from secrel.core.notifications import notify
from secrel.core.permissions import Permission
from secrel.core.record import digest_of


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
    not_own_work(by, item)
    if by.pk in stepped_back(item):
        raise NotAllowed("You stepped back from this item: an interest of yours is recorded.")
    if item.state != "open":
        raise RuleBroken(f"No position can be taken: the item is {item.standing.label.lower()}.")
    if meeting.is_correspondence and at > meeting.closes_at:
        raise RuleBroken(
            f"Positions closed at {meeting.closing_time}. The secretary records what they came to."
        )
    looked_at(content_digest, item.content_id, item.token)
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
        facts_digest=_facts_digest(compose(item.release).as_data()) if item.version_id else item.content_id,
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


def drop_standing(release: Release, because: str, on: date) -> None:
    """Let the positions on what is presented fall; nothing happens, and nothing is recorded, where none stand."""
    if _standing(release):
        drop_positions(by=SYSTEM, release=release, because=because, on=on)


def drop_positions_on_other(release: Release, data: dict[str, Any], on: date) -> None:
    """Let them fall where the release, composed to `data`, says something else than when they were taken.

    A vote that is closed stays as it was; so does what was taken again after an edit, until the next one.
    """
    standing = _standing(release)
    if standing and any(row.facts_digest != _facts_digest(data) for row in standing):
        number = standing[0].item.version.number
        because = f"The {release} was edited after {number} was presented."
        drop_positions(by=SYSTEM, release=release, because=because, on=on)


def _standing(release: Release) -> list[Position]:
    rows = Position.objects.filter(item__version__release=release, item__state="open", fallen__isnull=True)
    rows = rows.filter(replaced_by__isnull=True).select_related("item__meeting", "item__version")
    return [row for row in rows if not _is_closed(row.item.meeting)]


def _is_closed(meeting: Meeting) -> bool:
    return meeting.is_correspondence and clock.moment() > meeting.closes_at


def differs_from(version: RidVersion, data: dict[str, Any]) -> bool:
    """Whether a release composed to `data` says something else than the version does."""
    was = version.facts if version.facts_id else version.snapshot.content
    return _facts_digest(was.data) != _facts_digest(data)


def _facts_digest(data: dict[str, Any]) -> str:
    """Of all but the actual dates: that an event took place on its day is no other text."""
    rows = [{name: value for name, value in row.items() if name != "actual"} for row in data["timeline"]]
    return digest_of(data | {"timeline": rows})


@operation("governance.drop_positions", Permission.FOLLOW_UP)
def drop_positions(*, by: Actor, release: Release, because: str, on: date) -> list[Position]:
    """The positions on what was presented fall, where the release says something else now; their holders are told."""
    items = Item.objects.filter(version__release=release, state="open").order_by("pk")
    items = items.select_for_update(of=("self",), no_key=True).select_related("meeting")
    asked = [item for item in items if not _is_closed(item.meeting)]
    fallen = [position for item in asked for position in standing_positions(item)]
    fall(fallen, because)
    record(
        target=f"releases/{release.slug}",
        label=f"Positions on the RID of the {release}",
        changes={"fallen": [[str(position) for position in fallen], []]},
        reason=because,
        on=on,
    )
    for position in fallen:
        notify(
            [position.taken_by],
            subject=f"Your position on {position.item.version} has fallen",
            body=f"{because} Your position was on the content as it was presented. Check what changed, then take "
            "it again.",
            path=position.item.get_absolute_url(),
            on=on,
        )
    return fallen
