"""Dates as old documents write them. The grammar is `read_partial_date`; here is what OCR does to it."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from governance.importer.words.noise import as_figures
from secrel.core.dates.partial_date_text import FULL, read_partial_date
from secrel.core.dates.partial_dates import MONTHS, PartialDate, Precision
from secrel.core.values.texts import one_line

_WORD = re.compile(r"[^\W_]+")
_MONTHS = [*(name.lower() for name in MONTHS), *(name.lower() for name in FULL)]
_KNOWN = {*_MONTHS, "early", "mid", "late", "of", "st", "nd", "rd", "th", "sept"}
_WEEK = re.compile(
    r"(?:w/?c|w/b|week (?:commencing|beginning|of|starting))[.:]?\s+(?:the\s+)?", re.IGNORECASE
)
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_FIGURES = {name: place for place, name in enumerate(_ROMAN_MONTHS)}
_ROMAN = re.compile(
    rf"\b(\d{{1,2}})[ ./-]({'|'.join(reversed(_ROMAN_MONTHS))})[ ./-](\d{{4}}|\d\d)\b", re.IGNORECASE
)
"""24.vi.21: a month in Roman figures."""
_BROKEN = re.compile(r"(?<=\w[./-]) (?=\w)")
_UNSET = {"", "-", "–", "—", "to be set"}
_IN_TEXT = re.compile(
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?[A-Z][a-z]{2,8}\s+\d{4}\b|\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{4}-\d\d-\d\d\b"
)


@dataclass(frozen=True)
class ReadDate:
    """`label`: the text of the cell. `sure`: whether it is certain. `changed`: what was changed, in words."""

    label: str
    value: PartialDate
    sure: bool = True
    changed: str = ""

    @property
    def data(self) -> dict[str, str | None]:
        """As secrel.rid/1 writes a date."""
        part = self.value.part or ""
        text = str(self.value).removesuffix(f" {part}" if part else "")
        return {"label": self.label, "precision": self.value.precision.value, "date": text or None}

    @property
    def day(self) -> date | None:
        value = self.value
        return date(value.year, value.month, value.day) if value.precision == Precision.DAY else None  # type: ignore[arg-type]


def read_date(text: str) -> ReadDate:
    """The date of a cell. A text that is no date stays as its label, unsure, with an unknown date."""
    shown = one_line(text)
    if shown.casefold() in _UNSET:
        return ReadDate("", PartialDate())
    whole = _BROKEN.sub("", shown)  # “15.02. 22”, of which a narrow cell broke the year off
    if value := _read(whole):
        return ReadDate(whole, value)
    if (week := _WEEK.match(shown)) and (value := _read(shown[week.end() :])):
        return ReadDate(shown, value, sure=False, changed="It names a week; its first day is read.")
    if shown.casefold().strip(" .") in ("tbc", "tbd", "to be confirmed", "to be determined", "n/a"):
        return ReadDate(shown, PartialDate())
    better = _mended(shown)
    if better != shown and (value := _read(better)):
        return ReadDate(better, value, sure=False, changed=f"“{shown}” is read as “{better}”.")
    return ReadDate(shown, PartialDate(), sure=False)


def date_at(text: str) -> tuple[str, str]:
    """The date that a text begins with, and the rest; ("", text) if it begins otherwise."""
    words = one_line(text).split()
    skipped = 1 if words and words[0].casefold() in ("on", "by", "from") else 0
    for length in range(min(6, len(words) - skipped), 0, -1):
        shown = " ".join(words[skipped : skipped + length]).strip(" ,:;–—-()")
        if (
            any(sign.isdecimal() for sign in shown)
            and (value := _read(shown))
            and value.precision != Precision.YEAR
        ):
            return shown, " ".join(words[skipped + length :]).lstrip(" ,:;–—-")
    return "", text


def days_in(text: str) -> list[date]:
    """The days that stand in a text, in order."""
    found = (read_date(written[0]).day for written in _IN_TEXT.finditer(text))
    return [day for day in found if day]


def _read(text: str) -> PartialDate | None:
    plain = _ROMAN.sub(lambda found: f"{found[1]} {MONTHS[_FIGURES[found[2].casefold()]]} {found[3]}", text)
    try:
        return read_partial_date(re.sub(r"\bSept\b", "Sep", plain)) or None
    except ValueError:
        return None


def _mended(text: str) -> str:
    """The text with figures for letters in days and years, and the nearest name for a month that OCR misread."""

    def mend(found: re.Match[str]) -> str:
        word = found[0]
        figures = as_figures(word)
        if figures.isdecimal() and sum(sign.isdecimal() for sign in word) * 2 >= len(word):
            return figures
        if word.casefold() in _KNOWN:
            return word
        if figures.isdecimal() and len(word) <= 2:
            return figures
        plain = (word[:1] + word[1:].replace("I", "l")).casefold()
        plain = plain.replace("0", "o").replace("1", "l").replace("5", "s").replace("rn", "m")
        near = [plain] if plain in _MONTHS else get_close_matches(plain, _MONTHS, n=1, cutoff=0.65)
        return near[0].capitalize() if near else word

    return _WORD.sub(mend, text)
