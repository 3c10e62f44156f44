"""Helpers that all operations on agenda items share."""

from typing import Any

from django.db.models import Max

from governance.meetings.content_store import store_content
from governance.meetings.models import (
    FallenPosition,
    Item,
    Meeting,
    Objection,
    ObjectionMove,
    ObjectionStep,
    Position,
)
from governance.meetings.queries.concerned import seats_of_owners
from governance.meetings.workflow import OBJECTION
from releases.models.releases import Release
from releases.operations.sections import locked_release
from secrel.core.changes.errors import NotAllowed, Stale
from secrel.core.changes.operations import SYSTEM, moment_of_change
from secrel.core.changes.targets import Target
from secrel.core.models.people import User

WAITING = ["open", "minuted", "subject"]
"""States of an item that is not decided yet."""


def refuse_other_content(seen: str, current: str, token: int) -> None:
    """Raise Stale where the digest of the content that the user read is not the current one."""
    if seen != current:
        raise Stale(
            "The content has changed since you opened the page. Reload the page and read the current content.",
            theirs={"content": current},
            token=token,
        )


def refuse_own_work(by: User, item: Item) -> None:
    """Raise NotAllowed for an author of the subject, and for the seat of the body that made it."""
    item.matter.refuse_author(by, item)
    if by.pk in item.matter.authors(item):
        raise NotAllowed("You wrote or released what this item is about. Nobody approves their own work.")
    if by.pk in seats_of_owners(item):
        raise NotAllowed(
            "You hold the seat of a body whose own work this is about, so you cannot take part in this decision."
        )


def fall(positions: list[Position], because: str) -> None:
    """Mark positions as no longer counting. The positions themselves stay.

    An objection among them is to be reconfirmed by its raiser; the outcome that closed it does so no longer. It is
    withdrawn where the member stepped back.
    """
    FallenPosition.objects.bulk_create(
        FallenPosition(position=position, because=because, fell_at=moment_of_change())
        for position in positions
    )
    stepped_back = because == FallenPosition.STEPPED_BACK
    rows = Objection.objects.filter(position__in=positions).exclude(state="withdrawn")
    fallen = list(rows.select_for_update(no_key=True)) if positions else []
    for row in fallen:
        OBJECTION.apply(row, "step_back" if stepped_back else "edit", SYSTEM)
        row.outcome = None
    Objection.objects.bulk_update(fallen, ["state", "outcome"])
    kind = ObjectionMove.WITHDRAWN if stepped_back else ObjectionMove.RECONFIRM
    ObjectionStep.objects.bulk_create(
        ObjectionStep(objection=row, kind=kind, text=because, at=moment_of_change()) for row in fallen
    )


def locked_item(item: Item) -> Item:
    """Lock the release, the meeting and then the item; return the item with its subject."""
    for release in item.matter.releases(item):
        locked_release(release)
    Meeting.objects.select_for_update(no_key=True).get(pk=item.meeting_id)
    rows = Item.objects.select_for_update(of=("self",), no_key=True)
    return rows.with_subjects(kind=item.kind, whole=True).get(pk=item.pk)


def item_target(item: Item) -> dict[str, str]:
    return {"target": Target.ITEM(item.meeting.body.key, item.meeting.on, item.order), "label": str(item)}


def add_item(
    meeting: Meeting, *, kind: str, content: dict[str, Any], release: Release | None = None, words: str = ""
) -> Item:
    """Add an item at the end of an agenda. The meeting's row is locked. The caller makes the subject point at it."""
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    digest = store_content(content)
    return Item.objects.create(
        meeting=meeting, order=last + 1, kind=kind, release=release, words=words, content_digest=digest
    )
