"""Headings of a pasted block: which columns they name, and which rows only look like headings."""

from collections.abc import Iterable, Sequence

from secrel.core.dates.partial_date_text import read_partial_date
from secrel.core.editing.sheets.columns import NOT_TICKED, TICKED, Column
from secrel.core.editing.sheets.pasting.names import RowsByName, bare, reference_in
from secrel.core.editing.sheets.sheet import Sheet
from secrel.core.values.texts import folded

UNSURE = {"tbc", "tbd", "tba", "n/a", "na", "none", "nil", "?", "to be confirmed", "to be set"}
"""What people write where there is no value yet; such a text is a cell, not a heading."""
_SMALL = {"and", "the", "of", "&", "gbp", "in"}
_HEADING_WORDS = """
abbrev abbreviation acronym action activity actual amount annex appendix approved area assessment body
category change code column comment confirmed cost criterion criteria date day definition description detail
document due event evidence expansion expected field form full group heading id impact item key kind line link
list long meaning milestone mod modification mp name next no note number order outcome owner paragraph part
participant party point project programme rate reason ref reference release remark result reviewer reviewed
row rule secmp section set short solution source stage start status step sub subject summary team term test
text title type value version what when where who why word
"""
_WORDS = frozenset(_HEADING_WORDS.split())
"""Words that headings are made of, in the singular."""


def heading(text: str) -> str:
    """A heading for comparing: “Design, Build & PIT” and “design build and PIT” are the same, as are “SIT (£)” and
    “SIT”."""
    words = "".join(sign if sign.isalnum() or sign == "#" else " " for sign in folded(text)).split()
    return " ".join(word for word in words if word not in _SMALL)


class Headings:
    """The headings of a sheet, with their aliases. `NAME` represents the column of the rows' names."""

    NAME = "the name of the row"

    def __init__(self, sheet: Sheet, names: RowsByName) -> None:
        self.sheet, self.names = sheet, names
        self.labels = [*([sheet.head] if sheet.head else []), *(column.label for column in sheet.columns)]
        self._by_label: dict[str, Column | str] = {}
        self._by_alias: dict[str, list[Column | str]] = {}
        self._near: dict[str, Column | str] = {}
        if sheet.head:
            self._add(self.NAME, (sheet.head,), sheet.head_aliases)
        for column in sheet.columns:
            self._add(column, (column.label, column.name), column.aliases)
            self._near |= {heading(text): column for text in column.near}

    def _add(self, column: Column | str, labels: Iterable[str], aliases: Iterable[str]) -> None:
        for text in labels:
            self._by_label.setdefault(heading(text), column)
        references = [text for text in labels if reference_in(text)]
        for text in (*aliases, *dict.fromkeys(map(reference_in, references))):
            self._by_alias.setdefault(heading(text), []).append(column)

    def __contains__(self, text: str) -> bool:
        key = heading(text)
        return bool(key) and (
            key in self._by_label
            or key in self._by_alias
            or key in self._near
            or self._spaced(text) is not None
        )

    def _spaced(self, text: str) -> Column | str | None:
        """The column whose heading differs in spaces alone: “MP 104” for MP104."""
        if not (reference := reference_in(text)):
            return None
        found = self._by_label.get(heading(reference))
        return found if found and bare(text).startswith(bare(reference)) else None

    def meant(self, row: Sequence[str]) -> list[Column | str | None]:
        """The column that each heading names: by its label, else by an alias, which names the first free column, else
        as a guess, unless several headings would mean the same column."""
        found: list[Column | str | None] = [self._by_label.get(heading(text)) for text in row]
        for n, text in enumerate(row):
            if found[n] is None:
                others = self._by_alias.get(heading(text), [])
                free = [column for column in others if column not in found]
                is_one = len(others) == 1 or not reference_in(text)
                found[n] = next(iter(free or others), None) if is_one else None
                found[n] = found[n] or self._spaced(text)
        near = [self._near.get(heading(text)) if found[n] is None else None for n, text in enumerate(row)]
        for n, column in enumerate(near):
            if column is not None and column not in found and near.count(column) == 1:
                found[n] = column
        return found

    def is_guess(self, text: str) -> bool:
        """Whether the heading means only a part of the column that it names (“Large Suppliers”)."""
        key = heading(text)
        return key in self._near and key not in self._by_label and key not in self._by_alias

    def is_row(self, row: Sequence[str]) -> bool:
        """Whether a row of a block holds headings, most of them of this sheet."""
        texts = [text for text in row if text.strip()]
        matching = [text for text in texts if text in self]
        if not matching or all(column is None or self._is_read_only(column) for column in self.meant(texts)):
            return False
        if len(matching) == len(texts) or len(matching) > 1:
            return True
        return not any(is_value(text) or self.names.is_one(text) for text in texts if text not in matching)

    def is_whole_row(self, row: Sequence[str]) -> bool:
        """Whether a row holds two or more headings of this sheet and nothing else."""
        texts = [text for text in row if text.strip()]
        return len(texts) > 1 and all(text in self for text in texts)

    def _is_read_only(self, column: Column | str) -> bool:
        return isinstance(column, Column) and column.read_only


def is_value(text: str) -> bool:
    """Whether a text is a cell rather than a heading: a figure, date, reference, tick, or a word for “none yet”."""
    word = folded(text)
    if word in UNSURE or word in TICKED or word in NOT_TICKED or word.startswith("#"):
        return True
    if word.lstrip("£(-+~ ")[:1].isdecimal() or reference_in(text):
        return True
    try:
        return bool(read_partial_date(text))
    except ValueError:
        return False


def is_made_of_heading_words(row: Sequence[str]) -> bool:
    """Whether every cell is made of words that are common in headings."""
    cells = [heading(text).split() for text in row if text.strip()]
    return bool(cells) and all(words and all(_is_heading_word(word) for word in words) for words in cells)


def _is_heading_word(word: str) -> bool:
    return word in _WORDS or word.removesuffix("s") in _WORDS
