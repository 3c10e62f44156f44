"""Takes the marks of notes off the cells of tables: “£53,572¹”, “£12,000 [2]”, “Release go-live*”."""

import re
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from governance.importer.source.document import Cell, Line, Note, Table

_MARK = re.compile(r"(?<=[\w)%.])\s?(?:[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,4}|\[\d{1,2}\]|[†‡]{1,4})$")
_STAR = re.compile(r"(?<=[^\W\d_])\*{1,3}$")
"""A star marks an estimate after a figure, which the grammar of costs reads."""


class Marks:
    """Takes marks off. `notes`: what was taken off."""

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def taken_off(self, blocks: Iterable[Line | Table]) -> Iterator[Line | Table]:
        for block in blocks:
            if isinstance(block, Line):
                yield block
            else:
                yield replace(block, rows=tuple(tuple(map(self._cell, row)) for row in block.rows))

    def _cell(self, cell: Cell) -> Cell:
        lines = tuple(map(self._line, cell.lines))
        return cell if lines == cell.lines else Cell(lines, cell.doubt)

    def _line(self, line: Line) -> Line:
        found = _MARK.search(line.text) or _STAR.search(line.text)
        if not found:
            return line
        text = line.text[: found.start()]
        self.notes.append(
            Note(f"Left out the mark of a note, {found[0].strip()}, after “{text[-60:]}”.", line.place)
        )
        return replace(line, text=text)
