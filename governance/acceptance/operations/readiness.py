"""Renew agenda items on acceptance when criteria, evidence, reviews or conditions change."""

from datetime import date

from governance.acceptance.models import ON_ACCEPTANCE, RECOMMEND
from governance.acceptance.queries.readiness import acceptance_data
from governance.meetings.content_store import store_content
from governance.meetings.models import Item
from governance.meetings.operations.items import fall, item_target
from governance.meetings.queries.voting import current_positions
from releases.models.releases import Release
from secrel.core.changes.operations import SYSTEM, Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.notifications.notify import notify
from secrel.core.values.present import present


def renew_items(*, by: Actor, release: Release, because: str, on: date) -> None:
    """Renew the open items on a release's acceptance whose content has changed.

    The release is locked. Positions on the earlier content fall, and its outcome has to be recorded again.
    """
    for item in Item.objects.filter(release=release, kind__in=ON_ACCEPTANCE, state__in=["open", "minuted"]):
        if store_content(acceptance_data(release, _body_of(item))) != item.content_digest:
            renew_item(by=SYSTEM, item=item, because=because, on=on)


def _body_of(item: Item) -> str:
    """The body whose criteria the item is about; empty for go or no-go, which is about all criteria."""
    return item.meeting.body.key if item.kind == RECOMMEND else ""


@operation("governance.renew_item", Permission.FOLLOW_UP)
def renew_item(*, by: Actor, item: Item, because: str, on: date) -> Item:
    """Set an item to the present content. Positions on the earlier content fall."""
    item = (
        Item.objects.select_for_update(of=("self",), no_key=True)
        .select_related("meeting__body", "release")
        .get(pk=item.pk)
    )
    before = item.content_digest
    item.content_digest = store_content(acceptance_data(present(item.release), _body_of(item)))
    item.token += 1
    item.save(update_fields=["content_digest", "token"])
    fallen = current_positions(item)
    fall(fallen, because)
    record(
        **item_target(item),
        changes={
            "content": [before, item.content_digest],
            "fallen": [[str(position) for position in fallen], []],
        },
        reason=because,
        on=on,
    )
    for position in fallen:
        notify(
            [position.taken_by],
            subject=f"Your position on {item.subject} no longer counts",
            body=f"{because} Check what changed, then take a position again.",
            path=item.get_absolute_url(),
            on=on,
        )
    return item
