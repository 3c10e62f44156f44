"""Columns of a sheet: how the text of a cell is read as a value, and how a value is written."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from secrel.core.dates.partial_date_text import read_partial_date
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.editing.days_and_amounts import in_full, read_amount, read_day
from secrel.core.values.texts import BREAKS, UNSTORABLE, folded, one_line, spreadsheet_error


@dataclass(frozen=True)
class Understood:
    """A pasted text as a column understands it: the text of the cell, and why that is a guess ("": it is sure)."""

    text: str
    guess: str = ""


@dataclass(frozen=True)
class Column:
    """A column of text. `kind` is how it is drawn: text, long, tick or choice; `size` is a CSS class for its width;
    `required` is the error for an empty cell; `suggests` names a datalist of the page.

    `aliases` are other headings for it in a pasted block, `near` those of which that is only a guess. `read` turns the
    text into a value, and raises ValueError with a sentence; `format` is its inverse.
    """

    name: str
    label: str
    kind: str = "text"
    size: str = ""
    hint: str = ""
    required: str = ""
    max_length: int = 300
    choices: tuple[tuple[str, str], ...] = ()
    suggests: str = ""
    read_only: bool = False
    aliases: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    is_figure: ClassVar[bool] = False
    """Whether a cell merged over several rows states a sum for them, so that no row has it."""

    def read(self, text: str) -> Any:
        return text

    @property
    def takes_any_text(self) -> bool:
        return type(self).read is Column.read

    def tidied(self, text: str) -> str:
        """The text of a pasted cell as a person would type it; line breaks stay where the field has several lines."""
        if self.kind == "long":
            return "\n".join(map(one_line, text.split("\n"))).strip()
        return one_line(text)

    def format(self, value: Any) -> str:
        return str(value or "")

    def clean(self, text: str) -> Any:
        """The value. Raises ValueError with a sentence, also for a text that is missing or too long."""
        if not text and self.required:
            raise ValueError(self.required)
        if UNSTORABLE.search(text):
            raise ValueError("The text contains a control character, which cannot be saved. Remove it.")
        if self.kind != "long" and BREAKS.search(text):
            text = one_line(text)
        if len(text) > self.max_length:
            raise ValueError(f"This is longer than {self.max_length} characters. Shorten it.")
        return self.read(text)

    def understand(self, text: str) -> Understood:
        """A pasted text as the column formats it. Raises ValueError with a sentence if it is not understood."""
        value = self.clean(text)
        return Understood(self.format(value) if text else "")

    def plain(self, text: str) -> str:
        """The text as the column formats it, so that two ways of writing a value are the same. A text that cannot be
        read is returned unchanged."""
        try:
            return self.format(self.clean(text))
        except ValueError:
            return text


NOTES = ("Notes", "Note", "Comment", "Comments", "Remark", "Remarks")
MODIFICATION = (
    *("Modification", "Modifications", "SEC Modification", "Modification Proposal", "Modification Proposals"),
    *(
        "Modification reference",
        "Modification ref",
        "Modification number",
        "Modification no",
        "Mod",
        "Mod ref",
    ),
    *("Reference", "Ref", "MP", "MP ref", "MP number", "Mod no", "Mod number"),
)
"""Aliases of headings that several sheets have."""

TICKED = {"1", "x", "y", "yes", "true", "t", "v", "\uf0fc", "ü", *"✓✔☑✅☒√•●∙·▪■◾⬤*"}
"""What people write for a tick: marks, bullets (also the Wingdings character and its letter), words; as folded."""
NOT_TICKED = {"", "0", "n", "no", "false", "f", "-", "☐", "□"}


@dataclass(frozen=True)
class TickColumn(Column):
    """Yes or no; only texts that are plainly one of the two are read."""

    kind: str = "tick"

    def read(self, text: str) -> bool:
        word = folded(text)
        if word in NOT_TICKED:
            return False
        if word in TICKED:
            return True
        raise ValueError(
            f"“{text[:60]}” is not a tick: write ✓, x, yes or 1, or leave it empty.{spreadsheet_error(word)}"
        )

    def format(self, value: Any) -> str:
        return "1" if value else ""


@dataclass(frozen=True)
class ChoiceColumn(Column):
    """One of `choices`, each (value, label); a label is read as its value. `words` are more words,
    each (word, value); `near_words` those of which that is only a guess, or that may be several. `default`: the value
    of an empty cell; without it, one has to be chosen."""

    kind: str = "choice"
    words: tuple[tuple[str, str], ...] = ()
    near_words: tuple[tuple[str, str], ...] = ()
    default: str = ""

    def read(self, text: str) -> str:
        word = folded(text)
        for value, label in self.choices:
            if word in (folded(value), folded(label)):
                return value
        for other, value in self.words:
            if word == folded(other):
                return value
        labels = ", ".join(filter(None, map(_label, self.choices)))
        if not word and self.default:
            return self.default
        if not word:
            raise ValueError(f"Choose one: {labels}.")
        raise ValueError(f"“{text}” is not one of the choices: {labels}.{spreadsheet_error(word)}")

    def understand(self, text: str) -> Understood:
        try:
            return super().understand(text)
        except ValueError:
            word, labels = folded(text).strip(" .:*"), dict(self.choices)
            if word and word != folded(text) and self._knows(word):
                return super().understand(word)
            values = list(dict.fromkeys(value for near, value in self.near_words if folded(near) == word))
            if not values:
                raise
            names = " or ".join(labels[value] for value in values)
            if len(values) > 1:
                raise ValueError(f"“{text}” could be {names}. Choose one.") from None
            return Understood(values[0], f"“{text}” was read as {names}.")

    def _knows(self, word: str) -> bool:
        try:
            return bool(self.read(word))
        except ValueError:
            return False


def _label(choice: tuple[str, str]) -> str:
    return choice[1]


@dataclass(frozen=True)
class PartialDateColumn(Column):
    """A partial date, in any way that people write it."""

    size: str = "date"

    def read(self, text: str) -> PartialDate:
        return read_partial_date(text)

    def format(self, value: PartialDate) -> str:
        return value.label


@dataclass(frozen=True)
class DayColumn(Column):
    """A day, in any way that people write it; None if empty."""

    size: str = "date"

    def read(self, text: str) -> date | None:
        return read_day(text)

    def format(self, value: date | None) -> str:
        return PartialDate.of(value).label if value else ""


@dataclass(frozen=True)
class AmountColumn(Column):
    """A figure, such as pounds or days; None if empty."""

    size: str = "money"
    is_figure: ClassVar[bool] = True

    def understand(self, text: str) -> Understood:
        return understood_in_full(super().understand, text)

    def read(self, text: str) -> Decimal | None:
        return read_amount(text)

    def format(self, value: Decimal | None) -> str:
        return "" if value is None else f"{value.normalize():,f}" if value % 1 == 0 else f"{value:,}"


def understood_in_full(understand: Callable[[str], Understood], text: str) -> Understood:
    """A figure of which thousands or millions are a word (“£550k”, “1.3m”), written in full as a guess."""
    if (whole := in_full(text)) is None:
        return understand(text)
    found = understand(whole)
    return Understood(found.text, found.guess or f"“{text}” was read as {found.text}.")


@dataclass(frozen=True)
class LookupColumn(Column):
    """Something that must exist: `find` looks it up, or raises ValueError; `name_of` gives its text."""

    find: Callable[[str], Any] = str
    name_of: Callable[[Any], str] = str

    def read(self, text: str) -> Any:
        return self.find(text) if text else None

    def format(self, value: Any) -> str:
        return self.name_of(value) if value is not None else ""


@dataclass(frozen=True)
class LookupListColumn(LookupColumn):
    """Several things that must exist, separated by commas."""

    def tidied(self, text: str) -> str:
        """One line, with commas where the pasted cell has line breaks."""
        return ", ".join(filter(None, (one_line(line).rstrip(",;") for line in text.split("\n"))))

    def read(self, text: str) -> list[Any]:
        names = filter(None, (name.strip() for name in text.replace(";", ",").split(",")))
        return list(dict.fromkeys(self.find(name) for name in names))

    def format(self, value: Iterable[Any]) -> str:
        return ", ".join(map(self.name_of, value))
