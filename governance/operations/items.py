"""What every operation on an item of an agenda sees to."""

from governance.models import FallenPosition, Item, Meeting, Position, RidVersion
from governance.operations.locking import locked_release
from secrel.core import clock
from secrel.core.changes import Actor
from secrel.core.errors import NotAllowed, Stale

OWN_WORK = ["draft", "comment", "present", "issue"]


def looked_at(content_digest: str, version: RidVersion, token: int) -> None:
    if content_digest != version.snapshot.content_id:
        raise Stale(
            "This is not the content that you looked at. Open the page again and read what it says now.",
            theirs={"content": version.snapshot.content_id},
            token=token,
        )


def not_own_work(by: Actor, version: RidVersion) -> None:
    if version.steps.filter(taken_by=by.pk, move__in=OWN_WORK).exists():
        raise NotAllowed("Nobody approves their own work: you issued or presented this version. Ask another.")


def fall(positions: list[Position], because: str) -> None:
    """They count no more; what they said stays."""
    FallenPosition.objects.bulk_create(
        FallenPosition(position=position, because=because, fell_at=clock.now()) for position in positions
    )


def locked_item(item: Item) -> Item:
    """The release, the meeting, then the item, with what is asked of it."""
    locked_release(item.version.release)
    Meeting.objects.select_for_update(no_key=True).get(pk=item.meeting_id)
    return (
        Item.objects.select_for_update(of=("self",), no_key=True)
        .select_related("meeting__body", "version__release", "version__snapshot__content", "changed__release")
        .get(pk=item.pk)
    )


def item_target(item: Item) -> dict[str, str]:
    return {"target": f"meetings/{item.meeting.body.key}/{item.meeting.on}/{item.order}", "label": str(item)}
