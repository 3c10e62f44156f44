"""Find the row of a sheet for each line of a pasted block."""

from collections import Counter
from collections.abc import Iterator
from itertools import count

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.pasting.names import RowsByName
from secrel.core.editing.sheets.pasting.placement import Layout, PasteRefused
from secrel.core.editing.sheets.pasting.reading.table import Block, Line
from secrel.core.editing.sheets.sheet import MOST_ROWS, SheetInput, SheetRow
from secrel.core.values.texts import folded, one_line

FoundRow = tuple[SheetRow | None, str]
"""The row and a sentence about it, or None and the sentence that says why there is no row."""


class RowFinder:
    """Finds the row of a line by its name, or by its position; adds rows where the sheet allows that."""

    def __init__(
        self, sheet_input: SheetInput, names: RowsByName, layout: Layout, lines: Block, at_row: str
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
        self.order = list(self.rows)
        self.last = ""
        """The key of the row that the line before went to."""
        self.distinguishing = self._distinguishing_columns()
        self.total_by_key = Counter(map(self._key, lines))
        self.read_by_key: Counter[tuple[str, ...]] = Counter()
        self.claimed = self._claimed(lines)
        self.following = self._first_named(lines)
        """The key of the first row that a line names."""

    def row_of(self, n: int, line: Line) -> FoundRow:
        """The row of the line; `n` is its distance below the first line of the block, for a block without names."""
        if self.layout.named is not None:
            found = (None, "This row is empty.") if line.is_empty else self._named(line)
        elif line.is_further:
            found = self._added(line)
        else:
            found = self._below(n, line)
        self.last = found[0].key if found[0] else self.last
        return found

    def ordered(self) -> list[SheetRow]:
        """All rows of the sheet, those added in their places."""
        return [self.rows[key] for key in self.order]

    def _below(self, n: int, line: Line) -> FoundRow:
        """The row at this distance below the first; an empty line counts, and changes nothing."""
        at = self.start + n
        if at >= len(self.shown) and line.is_empty:
            return None, "This row is empty."
        if at >= len(self.shown):
            return self._added(line)
        row = self.rows.get(self.shown[at])
        if row is None:
            return None, f"“{self.shown[at]}” is no longer listed on this sheet."
        if row.key in self.sheet_input.removed:
            return None, f"{_quoted(self.names.of(row)) or 'This row'} is marked for removal."
        return row, "This row is empty, so nothing changes here." if line.is_empty else ""

    def _added(self, line: Line) -> FoundRow:
        if not self.sheet_input.sheet.add:
            return None, "This sheet has no more rows."
        if len(self.rows) >= MOST_ROWS:
            return None, f"A sheet holds at most {MOST_ROWS:,} rows. Paste fewer at a time."
        row = SheetRow(next(self.fresh), dict.fromkeys(self.sheet_input.sheet.blank(), ""))
        if line.is_further and self.last:  # the cell of the point before is also this one's
            above = self.rows[self.last].cells
            pasted = {column.name for column in self.layout.columns if column}
            inherited = set(self.sheet_input.sheet.distinguished_by) - pasted
            row.cells |= {name: above.get(name, "") for name in inherited}
        self.rows[row.key] = row
        self.order.insert(self._place(line), row.key)
        return row, ""

    def _place(self, line: Line) -> int:
        """Where a new row goes: after the row of the line before (and its sub-points, if it is none), else before the
        first row that the block names."""
        sheet = self.sheet_input.sheet
        sub = sheet.points[1]
        if (
            sheet.may_order
            and not self.last
            and self.following
            and not self.rows[self.following].cells.get(sub)
        ):
            return self.order.index(self.following)
        if not (sheet.may_order and self.last) or self.order[-1] == self.last:
            return self._end()
        at = self.order.index(self.last) + 1
        n = next((n for n, column in enumerate(self.layout.columns) if column and column.name == sub), None)
        if sub and not (n is not None and n < len(line) and line[n].strip()):
            while at < len(self.order) and self.rows[self.order[at]].cells.get(sub):
                at += 1
        return at

    def _end(self) -> int:
        """After all rows; before the empty ones at the end of the page, unless they are filled one after the other."""
        at = len(self.order)
        while at and self.layout.named is not None and self._is_spare(self.rows[self.order[at - 1]]):
            at -= 1
        return at

    def _is_spare(self, row: SheetRow) -> bool:
        return row.key not in self.sheet_input.was and self.sheet_input.is_empty(row)

    def _named(self, line: Line) -> FoundRow:
        """The row that the line names. Rows of the same name are distinguished by other columns, or matched in order
        where the block has as many of them."""
        text = self._name(line)
        name, may_add = one_line(text)[:60], bool(self.sheet_input.sheet.add)
        if not name:
            return None, "The name of the row is missing."
        key = self._key(line)
        self.read_by_key[key] += 1
        same_name = self.names.rows(text)
        meant = self._narrowed(same_name, line)
        is_claimed = bool(self.names.doubt(text)) and any(row.key in self.claimed for row in meant)
        if len(meant) == self.total_by_key[key] and not is_claimed:
            return meant[self.read_by_key[key] - 1], ""
        if meant and self.names.doubt(text) and may_add and not self.names.by_reference:
            return self._added(line)  # another line means that row, too
        if not meant and same_name and not may_add:
            labels = " and ".join(column.label for _, column in self.distinguishing)
            return None, f"This sheet has a row called “{name}”, but with a different {labels}."
        if not meant and not may_add:
            return None, f"This sheet has no row called “{name}”."
        if not meant:
            return self._added(line)
        if len(meant) == 1 and may_add and not self.names.by_reference:
            return (meant[0], "") if self.read_by_key[key] == 1 else self._added(line)
        if len(meant) == 1:
            return None, f"“{name}” appears more than once in what you pasted. Keep one of those rows."
        found = " or ".join(f"“{self.names.of(row)}”" for row in meant)
        if len({self.names.of(row) for row in meant}) > 1:
            return None, f"“{name}” could be {found}. Write its full name."
        return None, f"There are {len(meant)} rows called “{name}”. Type the values into the right one."

    def _name(self, line: Line) -> str:
        """The name in the line; where names are references, with the title that may follow on lines of its own."""
        named = self.layout.named
        text = line[named] if named is not None and named < len(line) else ""
        return text.strip() if self.names.by_reference else one_line(text)

    def _narrowed(self, rows: list[SheetRow], line: Line) -> list[SheetRow]:
        for n, column in self.distinguishing:
            text = plain_text(column, line[n]) if n < len(line) else ""
            if text:
                rows = [row for row in rows if folded(row.cells.get(column.name, "")) == folded(text)]
        return rows

    def _key(self, line: Line) -> tuple[str, ...]:
        """What the line holds to find its row by: the keys of the rows that it can mean, else its texts."""
        if not (text := self._name(line)):
            return ()
        if rows := self._narrowed(self.names.rows(text), line):
            return (self.names.doubt(text) and "a guess", *(row.key for row in rows))
        return (folded(text), *(folded(line[n]) for n, _ in self.distinguishing if n < len(line)))

    def _first_named(self, lines: Block) -> str:
        found = (self._narrowed(self.names.rows(text), line) for line in lines if (text := self._name(line)))
        return next((rows[0].key for rows in found if len(rows) == 1), "")

    def _claimed(self, lines: Block) -> set[str]:
        """Keys of the rows that a line of the block names for sure."""
        named = [(line, text) for line in lines if (text := self._name(line)) and not self.names.doubt(text)]
        return {row.key for line, text in named for row in self._narrowed(self.names.rows(text), line)}

    def _distinguishing_columns(self) -> list[tuple[int, Column]]:
        names = self.sheet_input.sheet.distinguished_by
        return [
            (n, column) for n, column in enumerate(self.layout.columns) if column and column.name in names
        ]


def plain_text(column: Column, text: str) -> str:
    """The text as the column formats it; one that it does not understand is only tidied."""
    try:
        return column.understand(column.tidied(text)).text
    except ValueError:
        return column.tidied(text)


def _quoted(name: str) -> str:
    return f"“{name}”" if name else ""
