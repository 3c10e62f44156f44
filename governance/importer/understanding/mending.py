"""Undoes what OCR did to words before anything is understood, so that headings and columns are recognised."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from governance.importer.source.document import Cell, Line, Table
from governance.importer.words.noise import without_noise
from governance.importer.words.vocabulary import mended

MENDED = "It had letters that looked misread, and was mended."
MOST = 200_000
"""Letters up to which a file is mended, so that an odd one takes no minutes; a RID has some ten thousand."""


class Mending:
    """Mends the blocks of a document. `count`: how many words it changed; `acronyms`: words of capitals it knows;
    `words`: words that it uses several times, so that they are none that OCR made."""

    def __init__(self, acronyms: frozenset[str], words: frozenset[str] = frozenset()) -> None:
        self.acronyms, self.words, self.count, self.read = acronyms, words, 0, 0

    def blocks(self, blocks: Iterable[Line | Table]) -> Iterator[Line | Table]:
        for block in blocks:
            if isinstance(block, Line):
                yield self._line(block)
            else:
                rows = tuple(tuple(map(self._cell, row)) for row in block.rows)
                yield replace(block, rows=rows, title=self._text(block.title)[0])

    def _line(self, line: Line) -> Line:
        text, count = self._text(line.text)
        self.count += count
        return replace(line, text=text, doubt=line.doubt or MENDED) if count else line

    def _text(self, text: str) -> tuple[str, int]:
        self.read += len(text)
        if self.read > MOST:
            return text, 0
        plain, first = without_noise(text, self.acronyms.__contains__)
        better, second = mended(plain, self.words.__contains__, self.acronyms.__contains__)
        return better, first + second

    def _cell(self, cell: Cell) -> Cell:
        lines = tuple(map(self._line, cell.lines))
        return cell if lines == cell.lines else Cell(lines, cell.doubt or MENDED)
