"""Paragraphs and points of the lines of a page or a cell."""

from msgspec import Struct

from governance.importer.source.document import Line, Place
from governance.importer.source.joining import Joiner
from governance.importer.source.marks import BULLETS, marked
from governance.importer.source.pdf.looks import Looks
from governance.importer.source.pdf.words import Row, Word

NEAR = 3.0
"""Points by which lines of one paragraph begin differently."""
ENDS = (".", ":", ";", "!", "?")


class _Open(Struct):
    """A paragraph that may go on. `inner`: where its text begins, after a bullet."""

    rows: list[Row]
    text: str
    level: int
    number: str
    inner: float
    right: float


class Paragraphs:
    """Makes lines of rows, which come in reading order. Levels of points follow from where their marks stand."""

    def __init__(self, looks: Looks, joiner: Joiner, *, in_cell: bool = False) -> None:
        self.looks, self.joiner, self.in_cell = looks, joiner, in_cell
        self.made: list[Line] = []
        self._open: _Open | None = None
        self._marks: list[float] = []

    def add(self, row: Row, right: float) -> None:
        """A row, and where lines beside it end at most."""
        mark = marked(row.text)
        is_point = mark.is_point and not (self._heading(row) and mark.number)
        if self._open and not is_point and self._goes_on(self._open, row):
            self._open.rows.append(row)
            self._open.text = self.joiner.join(self._open.text, row.text)
            self._open.right = max(self._open.right, right)
            return
        self.end()
        if not is_point:
            inside = bool(self._marks) and row.x0 > self._marks[0] + NEAR and not self._heading(row)
            if not inside:
                self._marks.clear()
            self._open = _Open([row], row.text, 0, "", row.x0, right)
            return
        inner = row.words[1].x0 if len(row.words) > 1 else row.x0
        self._open = _Open([row], mark.rest, self._level(row.x0), mark.number, inner, right)

    def end(self) -> None:
        """Nothing that follows belongs to the paragraph that is open."""
        opened, self._open = self._open, None
        if not opened or opened.text.strip(BULLETS) == "":
            return
        words = [word for row in opened.rows for word in row.words]
        if opened.level and len(words) > 1:
            words = words[1:]
        first = opened.rows[0]
        self.made.append(
            Line(
                opened.text,
                Place(first.page, first.number or None),
                heading=0 if opened.level else self._heading(first),
                level=opened.level,
                number=opened.number,
                is_bold=_most(words, [word.is_bold for word in words]),
                is_italic=_most(words, [word.is_italic for word in words]),
            )
        )

    def taken(self) -> list[Line]:
        """The lines made so far, which are then forgotten."""
        self.end()
        made, self.made = self.made, []
        return made

    @property
    def is_open(self) -> bool:
        return self._open is not None

    def _heading(self, row: Row) -> int:
        return 0 if self.in_cell else self.looks.heading(row.size)

    def _level(self, x: float) -> int:
        while self._marks and self._marks[-1] > x + NEAR:
            self._marks.pop()
        if not self._marks or self._marks[-1] < x - NEAR:
            self._marks.append(x)
        return len(self._marks)

    def _goes_on(self, opened: _Open, row: Row) -> bool:
        last = opened.rows[-1]
        if abs(last.size - row.size) > 0.7:
            return False
        if last.page != row.page or row.top < last.top - 1:  # the next page or column
            return self._goes_on_over(opened, last, row)
        if self._heading(row) and self._heading(last) and row.text[:1].islower():
            return row.middle - last.middle < 2 * row.size
        if not self.looks.is_near(last, row):
            return False
        if row.x0 < opened.inner - 1.5 * row.size and opened.level:
            return not _fits(last, row, opened.right)
        if last.is_bold and not opened.level and not row.words[0].is_bold:
            return not _fits(last, row, opened.right)
        if self.in_cell and last.text[-1:] == "-" and last.text[-2:-1].isalnum() and row.text[:1].isalnum():
            return True
        return not _fits(last, row, opened.right) or (
            self.in_cell and row.text[:1].islower() and last.text[-1:] not in ENDS
        )

    def _goes_on_over(self, opened: _Open, last: Row, row: Row) -> bool:
        if self._heading(row) or opened.text.endswith(ENDS) or last.is_bold != row.is_bold:
            return False
        return row.text[:1].islower() or not _fits(last, row, opened.right)


def _fits(above: Row, below: Row, right: float) -> bool:
    """Whether the first word of a row would have had room at the end of the one above: then a new paragraph begins."""
    first = below.words[0]
    text, width = first.text, first.x1 - first.x0
    for divider in "-/":
        head, found, rest = text.partition(divider)
        if found and rest and head:
            width = min(width, width * (len(head) + 1) / len(text))
    return above.x1 + 0.3 * first.size + width < right - 1


def _most(words: list[Word], flags: list[bool]) -> bool:
    """Whether nearly all letters have a look."""
    total = sum(len(word.text) for word in words)
    having = sum(len(word.text) for word, flag in zip(words, flags, strict=True) if flag)
    return total > 0 and having >= 0.9 * total
