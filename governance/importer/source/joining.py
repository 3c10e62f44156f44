"""What a page broke is joined again: words, references and amounts over lines, tables over pages."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from governance.importer.source.document import Cell, Line, Table
from governance.importer.words.vocabulary import WORDS, is_word

Row = tuple[Cell, ...]
BEGUN = 5
"""Letters from which on a part of a word is taken for its beginning, which goes on in the next line."""
SENTENCE_ENDS = (".", "!", "?", ":", ";")
_BROKEN_REFERENCE = re.compile(r"(?:^|\W)((?:SECMP|MP|DP|CR)\d{0,3})$")
_REFERENCE = re.compile(r"(?:SECMP\d{4}|[MD]P\d{3}[A-Z]?|CR\d{4})")
_DIGITS = re.compile(r"\d+[A-Z]?(?!\w)")
_BROKEN_AMOUNT = re.compile(r"£[\d,]*,$")
_LAST = re.compile(r"(?<![^\W\d_])([^\W\d_]+)-$")
_END = re.compile(r"(?<![^\W\d_])[^\W\d_]+$")
_FIRST = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass
class Joiner:
    """Joins lines of one file. `words`: its words, which tell a hyphen that divides one from a hyphen in one.

    `whole`: those that stand within a line, so that they are no part of a word that a narrow cell breaks.
    """

    words: frozenset[str] = field(default_factory=frozenset)
    whole: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Joiner":
        lines = [[word.casefold() for word in _WORDS.findall(text)] for text in texts]
        return cls(
            frozenset(word for line in lines for word in line),
            frozenset(word for line in lines for word in line[1:-1]),
        )

    def join(self, one: str, two: str) -> str:
        """Two lines of a paragraph as one."""
        if not one or not two:
            return one or two
        if one.endswith("\u00ad"):
            return one[:-1] + two
        if self._is_one_word(one, two):
            return one[:-1] + two
        if self._is_broken(one, two):
            return one + two
        if one[-1] == "-" and len(one) > 1 and not one[-2].isspace():
            return one + two
        if one[-1] == "/" and len(one) > 1 and not one[-2].isspace() and ("://" in one.split()[-1]):
            return one + two
        broken, digits = _BROKEN_REFERENCE.search(one), _DIGITS.match(two)
        if broken and digits and _REFERENCE.fullmatch(broken[1] + digits[0]):
            return one + two
        if _BROKEN_AMOUNT.search(one) and re.match(r"\d{3}\b", two):
            return one + two
        return f"{one} {two}"

    def _is_broken(self, one: str, two: str) -> bool:
        """Whether a narrow cell broke a word without a hyphen: “Modificati” and “on”."""
        left, right = _END.search(one), _FIRST.match(two)
        if not left or not right or not right[0].islower():
            return False
        one_part, other = left[0].casefold(), right[0]
        if self._is_known(one_part) and self._is_known(other):
            return False
        whole = one_part + other
        is_begun = two == other and len(whole) >= BEGUN and not self._is_known(other)
        return self._is_known(whole) or (is_begun and any(word.startswith(whole) for word in WORDS))

    def _is_known(self, word: str) -> bool:
        return word in self.whole or is_word(word)

    def _is_one_word(self, one: str, two: str) -> bool:
        left, right = _LAST.search(one), _FIRST.match(two)
        if not left or not right or not right[0].islower():
            return False
        whole, parts = left[1] + right[0], f"{left[1]}-{right[0]}"
        is_divided = is_word(whole) and not self._is_known(right[0])
        return (whole.casefold() in self.words or is_divided) and parts.casefold() not in self.words


def titled(table: Table) -> Table:
    """The table with its first row as its title, where that row is one cell over all columns."""
    if table.title or len(table.rows) < 2 or len(table.rows[0]) < 2:
        return table
    first = table.rows[0]
    if len(first[0].lines) == 1 and first[0].text.strip() and all(cell is first[0] for cell in first):
        return replace(table, title=first[0].text.strip(), rows=table.rows[1:])
    return table


def follows(one: Table, two: Table, *, same_columns: bool = True) -> bool:
    """Whether a table goes on in another one, which comes next: with its headings, or without any."""
    if not one.rows or not two.rows or len(one.rows[0]) != len(two.rows[0]):
        return False
    if two.title and key(two.title) != key(one.title):
        return False
    return _repeats(one, two) > 0 or (same_columns and not two.title)


def joined(one: Table, two: Table, *, is_cut: bool = False) -> Table:
    """Both parts of a table, without the headings that the second part repeats. A broken row is one row again.

    `is_cut`: whether its rules show that the page broke a row.
    """
    repeated = _repeats(one, two)
    rows = two.rows[repeated:]
    if rows and one.rows and ((is_cut and not repeated) or _goes_on(one.rows, rows[0])):
        whole = tuple(_together(above, below) for above, below in zip(one.rows[-1], rows[0], strict=True))
        return replace(one, rows=(*one.rows[:-1], whole, *rows[1:]))
    return replace(one, rows=(*one.rows, *rows))


def padded(rows: Sequence[Sequence[Cell]]) -> tuple[Row, ...]:
    """Rows with as many cells as the widest one."""
    widest = max((len(row) for row in rows), default=0)
    return tuple((*row, *(Cell() for _ in range(widest - len(row)))) for row in rows)


def key(text: str) -> str:
    """A text as compared: without case and white space."""
    return "".join(text.casefold().split())


def _repeats(one: Table, two: Table) -> int:
    """How many rows at the beginning of both are the same: the headings of columns."""
    same = 0
    for above, below in zip(one.rows, two.rows, strict=False):
        if [key(cell.text) for cell in above] != [key(cell.text) for cell in below] or not any(
            cell.text.strip() for cell in above
        ):
            break
        same += 1
    return same


def _goes_on(rows: Sequence[Row], below: Row) -> bool:
    """Whether a page broke the last row: both parts fill different columns, or the lower one begins within a text."""
    above = rows[-1]
    if below[0].text.strip() and above[0].text.strip():
        return False
    texts = [(one.text.strip(), two.text.strip()) for one, two in zip(above, below, strict=True)]
    if (
        any(one for one, _ in texts)
        and any(two for _, two in texts)
        and not any(one and two for one, two in texts)
    ):
        return True
    written = [place for place, (_, two) in enumerate(texts) if two]
    if below[0].text.strip() or not all(texts[place][0] for place in written):
        return False
    if any(texts[place][1][0].islower() for place in written):
        return True
    return bool(texts[0][0]) and all(
        _is_list(above[place], below[place]) or _is_within(rows, place) for place in written
    )


def _is_list(above: Cell, below: Cell) -> bool:
    """Whether points follow points."""
    return bool(above.lines[-1].level and below.lines[0].level)


def _is_within(rows: Sequence[Row], place: int) -> bool:
    """Whether the last text of a column ends within a sentence, in a column of whole sentences."""
    texts = [text for row in rows[1:] if (text := row[place].text.strip())]
    if not texts or texts[-1].endswith(SENTENCE_ENDS):
        return False
    others = texts[:-1] or [line.text for line in rows[-1][place].lines[:-1]]
    ended = sum(text.endswith(SENTENCE_ENDS) for text in others)
    return 10 * ended >= 7 * len(others) and (bool(others) or rows[-1][place].lines[-1].level > 0)


def _together(above: Cell, below: Cell) -> Cell:
    if not below.lines or not above.lines:
        return below if below.lines else above
    last, first = above.lines[-1], below.lines[0]
    if not first.level and not last.text.endswith(SENTENCE_ENDS):
        whole: Line = replace(last, text=Joiner().join(last.text, first.text))
        return Cell((*above.lines[:-1], whole, *below.lines[1:]))
    return Cell((*above.lines, *below.lines))
