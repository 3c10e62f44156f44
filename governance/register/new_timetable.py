"""The timetable of a release that is created from a table, as a sheet: its standard rows, and what was pasted."""

from dataclasses import replace
from datetime import date

from governance.register.timetables import TIMETABLES
from releases.models.releases import Release
from releases.models.timeline import TimelineRow
from releases.operations.timeline import PlannedRow, rows_of
from releases.sheets.timetable import TimetableSheet, planned_row, row_of
from releases.timing import computed
from secrel.core.editing.sheets.saving import entries_of
from secrel.core.editing.sheets.sheet import SheetInput, SheetRow, cells_of
from secrel.core.people.queries import working_days


class NewTimetable(TimetableSheet):
    """The standard rows of a kind, dated by their rules from a go-live. Nothing of it is stored."""

    key = ""  # there are no proposals for it
    columns = tuple(column for column in TimetableSheet.columns if column.name not in ("actual", "set_by"))

    def __init__(self, profile: str, go_live_on: date | None) -> None:
        super().__init__(Release(profile=profile, go_live_on=go_live_on))
        self.planned: dict[str, TimelineRow] = {}

    def stored(self) -> tuple[list[SheetRow], int]:
        rows = rows_of(self.release, TIMETABLES[self.release.profile])
        for place, when in computed(rows, working_days()).items():
            rows[place].planned = when
        for place, row in enumerate(rows, start=1):
            row.key = f"{self.release.profile}-{place}"
        self.planned = {row.key: row for row in rows}
        return [row_of(row, None) for row in rows], 0

    def rows(self, sheet_input: SheetInput) -> list[PlannedRow] | None:
        """The rows as entered, for the operation; None if they are the standard ones."""
        entered, stored = sheet_input.rows_to_save(), cells_of(self, self.read()[0])
        if list(entered.items()) == list(stored.items()):
            return None
        entries = entries_of(sheet_input, entered, stored)
        rows = [planned_row(self.planned.get(entry.key), entry, is_baselined=False) for entry in entries]
        return [replace(row, key="") for row in rows]


def followed(sheet_input: SheetInput) -> SheetInput:
    """The sheet for the kind and go-live that are entered now: what nobody edited follows them, the rest stays."""
    sheet = sheet_input.sheet
    stored = {row.key: row for row in sheet.read()[0]}
    kept: list[SheetRow] = []
    for row in sheet_input.rows:
        was = sheet_input.was.get(row.key, {})
        edited = {name: text for name, text in row.cells.items() if name in was and text != was[name]}
        if row.key in stored:
            kept.append(replace(stored[row.key], cells=stored[row.key].cells | edited))
        elif not was and not sheet_input.is_empty(row):
            kept.append(row)
        elif edited:  # of the other kind, and filled in
            kept.append(replace(row, key=f"new-{row.key}", locked=()))
    shown = {row.key for row in kept}
    kept += [row for key, row in stored.items() if key not in shown and key not in sheet_input.was]
    sheet_input.rows, sheet_input.was = kept, cells_of(sheet, stored.values())
    sheet_input.removed = {key for key in sheet_input.removed if key in {row.key for row in kept}}
    return sheet_input
