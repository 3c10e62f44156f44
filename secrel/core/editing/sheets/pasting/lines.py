"""The row of a sheet that each line of a block is for."""

from collections import Counter
from collections.abc import Iterator
from itertools import count

from secrel.core.editing.sheets.pasting.layout import Block, Layout, PasteRefused
from secrel.core.editing.sheets.pasting.names import RowNames
from secrel.core.editing.sheets.sheet import MOST_ROWS, SheetInput, SheetRow
from secrel.core.values.texts import folded, one_line

FoundRow = tuple[SheetRow | None, str]
"""The row, and what there is to say about it; without a row, why there is none."""


class RowFinder:
    """Finds the row of a line by its name, or by its place below the first; adds rows where the sheet takes them."""

    def __init__(
        self, entered: SheetInput, names: RowNames, layout: Layout, block: Block, at_row: str
    ) -> None:
        self.entered, self.names, self.layout = entered, names, layout
        self.rows = {row.key: row for row in entered.rows}
        self.shown = [key for key in entered.shown or self.rows if key in self.rows or key in entered.gone]
        known = {*self.rows, *entered.was, *self.shown}
        self.fresh: Iterator[str] = (
            k for n in count(len(entered.rows) + 1) if (k := f"new-{n}") not in known
        )
        self.start = len(self.shown)
        if at_row and layout.named is None:
            if at_row not in self.shown:
                raise PasteRefused(
                    "The row that it was pasted into is no longer on this sheet. Open the page again."
                )
            self.start = self.shown.index(at_row)
        self.apart = self._apart()
        lines = [line for n, line in enumerate(block) if n >= layout.first and n not in layout.skipped]
        self.said = Counter(map(self._key, lines))
        self.met: Counter[tuple[str, ...]] = Counter()

    def row_of(self, n: int, line: list[str]) -> FoundRow:
        is_empty = not any(cell.strip() for cell in line)
        if self.layout.named is not None:
            return (None, "This row is empty.") if is_empty else self._named(line)
        return self._below(n - self.layout.first, is_empty)

    def _below(self, n: int, is_empty: bool) -> FoundRow:
        """The row so many below the first; an empty line keeps its place and changes nothing."""
        at = self.start + n
        if at >= len(self.shown) and is_empty:
            return None, "This row is empty."
        if at >= len(self.shown):
            return self._added()
        row = self.rows.get(self.shown[at])
        if row is None:
            return None, f"“{self.shown[at]}” is no longer listed here."
        if row.key in self.entered.removed:
            return None, f"{_quoted(self.names.of(row)) or 'This row'} is marked for removal."
        return row, "This row is empty, so nothing changes here." if is_empty else ""

    def _added(self) -> FoundRow:
        if not self.entered.sheet.add:
            return None, "The sheet has no more rows."
        if len(self.rows) >= MOST_ROWS:
            return None, f"A sheet holds at most {MOST_ROWS:,} rows. Paste fewer at a time."
        row = SheetRow(next(self.fresh), dict.fromkeys(self.entered.sheet.blank(), ""))
        self.rows[row.key] = row
        return row, ""

    def _named(self, line: list[str]) -> FoundRow:
        """The row that the line names; rows of one name are told apart, or taken in order where as many are pasted."""
        name = one_line(line[self.layout.named]) if self.layout.named < len(line) else ""
        if not name:
            return None, "The name of the row is missing."
        key = self._key(line)
        self.met[key] += 1
        called = self.names.rows(name)
        meant = self._narrowed(called, line)
        if len(meant) == self.said[key]:
            return meant[self.met[key] - 1], ""
        if not meant and called and not self.entered.sheet.add:
            apart = " and ".join(column.label for _, column in self.apart)
            return None, f"This sheet has a row called “{name[:60]}”, but with a different {apart}."
        if not meant and not self.entered.sheet.add:
            return None, f"This sheet has no row called “{name[:60]}”."
        if not meant:
            return self._added()
        if len(meant) == 1 and self.entered.sheet.add and not self.names.by_reference:
            return (meant[0], "") if self.met[key] == 1 else self._added()
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
        for n, column in self.apart:
            text = column.plain(column.tidied(line[n])) if n < len(line) else ""
            if text:
                rows = [row for row in rows if folded(row.cells.get(column.name, "")) == folded(text)]
        return rows

    def _key(self, line: list[str]) -> tuple[str, ...]:
        """What the line says of which row it is for."""
        if self.layout.named is None or self.layout.named >= len(line):
            return ()
        rows = self._narrowed(self.names.rows(one_line(line[self.layout.named])), line)
        if rows:
            return tuple(row.key for row in rows)
        return (folded(line[self.layout.named]), *(folded(line[n]) for n, _ in self.apart if n < len(line)))

    def _apart(self) -> list[tuple[int, object]]:
        wanted = self.entered.sheet.distinguished_by
        return [
            (n, column) for n, column in enumerate(self.layout.columns) if column and column.name in wanted
        ]


def _quoted(name: str) -> str:
    return f"“{name}”" if name else ""
