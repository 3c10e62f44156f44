"""Saving a sheet: what was typed is merged with what is stored now, then written against its token."""

from typing import Any

from secrel.core.changes.errors import RuleBroken, Stale
from secrel.core.changes.reasons import NoReason
from secrel.core.editing.sheets.merging import Cells, Rows, merge
from secrel.core.editing.sheets.sheet import EditedRow, SheetInput, SheetRow, cells_of

TRIES = 8
MEANWHILE = "Others are saving here at this very moment. Save again."


def save_sheet(entered: SheetInput, **known: Any) -> int:
    """Write the sheet; returns the status of the answer: 303 when it is saved, 422 or 409 when not.

    What is wrong stands in `typed` then, with both sides of a conflict; saving again is a choice.
    """
    if not entered.check():
        return 422
    for _ in range(TRIES):
        rows, token = entered.stored()
        stored = cells_of(entered.sheet, rows)
        merged = merge(entered.was, stored, entered.entered(), entered.sheet.identity)
        if merged.conflicts:
            _show_merged(entered, rows, merged.rows)
            entered.conflicts, entered.was = merged.conflicts, stored
            entered.sentence = "Somebody else changed the same cells since you opened this page."
            return 409
        if list(merged.rows.items()) == list(stored.items()):
            entered.sentence = "Nothing was changed: the page holds what is stored already."
            return 422
        try:
            entered.sheet.write(_entries(entered, merged.rows, stored), token, **known)
        except Stale:
            continue
        except NoReason as broken:
            entered.no_reason = broken.sentence
            return 422
        except RuleBroken as broken:
            if broken.status == 403:
                raise
            entered.sentence = broken.sentence
            return 422
        return 303
    entered.sentence = MEANWHILE
    return 409


def _show_merged(entered: SheetInput, rows: list[SheetRow], merged: Rows) -> None:
    """What only others changed is shown as stored, so that the next save keeps it."""
    shown = {row.key: row for row in (*rows, *entered.rows)}
    for key, cells in merged.items():
        shown[key].cells = shown[key].cells | cells
    gone = [shown[key] for key in entered.removed if key not in merged and key in shown]
    entered.rows = [shown[key] for key in merged] + gone


def _entries(entered: SheetInput, rows: dict[str, Cells], stored: dict[str, Cells]) -> list[EditedRow]:
    entries = []
    for key, cells in rows.items():
        before = stored.get(key)
        changed = {
            column.name: column.read(cells[column.name])
            for column in entered.sheet.columns
            if not column.read_only
            if before is None or cells[column.name] != before[column.name]
        }
        entries.append(EditedRow(key, changed, before is None))
    return entries
