"""Find the row of a sheet for each line of a pasted block."""

from collections import Counter
from collections.abc import Iterator
from itertools import count

from secrel.core.editing.sheets.pasting.layout import Block, Layout, PasteRefused
from secrel.core.editing.sheets.pasting.names import RowsByName
from secrel.core.editing.sheets.sheet import MOST_ROWS, SheetInput, SheetRow
from secrel.core.values.texts import folded, one_line

FoundRow = tuple[SheetRow | None, str]
"""The row and a sentence about it, or None and the sentence that says why there is no row."""


class RowFinder:
    """Finds the row of a line by its name, or by its position; adds rows where the sheet allows that."""

    def __init__(
        self, sheet_input: SheetInput, names: RowsByName, layout: Layout, block: Block, at_row: str
    ) -> None:
        self.sheet_input, self.names, self.layout = sheet_input, names, layout
        self.rows = {row.key: row for row in sheet_input.rows}
        self.shown = [
            key for key in sheet_input.shown or self.rows if key in self.rows or key in sheet_input.gone
        ]
        existing = {*self.rows, *sheet_input.was, *self.shown}
        self.fresh: Iterator[str] = (
            k for n in count(len(sheet_input.rows) + 1) if (k := f"new-{n}") not in existing
        )
        self.start = len(self.shown)
        if at_row and layout.named is None:
            if at_row not in self.shown:
                raise PasteRefused(
                    "The row that you pasted into is no longer on this sheet. Open the page again, then paste."
                )
            self.start = self.shown.index(at_row)
        self.distinguishing = self._distinguishing_columns()
        lines = [line for n, line in enumerate(block) if n >= layout.first and n not in layout.skipped]
        self.total_by_key = Counter(map(self._key, lines))
        self.read_by_key: Counter[tuple[str, ...]] = Counter()

    def row_of(self, n: int, line: list[str]) -> FoundRow:
        is_empty = not any(cell.strip() for cell in line)
        if self.layout.named is not None:
            return (None, "This row is empty.") if is_empty else self._named(line)
        return self._below(n - self.layout.first, is_empty)

    def _below(self, n: int, is_empty: bool) -> FoundRow:
        """The row at this distance below the first; an empty line counts, and changes nothing."""
        at = self.start + n
        if at >= len(self.shown) and is_empty:
            return None, "This row is empty."
        if at >= len(self.shown):
            return self._added()
        row = self.rows.get(self.shown[at])
        if row is None:
            return None, f"“{self.shown[at]}” is no longer listed on this sheet."
        if row.key in self.sheet_input.removed:
            return None, f"{_quoted(self.names.of(row)) or 'This row'} is marked for removal."
        return row, "This row is empty, so nothing changes here." if is_empty else ""

    def _added(self) -> FoundRow:
        if not self.sheet_input.sheet.add:
            return None, "This sheet has no more rows."
        if len(self.rows) >= MOST_ROWS:
            return None, f"A sheet holds at most {MOST_ROWS:,} rows. Paste fewer at a time."
        row = SheetRow(next(self.fresh), dict.fromkeys(self.sheet_input.sheet.blank(), ""))
        self.rows[row.key] = row
        return row, ""

    def _named(self, line: list[str]) -> FoundRow:
        """The row that the line names. Rows of the same name are distinguished by other columns, or matched in order
        where the block has as many of them."""
        name = one_line(line[self.layout.named]) if self.layout.named < len(line) else ""
        if not name:
            return None, "The name of the row is missing."
        key = self._key(line)
        self.read_by_key[key] += 1
        same_name = self.names.rows(name)
        meant = self._narrowed(same_name, line)
        if len(meant) == self.total_by_key[key]:
            return meant[self.read_by_key[key] - 1], ""
        if not meant and same_name and not self.sheet_input.sheet.add:
            labels = " and ".join(column.label for _, column in self.distinguishing)
            return None, f"This sheet has a row called “{name[:60]}”, but with a different {labels}."
        if not meant and not self.sheet_input.sheet.add:
            return None, f"This sheet has no row called “{name[:60]}”."
        if not meant:
            return self._added()
        if len(meant) == 1 and self.sheet_input.sheet.add and not self.names.by_reference:
            return (meant[0], "") if self.read_by_key[key] == 1 else self._added()
        if len(meant) == 1:
            return None, f"“{name[:60]}” appears more than once in what you pasted. Keep one of those rows."
        found = " or ".join(f"“{self.names.of(row)}”" for row in meant)
        if len({self.names.of(row) for row in meant}) > 1:
            return None, f"“{name[:60]}” could be {found}. Write its full name."
        return (
            None,
            f"There are {len(meant)} rows called “{name[:60]}”. Type the values into the right one.",
        )

    def _narrowed(self, rows: list[SheetRow], line: list[str]) -> list[SheetRow]:
        for n, column in self.distinguishing:
            text = column.plain(column.tidied(line[n])) if n < len(line) else ""
            if text:
                rows = [row for row in rows if folded(row.cells.get(column.name, "")) == folded(text)]
        return rows

    def _key(self, line: list[str]) -> tuple[str, ...]:
        """What the line holds to find its row by: the keys of the rows that it can mean, else its texts."""
        if self.layout.named is None or self.layout.named >= len(line):
            return ()
        rows = self._narrowed(self.names.rows(one_line(line[self.layout.named])), line)
        if rows:
            return tuple(row.key for row in rows)
        return (
            folded(line[self.layout.named]),
            *(folded(line[n]) for n, _ in self.distinguishing if n < len(line)),
        )

    def _distinguishing_columns(self) -> list[tuple[int, object]]:
        names = self.sheet_input.sheet.distinguished_by
        return [
            (n, column) for n, column in enumerate(self.layout.columns) if column and column.name in names
        ]


def _quoted(name: str) -> str:
    return f"“{name}”" if name else ""
