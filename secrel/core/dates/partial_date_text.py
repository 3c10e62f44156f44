"""Read partial dates as people and spreadsheets write them: 24 Jun 21, 24-Jun-21, Thursday, 24 June 2021,
24/06/2021 00:00, 2021-06-24, Late Nov 21, Feb 22, Q4 2020, tbc. In figures the day comes before the month."""

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from secrel.core.dates.partial_dates import MONTHS, PartialDate, Precision
from secrel.core.values.texts import folded, one_line, spreadsheet_error

FULL = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_OTHER_WEEKDAYS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_UNSET = {"", "tbc", "to be set", "to be confirmed", "-"}
LONGEST = 60
"""Characters of the longest text that is read as a date."""
_TOKEN = re.compile(r"\d+|[^\W\d_]+|[\W_]")
_GAPS = {"", "-", "/", ".", ",", "'", "’", ".,"}
_CLOCK = re.compile(r"(?P<hour>\d{1,2}):(?P<rest>\d\d(?::\d\d)?(?:\.\d+)?) ?(?P<half>[ap]m)?z?")


class NotADate(ValueError):
    """The text is not a date. `hint` says more about it: a sentence after a space, or ""."""

    def __init__(self, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.hint = hint


@lru_cache(maxsize=4_096)
def read_partial_date(text: str) -> PartialDate:
    """The date of a text. Raises ValueError with a sentence that says how to write it."""
    shown, plain = one_line(text), folded(text)
    if plain in _UNSET:
        return PartialDate()
    if len(plain) > LONGEST:
        raise _not_a_date(f"{shown[:LONGEST]}…")
    words, gaps, weekday = _words(_without_midnight(plain, shown), shown)
    when = _with_month_name(words, gaps, shown) or _in_figures(words, gaps, shown)
    if when is None or (weekday is not None and not when.day):
        raise _not_a_date(shown)
    if weekday is not None:
        day, _ = when.interval()
        if day.weekday() != weekday:
            written = f"{when.day} {MONTHS[when.month - 1]} {when.year}"
            raise ValueError(
                f"{written} is a {WEEKDAYS[day.weekday()]}, not a {WEEKDAYS[weekday]}. "
                "Correct the day or the date."
            )
    return when


def _not_a_date(shown: str) -> NotADate:
    hint = spreadsheet_error(shown)
    return NotADate(
        f"“{shown}” is not a date: write 24 Jun 21, Late Nov 21, Feb 22, Q4 2020, 2022 or tbc.{hint}", hint
    )


def _without_midnight(plain: str, shown: str) -> str:
    """The text without the midnight that a spreadsheet adds to a day. Raises ValueError for any other time of day."""
    if ":" not in plain:
        return plain
    at = max(plain.rfind(sign, 0, plain.index(":")) for sign in (" ", "t"))
    found = _CLOCK.fullmatch(plain[at + 1 :])
    if at < 0 or found is None:
        raise _not_a_date(shown)
    is_midnight = int(found["hour"]) == (12 if found["half"] == "am" else 0) and found["half"] != "pm"
    if not is_midnight or found["rest"].strip("0:."):
        raise ValueError(f"“{shown}” includes a time. Write the date alone, like 24 Jun 2021.")
    return plain[:at].rstrip(", ")


def _words(plain: str, shown: str) -> tuple[list[str], list[str], int | None]:
    """Words and figures, the signs between them, and the day of the week (Monday is 0) or None.

    Ordinal endings, “of” and the day of the week are left out of the words.
    """
    words: list[str] = []
    gaps: list[str] = []
    weekday, gap, last = None, "", ""
    for piece in _TOKEN.findall(plain.rstrip(" .,")):
        if not piece.isalnum():
            gap += piece
            continue
        is_ending = piece in ("st", "nd", "rd", "th") and last.isdecimal() and not gap
        named = _weekday(piece)
        sign, last = gap.strip(" ()"), piece
        if sign.replace(" ", "") not in _GAPS or (sign and not words and weekday is None):
            raise _not_a_date(shown)
        if named is not None and weekday is None:
            weekday, gap = named, ""
        elif is_ending or piece == "of":
            gap = gap if piece == "of" else ""
        else:
            gaps += [sign] if words else []
            words.append(piece)
            gap = ""
    if gap.strip(" )"):
        raise _not_a_date(shown)
    return words, gaps, weekday


def _weekday(word: str) -> int | None:
    matching = (n for n, name in enumerate(WEEKDAYS) if word in (name.lower(), name[:3].lower()))
    return _OTHER_WEEKDAYS.get(word, next(matching, None))


def _with_month_name(words: list[str], gaps: list[str], shown: str) -> PartialDate | None:
    """A date with the name of a month, or a quarter; None if there is neither."""
    kinds = "".join("9" if word.isdecimal() else "a" for word in words)
    match kinds, words:
        case "aa9", ["early" | "mid" | "late" as part, month, year]:
            return _made(shown, _year(year, shown), month=_month(month), part=part)
        case "a99", ["q", "1" | "2" | "3" | "4" as quarter, year]:
            return _made(shown, _year(year, shown), quarter=int(quarter))
        case "9a9", [year, "q", "1" | "2" | "3" | "4" as quarter]:
            return _made(shown, _year(year, shown), quarter=int(quarter))
        case "9a9", [year, month, day] if len(year) == 4:
            return _made(shown, _year(year, shown), month=_month(month), day=_day(day, shown))
        case "9a9", [day, month, year]:
            return _made(shown, _year(year, shown), month=_month(month), day=_day(day, shown))
        case "a99", [month, day, year] if len(year) == 4:
            return _made(shown, _year(year, shown), month=_month(month), day=_day(day, shown))
        case "a9", [month, year]:
            return _made(shown, _year(year, shown), month=_month(month))
        case "9a", [year, month] if len(year) == 4:
            return _made(shown, _year(year, shown), month=_month(month))
        case "9aa", [year, month, "early" | "mid" | "late" as part] if len(year) == 4:
            return _made(shown, _year(year, shown), month=_month(month), part=part)
        case "9a", [day, month] if len(day) <= 2:
            raise _no_year(shown, day, _month(month))
    return None


def _in_figures(words: list[str], gaps: list[str], shown: str) -> PartialDate | None:
    """A date in figures only: a year, a year and month, or day, month and year; None for anything else."""
    lengths = [len(word) if word.isdecimal() else 0 for word in words]
    signs = set(gaps)
    match lengths:
        case [4]:
            return _made(shown, _year(words[0], shown))
        case [5]:
            raise ValueError(
                f"“{shown}” is how a spreadsheet stores a date. Format the cell as a date and copy it again, or "
                "write 24 Jun 2021."
            )
    if len(signs) != 1 or not signs <= {"-", "/", "."}:
        return _part_of_month(words, gaps, shown)
    match lengths:
        case [4, 1 | 2, 1 | 2]:
            return _checked(shown, words[0], words[1], words[2])
        case [1 | 2, 1 | 2, 2 | 4]:
            return _checked(shown, words[2], words[1], words[0])
        case [4, 2]:
            return _checked(shown, words[0], words[1])
        case [1 | 2, 4]:
            return _checked(shown, words[1], words[0])
        case [1 | 2, 1 | 2]:
            month = int(words[1])
            raise _no_year(shown, words[0], month if 1 <= month <= 12 else 6)
    return None


def _part_of_month(words: list[str], gaps: list[str], shown: str) -> PartialDate | None:
    """The canonical text of part of a month: 2021-11 late."""
    match words, gaps:
        case [year, month, "early" | "mid" | "late" as part], ["-", ""] if len(year) == 4 and len(month) == 2:
            return _made(shown, _year(year, shown), month=int(month) or 13, part=part)
    return None


def _checked(shown: str, year: str, month: str, day: str = "") -> PartialDate:
    """A date from figures. Raises ValueError for a month above 12; day and month are never swapped."""
    number = int(month)
    if not 1 <= number <= 12 and (not day or 1 <= int(day) <= 12):
        raise ValueError(
            f"“{shown}”: there is no month {number}. Write the day first, then the month, like 24/06/2021 or "
            "24 Jun 2021."
        )
    return _made(shown, _year(year, shown), month=number, day=int(day) if day else None)


def _made(shown: str, year: int, **of_year: int | str | None) -> PartialDate:
    month, day = of_year.get("month"), of_year.get("day")
    try:
        if month is not None:
            date(year, month, 1 if day is None else day)
    except ValueError as error:
        raise ValueError(f"“{shown}” is not a date in the calendar.") from error
    try:
        return PartialDate(year=year, **of_year)
    except ValueError as error:
        raise ValueError(f"{error}. Write all four digits, like 2021.") from error


def _year(figures: str, shown: str) -> int:
    if not figures.isdecimal() or len(figures) not in (2, 4):
        raise _not_a_date(shown)
    return int(figures) + (2000 if len(figures) == 2 else 0)


def _day(figures: str, shown: str) -> int:
    if not figures.isdecimal() or len(figures) > 2:
        raise _not_a_date(shown)
    return int(figures)


def _month(name: str) -> int:
    short = name[:3].capitalize()
    if short not in MONTHS or not FULL[MONTHS.index(short)].lower().startswith(name):
        raise ValueError(f"“{name.capitalize()}” is not a month: write Jan, Feb, Mar … or the full name.")
    return MONTHS.index(short) + 1


def _no_year(shown: str, day: str, month: int) -> ValueError:
    is_a_day = 1 <= int(day) <= monthrange(2000, month)[1]
    example = f"{int(day)} {MONTHS[month - 1]}" if is_a_day else "24 Jun"
    return ValueError(f"“{shown}” is not a date: the year is missing. Write all of it, like {example} 2021.")


@lru_cache(maxsize=4_096)
def partial_date(date_text: str | None, precision: str) -> PartialDate:
    """The date that a document states, with its precision.

    Raises ValueError if the text does not have that precision, or the calendar has no such day.
    """
    part = precision.removesuffix("_month") if precision.endswith("_month") else ""
    value = PartialDate.parse(" ".join(filter(None, [date_text, part])))
    if value.precision != Precision(precision):
        raise ValueError(precision)
    return value
