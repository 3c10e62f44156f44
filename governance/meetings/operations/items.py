"""What every operation on an item of an agenda sees to."""

from typing import Any

from django.db.models import Max

from governance.meetings.content_store import store_content
from governance.meetings.models import FallenPosition, Item, Meeting, Position
from governance.meetings.queries.concerned import seats_of_owners
from releases.models.releases import Release
from releases.operations.sections import locked_release
from secrel.core.changes.errors import NotAllowed, Stale
from secrel.core.changes.operations import Actor
from secrel.core.changes.targets import Target
from secrel.core.dates import clock

WAITING = ["open", "minuted", "subject"]
"""States of an item that a body has not done with."""


def refuse_other_content(seen: str, stands: str, token: int) -> None:
    """`seen` is the digest of the content that the person read, `stands` that of what is asked now."""
    if seen != stands:
        raise Stale(
            "This is not the content that you looked at. Open the page again and read what it says now.",
            theirs={"content": stands},
            token=token,
        )


def refuse_own_work(by: Actor, item: Item) -> None:
    """Nobody reviews or approves what they made, nor for the body whose it is."""
    item.matter.refuse_author(by, item)
    if by.pk in item.matter.authors(item):
        raise NotAllowed("You wrote or released what this is about. Nobody approves their own work.")
    if by.pk in seats_of_owners(item):
        raise NotAllowed(
            "You hold the seat of a body whose own work this is about, so you have no voice in it."
        )


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
    rows = Item.objects.select_for_update(of=("self",), no_key=True)
    return rows.with_subjects(whole=True).get(pk=item.pk)


def item_target(item: Item) -> dict[str, str]:
    return {"target": Target.ITEM(item.meeting.body.key, item.meeting.on, item.order), "label": str(item)}


def add_item(
    meeting: Meeting, *, kind: str, content: dict[str, Any], release: Release | None = None, words: str = ""
) -> Item:
    """The next item of a meeting's agenda, whose row is locked; the subject then points at it."""
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    digest = store_content(content)
    return Item.objects.create(
        meeting=meeting, order=last + 1, kind=kind, release=release, words=words, content_digest=digest
    )
