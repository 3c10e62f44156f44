"""Proposals for cells: made, accepted into the facts, sent back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.dates import clock
from secrel.core.editing.proposing import PROPOSAL
from secrel.core.editing.sheets.places import SheetPlace
from secrel.core.models.proposals import Proposal
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of


@dataclass(frozen=True)
class ProposedCell:
    """A text for a cell, with what the cell said and how its row and column are called."""

    row: str
    row_label: str
    column: str
    column_label: str
    was: str
    text: str


def _proposals_for(place: SheetPlace) -> QuerySet[Proposal]:
    return Proposal.objects.filter(about=place.about, sheet=place.sheet)


def open_proposals(place: SheetPlace) -> list[Proposal]:
    return list(_proposals_for(place).filter(state="open").select_related("proposed_by"))


def decided_proposals(place: SheetPlace, limit: int = 20) -> list[Proposal]:
    """What became of those before, newest first."""
    rows = _proposals_for(place).filter(state__in=("accepted", "sent_back"))
    return list(rows.select_related("proposed_by", "decided_by").order_by("-decided_at", "-pk")[:limit])


@operation("core.propose", Permission.PROPOSE_FACTS)
def propose(
    *, by: Actor, place: SheetPlace, label: str, cells: Iterable[ProposedCell], reason: str = "", on: date
) -> list[Proposal]:
    """Propose texts for cells of a sheet; one that stands for the same cell is replaced. Analysts are told."""
    cells = list(cells)
    if not cells:
        raise RuleBroken("Nothing was changed, so there is nothing to propose.")
    rows = []
    for cell in cells:
        standing = _proposals_for(place).select_for_update(no_key=True)
        standing = standing.filter(row=cell.row, column=cell.column, state="open")
        for earlier in standing:
            PROPOSAL.apply(earlier, "replace", by)
            earlier.save(update_fields=["state"])
        rows.append(Proposal(**vars(place), proposed_by=by, proposed_at=clock.now(), **vars(cell)))
    try:
        with transaction.atomic():
            Proposal.objects.bulk_create(rows)
    except IntegrityError as error:
        raise RuleBroken("Somebody proposed for the same cell at this very moment. Save again.") from error
    record(
        target=place.target,
        label=label,
        changes={str(row): [row.was, row.text] for row in rows},
        reason=reason,
        on=on,
    )
    notify(
        holders_of(Permission.EDIT_RELEASES, on=on),
        subject=f"The DCC proposes: {label}",
        body=f"{by.name} proposes {len(rows)} cells. They stand beside the facts until you decide on them.",
        path=place.address,
        on=on,
    )
    return rows


@operation("core.accept_proposals", Permission.EDIT_RELEASES)
def accept_proposals(
    *,
    by: Actor,
    place: SheetPlace,
    label: str,
    proposals: Iterable[Proposal],
    write: Callable[[], Any],
    reason: str = "",
    on: date,
) -> list[Proposal]:
    """Accept proposals: `write` writes their texts by the sheet's own operation, in the same transaction."""
    rows = _decided(by, place, proposals, "accept", "")
    write()
    record(
        target=place.target,
        label=f"{label}: proposals accepted",
        changes={str(row): [row.was, row.text] for row in rows},
        reason=reason,
        on=on,
    )
    _tell(rows, place, label, "accepted", "", on)
    return rows


@operation(
    "core.send_back_proposals", Permission.EDIT_RELEASES, reason="Say why you send it back; the DCC reads it."
)
def send_back_proposals(
    *, by: Actor, place: SheetPlace, label: str, proposals: Iterable[Proposal], reason: str, on: date
) -> list[Proposal]:
    """Send proposals back with a reason; the facts stay as they are."""
    rows = _decided(by, place, proposals, "send_back", reason)
    record(
        target=place.target,
        label=f"{label}: proposals sent back",
        changes={str(row): [row.text, None] for row in rows},
        reason=reason,
        on=on,
    )
    _tell(rows, place, label, "sent back", f" Reason: {reason}", on)
    return rows


def _decided(
    by: Actor, place: SheetPlace, proposals: Iterable[Proposal], move: str, reason: str
) -> list[Proposal]:
    chosen = _proposals_for(place).filter(pk__in=[row.pk for row in proposals])
    rows = list(chosen.select_for_update(no_key=True).order_by("pk"))
    if not rows:
        raise RuleBroken("Tick the proposals that you decide on.")
    for row in rows:
        PROPOSAL.apply(row, move, by)
        row.decided_by, row.decided_at, row.reason = by, clock.now(), reason
        row.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    return rows


def _tell(rows: list[Proposal], place: SheetPlace, label: str, done: str, why: str, on: date) -> None:
    people = {row.proposed_by_id: row.proposed_by for row in rows}
    cells = ", ".join(map(str, rows))[:300]
    notify(people.values(), subject=f"{label}: {done}", body=f"{cells}.{why}", path=place.address, on=on)
