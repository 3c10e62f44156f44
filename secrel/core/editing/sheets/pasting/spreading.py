"""Turn the lines of a laid-out block into rows of a sheet: a list in a cell is several rows, a line of its own may name
the group of those below it, and a column may imply another."""

from collections.abc import Iterator
from dataclasses import replace

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.pasting.placement import Layout
from secrel.core.editing.sheets.pasting.reading.points import Point, is_marked, points_of, without_mark
from secrel.core.editing.sheets.pasting.reading.table import ABSENT, DOWN, FIRST, Block, Line
from secrel.core.editing.sheets.sheet import Sheet
from secrel.core.values.texts import folded

_THERE_IS_NONE = "It says that there is nothing, so it needs no row."

_ENDS = (".", ";", ":", "!", "?")
_UNWRAPPED = "Several lines were put together, because they do not end a sentence."
_UNMARKED = "This line has no number or bullet, unlike those before it."


class Spreading:
    """`layout` gets the columns that the lines get here: the group, what is implied, and the mark of a sub-point."""

    def __init__(self, sheet: Sheet, layout: Layout) -> None:
        self.sheet, self.layout = sheet, layout
        own = {column.name: column for column in sheet.columns}
        there = [column for column in layout.columns if column]
        self.text = self._index(own.get(sheet.points[0]))
        self.sub = own.get(sheet.points[1])
        self.sub = None if self.sub in there else self.sub
        self.group = own.get(sheet.grouped_by)
        self.group = None if self.group in there else self.group
        self.implied = [
            (self._index(own[name]), own[other], value)
            for name, (other, value) in sheet.implied.items()
            if own[name] in there and own[other] not in there
        ]
        if any(column == self.group for _, column, _ in self.implied):
            self.group = None
        self.width = len(layout.columns)

    def _index(self, column: Column | None) -> int | None:
        return self.layout.columns.index(column) if column and column in self.layout.columns else None

    def lines(self, block: Block) -> Block:
        """The lines to fill, in order; those left out are in `layout.skipped`."""
        found: Block = []
        group, groups = "", False
        if is_list := self.width == 1 and self.text == 0 and self.layout.named is not None:
            self._unwrap(block)
        self.runs = self._runs(block) if is_list else {}
        for n, line in enumerate(block):
            if n < self.layout.first or n in self.layout.skipped:
                continue
            if line.why or line.is_empty:
                found.append(line)
            elif named := self._group_in(line):
                group, groups = named, True
                self.layout.skipped[n] = f"It is the {self.group.label.lower()} of the rows below it."
            elif self._is_nothing(line):
                self.layout.skipped[n] = _THERE_IS_NONE
            else:
                found += self._spread(line, group)
        self._widen(found, groups)
        return found

    def _unwrap(self, block: Block) -> None:
        """Put together the lines of an item of a list, as the text of a PDF breaks it."""
        above: Line | None = None
        for n, line in enumerate(block):
            if n < self.layout.first or n in self.layout.skipped or line.is_empty:
                continue
            if self._group_in(line):
                above = None
            elif is_marked(line[0]):
                above = line
            elif above is not None and not above[0].rstrip().endswith(_ENDS):
                above[0] = f"{above[0].rstrip()} {line[0].strip()}"
                above.guesses[0] = _UNWRAPPED
                self.layout.skipped[n] = "It continues the line above."
            elif above is not None:
                line.guesses[0] = _UNMARKED

    def _runs(self, block: Block) -> dict[int, list[Point]]:
        """The points of a list of which each item is a line, by the number of the line: its level follows from those
        above it."""
        points: dict[int, list[Point]] = {}
        run: list[Line] = []
        for line in [*block, Line([""])]:
            if line and is_marked(line[0]):
                run.append(line)
                continue
            if line.is_empty and line.number:
                continue
            of_run = points_of("\n".join(line[0] for line in run))
            if len(of_run) == len(run):
                points |= {line.number: [point] for line, point in zip(run, of_run, strict=True)}
            run = []
        return points

    def _group_in(self, line: Line) -> str:
        """The group that a line of a single cell names, in the words of the block."""
        texts = [text for text in line if text.strip()]
        if self.group is None or len(texts) != 1:
            return ""
        text = self.group.tidied(without_mark(texts[0]))
        try:
            return text if text and self.group.understand(text).text else ""
        except ValueError:
            return ""

    def _is_nothing(self, line: Line) -> bool:
        if self.text is None or self.text >= len(line):
            return False
        text = folded(without_mark(line[self.text]).strip()).rstrip(".")
        return bool(text) and text in self.sheet.nothing

    def _spread(self, line: Line, group: str) -> Iterator[Line]:
        """A line for each point in its cell, each with what is implied and its mark."""
        ends = [group] if self.group is not None else []
        ends += [value if n < len(line) and line[n].strip() else "" for n, _, value in self.implied]
        points = self.runs.get(line.number, [])
        if not points and self.text is not None and self.text < len(line):
            points = points_of(line[self.text])
        points = points if self.sheet.points[1] else _without_levels(points)
        is_list = len(points) > 1 or (points and points[0].text != line[self.text].strip())
        if not is_list:
            yield self._padded(line, ends) if any(ends) else line
            return
        for n, point in enumerate(points):
            cells = self._padded(line, [])
            cells[self.text] = point.text
            piece = cells.like([*cells, *ends, *(["x" if point.is_sub else ""] if self.sub else [])])
            piece.joined.pop(self.text, None)
            piece.is_further = n > 0
            if point.doubt:
                piece.guesses[len(piece) - 1 if self.sub else self.text] = point.doubt
            yield piece

    def _padded(self, line: Line, ends: list[str]) -> Line:
        """The line with cells for all columns, and `ends` after them."""
        padded = line.like([*line, *[""] * (self.width - len(line)), *ends])
        padded.joined |= dict.fromkeys(range(len(line), self.width), ABSENT)
        return padded

    def _widen(self, found: Block, has_groups: bool) -> None:
        """Add the columns; without any group, the cells of the group column are taken out again."""
        extra = [column for _, column, _ in self.implied] + ([self.sub] if self.sub else [])
        if self.group is not None and has_groups:
            extra.insert(0, self.group)
        elif self.group is not None:
            for line in found:
                if len(line) > self.width:
                    del line[self.width]
                    line.guesses = {n - (n > self.width): why for n, why in line.guesses.items()}
        self.layout.columns += extra


def _without_levels(points: list[Point]) -> list[Point]:
    """Where the sheet has no sub-points, each is a line of its point."""
    found: list[Point] = []
    for point in points:
        if point.is_sub and found:
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{point.text}", doubt=point.doubt)
        else:
            found.append(point)
    return found


def is_label(how: str, column: Column) -> bool:
    """Whether a cell merged over rows names each of them, rather than stating a value for all together."""
    return how in (DOWN, FIRST) and (
        column.kind == "choice" or (column.takes_any_text and not column.is_figure)
    )
