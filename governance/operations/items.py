"""What every operation on an item of an agenda sees to."""

from governance.models import Item, RidVersion
from governance.operations.locking import locked_release
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


def locked_item(item: Item) -> Item:
    """The release, then the item, with what is asked of it."""
    locked_release(item.version.release)
    return (
        Item.objects.select_for_update(of=("self",), no_key=True)
        .select_related("meeting__body", "version__release", "version__snapshot__content", "changed__release")
        .get(pk=item.pk)
    )


def item_target(item: Item) -> dict[str, str]:
    return {"target": f"meetings/{item.meeting.body.key}/{item.meeting.on}/{item.order}", "label": str(item)}
