"""Acceptance before a body: the state of criteria, evidence and conditions that it is asked about, kept up to date."""

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


def renew_items(*, by: Actor, release: Release, because: str, on: date) -> None:
    """Bring what bodies are asked about the release's acceptance up to date, where it says something else now.

    The release is locked. Positions on what it said fall; an outcome recorded on it is to be recorded again.
    """
    for item in Item.objects.filter(release=release, kind__in=ON_ACCEPTANCE, state__in=["open", "minuted"]):
        if store_content(acceptance_data(release, _body_of(item))) != item.content_digest:
            renew_item(by=SYSTEM, item=item, because=because, on=on)


def _body_of(item: Item) -> str:
    """A recommendation is on what the body reviews; go or no-go on all."""
    return item.meeting.body.key if item.kind == RECOMMEND else ""


@operation("governance.renew_item", Permission.FOLLOW_UP)
def renew_item(*, by: Actor, item: Item, because: str, on: date) -> Item:
    """What follows for an agenda where evidence, a review or a condition changed: the item is about that now."""
    item = (
        Item.objects.select_for_update(of=("self",), no_key=True)
        .select_related("meeting__body", "release")
        .get(pk=item.pk)
    )
    before = item.content_digest
    item.content_digest = store_content(acceptance_data(item.release, _body_of(item)))
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
            subject=f"Your position on {item.subject} has fallen",
            body=f"{because} Check what changed, then take it again.",
            path=item.get_absolute_url(),
            on=on,
        )
    return item
