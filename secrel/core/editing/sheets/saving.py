"""Save a sheet: merge what was entered with what is stored now, then write it with its token."""

from typing import Any

from secrel.core.changes.errors import RuleBroken, Stale
from secrel.core.changes.reasons import NoReason
from secrel.core.editing.drafts.unsaved_preview import NO_CHANGES
from secrel.core.editing.sheets.merging import Cells, Rows, merge
from secrel.core.editing.sheets.sheet import EditedRow, SheetInput, SheetRow, cells_of

TRIES = 8
BUSY = "Somebody else is saving here at the moment. Save again."


def save_sheet(sheet_input: SheetInput, **common: Any) -> int:
    """Write the sheet. Returns the status of the response: 303 when it is saved, 422 or 409 when not.

    Errors and both sides of a conflict are then in `sheet_input`; saving again is the person's choice.
    """
    if not sheet_input.check():
        return 422
    for _ in range(TRIES):
        rows, token = sheet_input.stored()
        stored = cells_of(sheet_input.sheet, rows)
        merged = merge(sheet_input.was, stored, sheet_input.rows_to_save(), sheet_input.sheet.identity)
        if merged.conflicts:
            _show_merged(sheet_input, rows, merged.rows)
            sheet_input.conflicts, sheet_input.was = merged.conflicts, stored
            sheet_input.sentence = "Somebody else changed the same cells since you opened this page."
            return 409
        if list(merged.rows.items()) == list(stored.items()):
            sheet_input.sentence = NO_CHANGES
            return 422
        try:
            sheet_input.sheet.write(entries_of(sheet_input, merged.rows, stored), token, **common)
        except Stale:
            continue
        except NoReason as broken:
            sheet_input.no_reason = broken.sentence
            return 422
        except RuleBroken as broken:
            if broken.status == 403:
                raise
            sheet_input.sentence = broken.sentence
            return 422
        return 303
    sheet_input.sentence = BUSY
    return 409


def _show_merged(sheet_input: SheetInput, rows: list[SheetRow], merged: Rows) -> None:
    """Show as stored what only others changed, so that the next save leaves it unchanged."""
    shown = {row.key: row for row in (*rows, *sheet_input.rows)}
    for key, cells in merged.items():
        shown[key].cells = shown[key].cells | cells
    gone = [shown[key] for key in sheet_input.removed if key not in merged and key in shown]
    sheet_input.rows = [shown[key] for key in merged] + gone


def entries_of(sheet_input: SheetInput, rows: dict[str, Cells], stored: dict[str, Cells]) -> list[EditedRow]:
    """The rows to write, each with the cells that differ from what is stored."""
    entries = []
    for key, cells in rows.items():
        before = stored.get(key)
        changed = {
            column.name: column.read(cells[column.name])
            for column in sheet_input.sheet.columns
            if not column.read_only
            if before is None or cells[column.name] != before[column.name]
        }
        entries.append(EditedRow(key, changed, before is None))
    return entries
