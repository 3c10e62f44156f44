"""Proposals on the page of a sheet: made by typing into it, shown beside the cells, accepted or sent back."""

from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from django.http import HttpRequest

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.editing.proposals import (
    ProposedCell,
    accept_proposals,
    decided_proposals,
    open_proposals,
    propose,
    send_back_proposals,
)
from secrel.core.editing.sheets.drawing import name_of
from secrel.core.editing.sheets.places import SheetPlace
from secrel.core.editing.sheets.saving import save_sheet
from secrel.core.editing.sheets.sheet import SheetInput, SheetRow, cells_of, opened
from secrel.core.models.proposals import Proposal


@dataclass
class Proposals:
    """The proposals of one sheet for one person. `only_proposes`: what is typed becomes one."""

    request: HttpRequest
    label: str
    place: SheetPlace
    open: list[Proposal] = field(default_factory=list)
    decided: list[Proposal] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open, self.decided = open_proposals(self.place), decided_proposals(self.place)

    @property
    def only_proposes(self) -> bool:
        return Permission.EDIT_RELEASES not in self.request.user.permissions()

    def of_cells(self) -> dict[tuple[str, str], Proposal]:
        return {(row.row, row.column): row for row in self.open}

    def make(self, entered: SheetInput, on: date) -> int:
        """Propose every cell that was typed; returns the status, and notes in `typed` what is wrong."""
        if not entered.check():
            return 422
        if entered.removed:
            entered.sentence = "A row is not taken out by a proposal. Say in its note why it should go."
            return 422
        try:
            propose(
                by=self.request.user,
                place=self.place,
                label=self.label,
                cells=_cells(entered, self.of_cells()),
                on=on,
            )
        except RuleBroken as broken:
            entered.sentence = broken.sentence
            return 422
        return 303

    def decide(self, entered: SheetInput, on: date) -> int:
        """Accept the ticked ones, or send them back with the reason."""
        ticked = set(self.request.POST.getlist("proposal"))
        new_rows = {row.row for row in self.open if str(row.pk) in ticked and row.row.startswith("new-")}
        chosen = [
            row for row in self.open if str(row.pk) in ticked or row.row in new_rows
        ]  # a new row is one
        known = {
            "by": self.request.user,
            "place": self.place,
            "label": self.label,
            "proposals": chosen,
            "on": on,
        }
        reason = " ".join(self.request.POST.get("why", "").split())[:300]
        try:
            if self.request.POST.get("decide") == "accept":
                accept_proposals(
                    write=lambda: _write(entered, chosen, self.request, on), reason=reason, **known
                )
            else:
                send_back_proposals(reason=reason, **known)
        except RuleBroken as broken:
            if broken.status == 403:
                raise
            entered.sentence = broken.sentence
            return 422
        return 303


def _cells(entered: SheetInput, standing: dict[tuple[str, str], Proposal]) -> list[ProposedCell]:
    """The cells that differ from what is stored and from what is proposed already; a new row has a key of its own."""
    found = []
    kept, stored = entered.entered(), cells_of(entered.sheet, entered.stored()[0])
    for row in entered.rows:
        if row.key not in kept:
            continue
        opened_as, now = entered.was.get(row.key, {}), stored.get(row.key)
        key = row.key if now is not None else f"new-{uuid4().hex[:12]}"
        for column in entered.sheet.columns:
            text, was = row.cells.get(column.name, ""), (now or {}).get(column.name, "")
            proposed = standing.get((key, column.name))
            is_entered = now is None or text not in (opened_as.get(column.name, ""), was)
            if (
                column.read_only
                or not is_entered
                or (now is None and not text)
                or (proposed and proposed.text == text)
            ):
                continue
            found.append(ProposedCell(key, name_of(entered, row), column.name, column.label, was, text))
    return found


def _write(entered: SheetInput, chosen: list[Proposal], request: HttpRequest, on: date) -> None:
    """The stored sheet with the accepted texts, saved as the analyst's own change."""
    sheet = opened(entered.sheet)
    rows = {row.key: row for row in sheet.rows}
    for proposal in chosen:
        row = rows.get(proposal.row)
        if row is None and not proposal.row.startswith("new-"):
            raise RuleBroken(f"The row of “{proposal}” is gone. Send the proposal back.")
        if row is None:
            row = rows[proposal.row] = SheetRow(proposal.row, sheet.sheet.blank())
            sheet.rows.append(row)
        elif row.cells.get(proposal.column) not in (proposal.was, proposal.text) and row.key in sheet.was:
            said = row.cells.get(proposal.column) or "nothing"
            raise RuleBroken(f"“{proposal}” says {said} by now. Send it back, or type what is right.")
        row.cells = row.cells | {proposal.column: proposal.text}
    if sheet.entered() == sheet.was:  # an analyst typed the same already
        return
    reason = f"Proposed by {chosen[0].proposed_by.name}" if chosen else ""
    if save_sheet(sheet, by=request.user, on=on, reason=reason) != 303:
        wrong = "; ".join(sheet.errors.values())
        raise RuleBroken(f"It cannot be accepted as it stands: {sheet.sentence or wrong}")
