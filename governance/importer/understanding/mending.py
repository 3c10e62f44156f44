"""Undoes what OCR did to words before anything is understood, so that headings and columns are recognised."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from governance.importer.source.document import Cell, Line, Table
from governance.importer.words.noise import without_noise

MENDED = "It had letters that looked misread, and was mended."


class Mending:
    """Mends the blocks of a document. `count`: how many words it changed; `acronyms`: words of capitals it knows."""

    def __init__(self, acronyms: frozenset[str]) -> None:
        self.acronyms, self.count = acronyms, 0

    def blocks(self, blocks: Iterable[Line | Table]) -> Iterator[Line | Table]:
        for block in blocks:
            if isinstance(block, Line):
                yield self._line(block)
            else:
                rows = tuple(tuple(map(self._cell, row)) for row in block.rows)
                yield replace(block, rows=rows, title=without_noise(block.title)[0])

    def _line(self, line: Line) -> Line:
        text, count = without_noise(line.text, self.acronyms.__contains__)
        self.count += count
        return replace(line, text=text, doubt=line.doubt or MENDED) if count else line

    def _cell(self, cell: Cell) -> Cell:
        lines = tuple(map(self._line, cell.lines))
        return cell if lines == cell.lines else Cell(lines, cell.doubt or MENDED)
