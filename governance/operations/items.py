"""What every operation on an item of an agenda sees to."""

from typing import Any

from django.db.models import Max

from governance.models import Content, FallenPosition, Item, Meeting, Position, RidVersion
from governance.operations.locking import locked_release
from governance.queries.concerned import authors_of, editors_of, seats_of_owners
from secrel.core import clock
from secrel.core.changes import Actor
from secrel.core.errors import NotAllowed, Stale
from secrel.core.record import digest_of

OWN_WORK = ["draft", "comment", "present", "issue"]


def looked_at(seen: str, stands: str, token: int) -> None:
    """`seen` is the digest of the content that the person read, `stands` that of what is asked now."""
    if seen != stands:
        raise Stale(
            "This is not the content that you looked at. Open the page again and read what it says now.",
            theirs={"content": stands},
            token=token,
        )


def not_own_work(by: Actor, item: Item) -> None:
    """Nobody reviews or approves what they made, nor for the body whose it is."""
    if item.version_id:
        not_own_version(by, item.version)
    if by.pk in authors_of(item):
        raise NotAllowed("You wrote or released what this is about. Nobody approves their own work.")
    if by.pk in seats_of_owners(item):
        raise NotAllowed(
            "You hold the seat of a body whose own work this is about, so you have no voice in it."
        )


def not_own_version(by: Actor, version: RidVersion) -> None:
    if version.steps.filter(taken_by=by.pk, move__in=OWN_WORK).exists():
        raise NotAllowed("Nobody approves their own work: you issued or presented this version. Ask another.")
    if f"user:{by.pk}" in editors_of(version):
        raise NotAllowed("Nobody approves their own work: you edited what this version says. Ask another.")


def fall(positions: list[Position], because: str) -> None:
    """They count no more; what they said stays."""
    FallenPosition.objects.bulk_create(
        FallenPosition(position=position, because=because, fell_at=clock.now()) for position in positions
    )


def locked_item(item: Item) -> Item:
    """The release, the meeting, then the item, with what is asked of it."""
    if item.release_id:
        locked_release(item.release)
    Meeting.objects.select_for_update(no_key=True).get(pk=item.meeting_id)
    return (
        Item.objects.select_for_update(of=("self",), no_key=True)
        .select_related(
            *("meeting__body", "release", "content", "version__release", "version__snapshot__content"),
            *("changed__release", "changed__snapshot", "deliverable__release", "standard"),
        )
        .get(pk=item.pk)
    )


def item_target(item: Item) -> dict[str, str]:
    return {"target": f"meetings/{item.meeting.body.key}/{item.meeting.on}/{item.order}", "label": str(item)}


def keep_content(data: dict[str, Any]) -> Content:
    """What a body is asked about, under its digest; the same content is kept once."""
    content = Content(digest=digest_of(data), data=data)
    Content.objects.bulk_create([content], ignore_conflicts=True)
    return content


def add_item(meeting: Meeting, **asked: Any) -> Item:
    """The next item of a meeting's agenda, whose row is locked."""
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    return Item.objects.create(meeting=meeting, order=last + 1, **asked)
