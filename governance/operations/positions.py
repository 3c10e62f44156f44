"""What members think of a version before it is decided, each bound to the content they read."""

from datetime import date, datetime
from typing import Any

from governance.models import FallenPosition, Item, Position, RidVersion, Stance
from governance.operations.items import item_target, locked_item, looked_at, not_own_work
from governance.operations.meetings import of_own_body
from governance.queries.voting import seat_of, standing_positions, stepped_back
from releases.models import Release
from secrel.core import clock
from secrel.core.changes import SYSTEM, Actor, operation, record
from secrel.core.errors import NotAllowed, RuleBroken
from secrel.core.models import User
from secrel.core.notifications import notify
from secrel.core.permissions import Permission


@operation("governance.take_position", Permission.TAKE_POSITIONS)
def take_position(
    *, by: User, item: Item, stance: str, text: str = "", content_digest: str, on: date, at: datetime
) -> Position:
    """What the member who speaks for a seat thinks of the content with this digest; a later one replaces it.

    Refused for who has no voice in the item, after the closing time, and once the outcome is recorded.
    """
    item = locked_item(item)
    meeting = item.meeting
    of_own_body(by, meeting)
    seat = seat_of(by, meeting.body, on)
    if seat is None:
        raise NotAllowed(f"You hold no voting seat of the {meeting.body}, so you take no position.")
    if seat.pk in stepped_back(item):
        raise NotAllowed("You stepped back from this item: an interest of yours is recorded.")
    not_own_work(by, item.version)
    if item.state != "open":
        raise RuleBroken(f"No position can be taken: the item is {item.standing.label.lower()}.")
    if meeting.is_correspondence and at > meeting.closes_at:
        raise RuleBroken(
            f"Positions closed at {meeting.closing_time}. Ask the secretary to put it to a meeting."
        )
    looked_at(content_digest, item.version, item.token)
    if stance == Stance.OBJECT and not text.strip():
        raise RuleBroken("Say why you object; SECAS and the other members read it.", field="text")
    earlier = Position.objects.filter(item=item, membership=seat, replaced_by__isnull=True).first()
    position = Position.objects.create(
        item=item,
        membership=seat,
        stance=stance,
        text=text,
        content_digest=content_digest,
        replaces=earlier,
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
    stand = Position.objects.filter(replaced_by__isnull=True, fallen__isnull=True)
    if stand.filter(item__version__release=release, item__state="open").exists():
        drop_positions(by=SYSTEM, release=release, because=because, on=on)


def drop_positions_on_other(release: Release, data: dict[str, Any], on: date) -> None:
    """Let them fall where the release, composed to `data`, says something else than what is presented.

    That an event took place on its day is no other text: actual dates are left out of the comparison.
    """
    presented = release.versions.filter(state="presented").select_related("snapshot__content", "facts")
    for version in presented:
        if differs_from(version, data):
            because = f"The {release} was edited after {version.number} was presented."
            drop_standing(release, because, on)


def differs_from(version: RidVersion, data: dict[str, Any]) -> bool:
    """Whether a release composed to `data` says something else than the version does."""
    was = version.facts if version.facts_id else version.snapshot.content
    return _without_actual(was.data) != _without_actual(data)


def _without_actual(data: dict[str, Any]) -> dict[str, Any]:
    rows = [{name: value for name, value in row.items() if name != "actual"} for row in data["timeline"]]
    return data | {"timeline": rows}


@operation("governance.drop_positions", Permission.FOLLOW_UP)
def drop_positions(*, by: Actor, release: Release, because: str, on: date) -> list[Position]:
    """The positions on what was presented fall, where the release says something else now; their holders are told."""
    items = Item.objects.filter(version__release=release, state="open").order_by("pk")
    items = items.select_for_update(of=("self",), no_key=True)
    fallen = [position for item in items for position in standing_positions(item)]
    FallenPosition.objects.bulk_create(
        FallenPosition(position=position, because=because, fell_at=clock.now()) for position in fallen
    )
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
            body=f"{because} Your position was on the content as it was presented. Look at what changed, then take "
            "it again.",
            path=position.item.get_absolute_url(),
            on=on,
        )
    return fallen
