"""Reading partial dates as people write them: 24 Jun 21, 11 October 2019, Late Nov 21, Feb 22, Q4 2020, tbc."""

import re

from secrel.core.partial_dates import MONTHS, PartialDate, Precision

FULL = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_UNSET = {"", "tbc", "to be set", "to be confirmed", "-", "–"}
_YEAR = r"(?P<year>\d{4}|\d{2})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>[a-z]{{3,9}})\.?\s+{_YEAR}",
        r"(?P<day>\d{1,2})/(?P<number>\d{1,2})/(?P<year>\d{4}|\d{2})",
        rf"(?:(?P<part>early|mid|late)[\s-]+)?(?P<month>[a-z]{{3,9}})\.?\s+{_YEAR}",
        rf"q(?P<quarter>[1-4])\s+{_YEAR}",
        r"(?P<year>\d{4})",
    )
)


def read_partial_date(text: str) -> PartialDate:
    """The date meant; raises ValueError with a sentence that says how to write it."""
    text = " ".join(text.split())
    if text.lower() in _UNSET:
        return PartialDate()
    try:
        return PartialDate.parse(text)
    except ValueError as error:
        if "day is out of range" in str(error):
            raise ValueError(f"There is no day {text} in the calendar.") from error
        if "is no year" in str(error):
            raise ValueError(f"{error}. Write all four digits, like 2021.") from error
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _from_words(text, found.groupdict())
    raise ValueError(f"“{text}” is no date: write 24 Jun 21, Late Nov 21, Feb 22, Q4 2020, 2022 or tbc.")


def _from_words(text: str, words: dict[str, str | None]) -> PartialDate:
    year = int(words["year"] or 0)
    month = _month(words.get("month")) if words.get("month") else words.get("number")
    part = (words.get("part") or "").lower() or None
    try:
        return PartialDate(
            year=year + 2000 if year < 100 else year,
            quarter=int(words["quarter"]) if words.get("quarter") else None,
            month=int(month) if month else None,
            day=int(words["day"]) if words.get("day") else None,
            part=part,
        )
    except ValueError as error:
        raise ValueError(f"There is no day {text} in the calendar.") from error


def _month(name: str | None) -> int:
    short = (name or "")[:3].capitalize()
    if short not in MONTHS or not FULL[MONTHS.index(short)].lower().startswith((name or "").lower()):
        raise ValueError(f"“{name}” is no month: write Jan, Feb, Mar … or the full name.")
    return MONTHS.index(short) + 1


def partial_date(when: dict[str, str]) -> PartialDate:
    """The date of a document's {date, precision}.

    Raises ValueError where text and precision do not fit, or the calendar has no such day.
    """
    part = when["precision"].removesuffix("_month") if when["precision"].endswith("_month") else ""
    value = PartialDate.parse(" ".join(filter(None, [when["date"], part])))
    if value.precision != Precision(when["precision"]):
        raise ValueError(when["precision"])
    return value
