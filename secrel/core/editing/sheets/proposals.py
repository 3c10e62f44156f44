"""Proposals on the page of a sheet: made by editing cells, shown beside them, accepted or sent back."""

from dataclasses import dataclass, field
from datetime import date
from uuid import uuid4

from django.http import HttpRequest

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.editing.proposals import (
    ProposedCell,
    accept_proposals,
    proposals_shown,
    propose,
    send_back_proposals,
)
from secrel.core.editing.sheets.drawing import name_of
from secrel.core.editing.sheets.places import SheetPlace
from secrel.core.editing.sheets.saving import save_sheet
from secrel.core.editing.sheets.sheet import Sheet, SheetInput, SheetRow, cells_of, opened
from secrel.core.models.people import User
from secrel.core.models.proposals import Proposal


@dataclass
class Proposals:
    """The proposals of one sheet for one person. `only_proposes`: the person proposes, and may not save."""

    request: HttpRequest
    label: str
    place: SheetPlace
    from_documents: bool = False
    """Whether they come from documents that were brought in, rather than from the DCC."""
    open: list[Proposal] = field(default_factory=list)
    decided: list[Proposal] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.open, self.decided = proposals_shown(self.place)

    @property
    def only_proposes(self) -> bool:
        return Permission.EDIT_RELEASES not in self.request.user.permissions()

    def of_cells(self) -> dict[tuple[str, str], Proposal]:
        return {(row.row, row.column): row for row in self.open}

    def make(self, sheet_input: SheetInput, on: date) -> int:
        """Propose every edited cell. Returns the status; errors are set in `sheet_input`."""
        if not sheet_input.check():
            return 422
        if sheet_input.removed:
            sheet_input.sentence = (
                "You cannot propose to remove a row. Propose a note that says why it should be removed."
            )
            return 422
        try:
            propose(
                by=self.request.user,
                place=self.place,
                label=self.label,
                cells=proposed_cells(sheet_input, self.of_cells()),
                on=on,
            )
        except RuleBroken as broken:
            sheet_input.sentence = broken.sentence
            return 422
        return 303

    def decide(self, sheet_input: SheetInput, on: date) -> int:
        """Accept the ticked proposals, or send them back with the reason."""
        ticked = set(self.request.POST.getlist("proposal"))
        new_rows = {row.row for row in self.open if str(row.pk) in ticked and row.row.startswith("new-")}
        chosen = [
            row for row in self.open if str(row.pk) in ticked or row.row in new_rows
        ]  # a new row is one
        arguments = {
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
                    write=lambda: write_accepted(sheet_input.sheet, chosen, self.request.user, on),
                    reason=reason,
                    **arguments,
                )
            else:
                send_back_proposals(reason=reason, **arguments)
        except RuleBroken as broken:
            if broken.status == 403:
                raise
            sheet_input.sentence = broken.sentence
            return 422
        return 303


def proposed_cells(
    sheet_input: SheetInput, open_by_cell: dict[tuple[str, str], Proposal]
) -> list[ProposedCell]:
    """The cells that differ from what is stored and from what is already proposed; a new row gets a key of its own."""
    cells = []
    rows_to_save = sheet_input.rows_to_save()
    stored = cells_of(sheet_input.sheet, sheet_input.stored()[0])
    for row in sheet_input.rows:
        if row.key not in rows_to_save:
            continue
        opened_as, now = sheet_input.was.get(row.key, {}), stored.get(row.key)
        key = row.key if now is not None else f"new-{uuid4().hex[:12]}"
        for column in sheet_input.sheet.columns:
            text, was = row.cells.get(column.name, ""), (now or {}).get(column.name, "")
            proposed = open_by_cell.get((key, column.name))
            is_entered = now is None or text not in (opened_as.get(column.name, ""), was)
            if (
                column.read_only
                or not is_entered
                or (now is None and not text)
                or (proposed and proposed.text == text)
            ):
                continue
            cells.append(ProposedCell(key, name_of(sheet_input, row), column.name, column.label, was, text))
    return cells


def write_accepted(sheet: Sheet, chosen: list[Proposal], by: User, on: date) -> None:
    """Write the accepted texts into the stored sheet and save it, as the analyst's own change."""
    stored = opened(sheet)
    rows = {row.key: row for row in stored.rows}
    for proposal in chosen:
        row = rows.get(proposal.row)
        if row is None and not proposal.row.startswith("new-"):
            raise RuleBroken(f"The row of “{proposal}” no longer exists. Send the proposal back.")
        if row is None:
            row = rows[proposal.row] = SheetRow(proposal.row, sheet.blank())
            stored.rows.append(row)
        elif row.cells.get(proposal.column) not in (proposal.was, proposal.text) and row.key in stored.was:
            now = row.cells.get(proposal.column) or "empty"
            raise RuleBroken(
                f"“{proposal}” was changed after the proposal: it is now {now}. Send the proposal back, or enter the "
                "right value yourself."
            )
        row.cells = row.cells | {proposal.column: proposal.text}
    if stored.rows_to_save() == stored.was:  # an analyst has already entered the same
        return
    reason = f"Proposed by {chosen[0].proposed_by.name}" if chosen else ""
    if save_sheet(stored, by=by, on=on, reason=reason) != 303:
        errors = "; ".join(stored.errors.values())
        raise RuleBroken(f"This cannot be accepted as proposed: {stored.sentence or errors}")
