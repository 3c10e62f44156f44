"""Positions on a presented version. They fall when the content of the release changes after they were taken."""

from datetime import date
from typing import Any

from governance.meetings.models import Item, Meeting, Position
from governance.meetings.operations.items import fall
from governance.meetings.queries.voting import current_positions
from governance.versions.models import RidVersion
from releases.models.releases import Release
from secrel.core.changes.operations import SYSTEM, Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.dates import clock
from secrel.core.notifications.notify import notify
from secrel.core.values.present import present


def drop_current_positions(release: Release, because: str, on: date) -> None:
    """Let the current positions on the presented version fall; without any, nothing is recorded."""
    if _current_positions(release):
        drop_positions(by=SYSTEM, release=release, because=because, on=on)


def drop_positions_on_other(release: Release, data: dict[str, Any], on: date) -> None:
    """Let positions fall if the release, now composed to `data`, differs from when they were taken.

    Closed votes are not affected. A position taken again after an edit counts until the next edit.
    """
    positions = _current_positions(release)
    if positions and any(row.facts_digest != facts_digest(data) for row in positions):
        number = positions[0].item.version_item.version.number
        because = f"The {release} was edited after {number} was presented."
        drop_positions(by=SYSTEM, release=release, because=because, on=on)


def _current_positions(release: Release) -> list[Position]:
    rows = Position.objects.filter(item__version_item__version__release=release, item__state="open")
    rows = rows.filter(replaced_by__isnull=True, fallen__isnull=True)
    rows = rows.select_related("item__meeting", "item__version_item__version")
    return [row for row in rows if not _is_closed(row.item.meeting)]


def _is_closed(meeting: Meeting) -> bool:
    return meeting.is_correspondence and clock.moment() > present(meeting.closes_at)


def differs_from(version: RidVersion, data: dict[str, Any]) -> bool:
    """Whether a release composed to `data` differs from the version."""
    was = version.facts or version.snapshot.content
    return facts_digest(was.data) != facts_digest(data)


def facts_digest(data: dict[str, Any]) -> str:
    """The digest of the content without actual dates, which do not count as a change."""
    rows = [{name: value for name, value in row.items() if name != "actual"} for row in data["timeline"]]
    return digest_of(data | {"timeline": rows})


@operation("governance.drop_positions", Permission.FOLLOW_UP)
def drop_positions(*, by: Actor, release: Release, because: str, on: date) -> list[Position]:
    """Let the positions on the presented version fall, because the release has changed, and notify their holders."""
    items = Item.objects.filter(version_item__version__release=release, state="open").order_by("pk")
    items = items.select_for_update(of=("self",), no_key=True).select_related("meeting")
    open_items = [item for item in items if not _is_closed(item.meeting)]
    fallen = [position for item in open_items for position in current_positions(item)]
    fall(fallen, because)
    record(
        target=Target.RELEASE(release.slug),
        label=f"Positions on the RID of the {release}",
        changes={"fallen": [[str(position) for position in fallen], []]},
        reason=because,
        on=on,
    )
    for position in fallen:
        notify(
            [position.taken_by],
            subject=f"Your position on {position.item.subject} no longer counts",
            body=f"{because} Your position was on the content as it was presented. Check what changed, then take "
            "your position again.",
            path=position.item.get_absolute_url(),
            on=on,
        )
    return fallen
