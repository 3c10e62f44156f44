"""Operations on proposals for cells: propose, accept, send back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, moment_of_change, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.editing.proposing import PROPOSAL
from secrel.core.editing.sheets.places import SheetPlace
from secrel.core.models.proposals import Proposal
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of
from secrel.core.values.compiled import compiled


@dataclass(frozen=True)
class ProposedCell:
    """A proposed text for a cell, with the stored text and the labels of its row and column."""

    row: str
    row_label: str
    column: str
    column_label: str
    was: str
    text: str


def _proposals_for(place: SheetPlace) -> QuerySet[Proposal]:
    return Proposal.objects.filter(about=place.about, sheet=place.sheet)


@compiled
def _shown(place: SheetPlace, limit: int) -> QuerySet[Proposal]:
    newest = _proposals_for(place).filter(state__in=("accepted", "sent_back")).order_by("-decided_at", "-pk")
    rows = _proposals_for(place).filter(Q(state="open") | Q(pk__in=newest.values("pk")[:limit]))
    return rows.prefetch_related("proposed_by", "decided_by")  # most sheets have none


def proposals_shown(place: SheetPlace, limit: int = 20) -> tuple[list[Proposal], list[Proposal]]:
    """The open proposals; and accepted and sent back ones, newest first."""
    rows = _shown(place, limit)
    decided = [row for row in rows if row.state != "open"]
    decided.sort(key=lambda row: (row.decided_at, row.pk), reverse=True)
    return [row for row in rows if row.state == "open"], decided


@operation("core.propose", Permission.PROPOSE_FACTS)
def propose(
    *, by: Actor, place: SheetPlace, label: str, cells: Iterable[ProposedCell], reason: str = "", on: date
) -> list[Proposal]:
    """Propose texts for cells of a sheet. An open proposal for the same cell is replaced. Analysts are notified."""
    rows = _proposed(by, place, label, cells, "replace", reason, on)
    notify(
        holders_of(Permission.EDIT_RELEASES, on=on),
        subject=f"Proposals by the DCC: {label}",
        body=f"{by.name} proposes new values for {len(rows)} cells. The stored values do not change until you decide "
        "on the proposals.",
        path=place.address,
        on=on,
    )
    return rows


@operation(
    "core.propose_from_document", Permission.EDIT_RELEASES, reason="Name the document that proposes this."
)
def propose_from_document(
    *, by: Actor, place: SheetPlace, label: str, cells: Iterable[ProposedCell], reason: str, on: date
) -> list[Proposal]:
    """Propose what a document says for cells of a sheet. `reason` names the document. Whoever confirms the document
    may decide on the proposals, so nobody is notified."""
    return _proposed(by, place, label, cells, "read_again", reason, on)


def _proposed(
    by: Actor, place: SheetPlace, label: str, cells: Iterable[ProposedCell], move: str, reason: str, on: date
) -> list[Proposal]:
    cells = list(cells)
    if not cells:
        raise RuleBroken("There are no changes to propose. Edit a cell first.")
    rows = []
    for cell in cells:
        open_rows = _proposals_for(place).select_for_update(no_key=True)
        open_rows = open_rows.filter(row=cell.row, column=cell.column, state="open")
        for earlier in open_rows:
            PROPOSAL.apply(earlier, move, by)
            earlier.save(update_fields=["state"])
        rows.append(Proposal(**vars(place), proposed_by=by, proposed_at=moment_of_change(), **vars(cell)))
    try:
        with transaction.atomic():
            Proposal.objects.bulk_create(rows)
    except IntegrityError as error:
        raise RuleBroken(
            "Somebody else made a proposal for the same cell at the same time. Save again."
        ) from error
    record(
        target=place.target,
        label=label,
        changes={str(row): [row.was, row.text] for row in rows},
        reason=reason,
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
    """Accept proposals. `write` saves their texts by the sheet's own operation, in the same transaction."""
    rows = _decided(by, place, proposals, "accept", "")
    write()
    record(
        target=place.target,
        label=f"{label}: proposals accepted",
        changes={str(row): [row.was, row.text] for row in rows},
        reason=reason,
        on=on,
    )
    _notify_proposers(rows, place, label, "accepted", "", on)
    return rows


@operation(
    "core.send_back_proposals",
    Permission.EDIT_RELEASES,
    reason="Give a reason for sending it back. The DCC can read it.",
)
def send_back_proposals(
    *, by: Actor, place: SheetPlace, label: str, proposals: Iterable[Proposal], reason: str, on: date
) -> list[Proposal]:
    """Send proposals back with a reason. The stored facts do not change."""
    rows = _decided(by, place, proposals, "send_back", reason)
    record(
        target=place.target,
        label=f"{label}: proposals sent back",
        changes={str(row): [row.text, None] for row in rows},
        reason=reason,
        on=on,
    )
    _notify_proposers(rows, place, label, "sent back", f" Reason: {reason}", on)
    return rows


def _decided(
    by: Actor, place: SheetPlace, proposals: Iterable[Proposal], move: str, reason: str
) -> list[Proposal]:
    chosen = _proposals_for(place).filter(pk__in=[row.pk for row in proposals])
    rows = list(chosen.select_for_update(no_key=True).order_by("pk"))
    if not rows:
        raise RuleBroken("No proposal is ticked. Tick the proposals that you want to accept or send back.")
    for row in rows:
        PROPOSAL.apply(row, move, by)
        row.decided_by, row.decided_at, row.reason = by, moment_of_change(), reason
        row.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    return rows


def _notify_proposers(
    rows: list[Proposal], place: SheetPlace, label: str, decision: str, why: str, on: date
) -> None:
    people = {row.proposed_by_id: row.proposed_by for row in rows}
    cells = ", ".join(map(str, rows))[:300]
    notify(people.values(), subject=f"{label}: {decision}", body=f"{cells}.{why}", path=place.address, on=on)
