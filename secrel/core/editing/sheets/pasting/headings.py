"""Headings of a pasted block: which columns they name, and what only looks like headings."""

from collections.abc import Iterable, Sequence

from secrel.core.dates.partial_date_text import read_partial_date
from secrel.core.editing.sheets.columns import NOT_TICKED, TICKED, Column
from secrel.core.editing.sheets.pasting.names import RowNames, bare, reference_in
from secrel.core.editing.sheets.sheet import Sheet
from secrel.core.values.texts import folded

UNSURE = {"tbc", "tbd", "tba", "n/a", "na", "none", "nil", "?", "to be confirmed", "to be set"}
"""What stands where a value is not known; it is a cell and no heading."""
_SMALL = {"and", "the", "of", "&", "gbp", "in"}
_SAID_IN_HEADINGS = """
abbrev abbreviation acronym action activity actual amount annex appendix approved area assessment body
category change code column comment confirmed cost criterion criteria date day definition description detail
document due event evidence expansion expected field form full group heading id impact item key kind line link
list long meaning milestone mod modification mp name next no note number order outcome owner paragraph part
participant party point project programme rate reason ref reference release remark result reviewer reviewed
row rule secmp section set short solution source stage start status step sub subject summary team term test
text title type value version what when where who why word
"""
_WORDS = frozenset(_SAID_IN_HEADINGS.split())
"""Words that headings are made of; one with an s is the same."""


def heading(text: str) -> str:
    """A heading for comparing: “Design, Build & PIT”, “design build and PIT” and “SIT (£)” lose what differs."""
    words = "".join(sign if sign.isalnum() or sign == "#" else " " for sign in folded(text)).split()
    return " ".join(word for word in words if word not in _SMALL)


class Headings:
    """The headings of a sheet, in its own and in other words. `NAME` stands for the names of its rows."""

    NAME = "the name of the row"

    def __init__(self, sheet: Sheet, names: RowNames) -> None:
        self.sheet, self.names = sheet, names
        self.labels = [*([sheet.head] if sheet.head else []), *(column.label for column in sheet.columns)]
        self._by_label: dict[str, Column | str] = {}
        self._by_alias: dict[str, list[Column | str]] = {}
        if sheet.head:
            self._know(self.NAME, (sheet.head,), sheet.head_aliases)
        for column in sheet.columns:
            self._know(column, (column.label, column.name), column.aliases)

    def _know(self, what: Column | str, own: Iterable[str], aliases: Iterable[str]) -> None:
        for text in own:
            self._by_label.setdefault(heading(text), what)
        labels = [text for text in own if reference_in(text)]
        for text in (*aliases, *dict.fromkeys(map(reference_in, labels))):
            self._by_alias.setdefault(heading(text), []).append(what)

    def knows(self, text: str) -> bool:
        key = heading(text)
        return bool(key) and (
            key in self._by_label or key in self._by_alias or self._spaced(text) is not None
        )

    def _spaced(self, text: str) -> Column | str | None:
        """The one whose heading differs in spaces alone: “MP 104” for MP104."""
        if not (reference := reference_in(text)):
            return None
        found = self._by_label.get(heading(reference))
        return found if found and bare(text).startswith(bare(reference)) else None

    def meant(self, row: Sequence[str]) -> list[Column | str | None]:
        """What each heading names; its own words before other words, which name the first column still free."""
        found: list[Column | str | None] = [self._by_label.get(heading(text)) for text in row]
        for n, text in enumerate(row):
            if found[n] is None:
                others = self._by_alias.get(heading(text), [])
                free = [column for column in others if column not in found]
                is_one = len(others) == 1 or not reference_in(text)
                found[n] = next(iter(free or others), None) if is_one else None
                found[n] = found[n] or self._spaced(text)
        return found

    def is_row(self, row: Sequence[str]) -> bool:
        """Whether a row of a block holds headings, most of them known."""
        said = [text for text in row if text.strip()]
        known = [text for text in said if self.knows(text)]
        if not known or all(column is None or self._is_shown(column) for column in self.meant(said)):
            return False
        if len(known) == len(said) or len(known) > 1:
            return True
        return not any(is_value(text) or self.names.is_one(text) for text in said if text not in known)

    def is_whole_row(self, row: Sequence[str]) -> bool:
        """Whether a row holds known headings, two or more, and nothing else."""
        said = [text for text in row if text.strip()]
        return len(said) > 1 and all(self.knows(text) for text in said)

    def _is_shown(self, column: Column | str) -> bool:
        return isinstance(column, Column) and column.read_only


def is_value(text: str) -> bool:
    """Whether a text is a cell rather than a heading: a figure, date, reference or mark, or what stands for none."""
    word = folded(text)
    if word in UNSURE or word in TICKED or word in NOT_TICKED or word.startswith("#"):
        return True
    if word.lstrip("£(-+~ ")[:1].isdecimal() or reference_in(text):
        return True
    try:
        return bool(read_partial_date(text))
    except ValueError:
        return False


def says_headings(row: Sequence[str]) -> bool:
    """Whether every cell is made of words that stand in headings."""
    said = [heading(text).split() for text in row if text.strip()]
    return bool(said) and all(words and all(_is_word(word) for word in words) for words in said)


def _is_word(word: str) -> bool:
    return word in _WORDS or word.removesuffix("s") in _WORDS
