"""Read days and amounts as people write them. Each error is a sentence that says how to write the value."""

import re
from datetime import date
from decimal import Decimal

from secrel.core.dates.partial_date_text import NotADate, read_partial_date
from secrel.core.dates.partial_dates import Precision
from secrel.core.values.texts import folded, spreadsheet_error

_AMOUNT = re.compile(
    r"(?:£|gbp)? ?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(\.[0-9]{1,2})?(?: ?gbp)?"
)
_SHORT = re.compile(r"(?<![0-9.,])([0-9]{1,6}(?:\.[0-9]{1,3})?) ?(k|thousand|m|mn|million)(?![a-z0-9])")
_FIGURES = re.compile(r"[0-9][0-9.,]*+")
_TIMES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000}
_NIL = ("-", "£-", "£ -")
"""How a spreadsheet shows zero in its accounting format."""


class NotAnAmount(ValueError):
    """The text is not an amount. `hint` says more about it: a sentence after a space, or ""."""

    def __init__(self, text: str, hint: str) -> None:
        super().__init__(f"“{text[:60]}” is not an amount: write digits, like 1,200 or 1200.50.{hint}")
        self.hint = hint


def read_day(text: str) -> date | None:
    """A single day (24 Jun 21, 11 October 2019, 11/10/2019, 2019-10-11); None for an empty text."""
    try:
        when = read_partial_date(text)
    except NotADate as error:
        raise ValueError(f"“{text[:60]}” is not a date: write 24 Jun 2021.{error.hint}") from error
    if not when:
        return None
    if when.precision != Precision.DAY:
        first = when.interval()[0]
        raise ValueError(
            f"“{text}” is not a single day: write it with its day, such as {first.day} {first:%B %Y}."
        )
    if when.year < 2000:
        raise ValueError(f"{when.year} cannot be the year of a date here. Write all four digits, like 2021.")
    return date(when.year, when.month, when.day)


def read_amount(text: str) -> Decimal | None:
    """An amount (1200, 1,200, £1,200.50; £ - is zero), never negative; None for an empty text."""
    plain = folded(text)
    if not plain:
        return None
    if plain in _NIL:
        return Decimal(0)
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise NotAnAmount(text, _hint(plain))
    amount = Decimal(found[1].replace(",", "").replace(" ", "") + (found[2] or ""))
    if amount >= 10**12:
        raise ValueError(f"“{text[:60]}” is too large for the cost of a release. Check the digits.")
    return amount


def in_full(text: str) -> str | None:
    """The text with amounts in thousands and millions written in full: £550k as £550000. None without such an amount,
    or where only the second end of a range has the word (100-150k)."""
    plain = folded(text)
    found = list(_SHORT.finditer(plain))
    if not found or len(_FIGURES.findall(plain)) != len(found):
        return None
    return _SHORT.sub(_whole, plain)


def _whole(short: re.Match[str]) -> str:
    amount = Decimal(short[1]) * _TIMES[short[2]]
    return f"{amount:.0f}" if amount == amount.to_integral() else f"{amount:f}"


def _hint(plain: str) -> str:
    """A sentence after a space that says more about what is wrong, or ""."""
    bare = plain.replace("£", "").strip()
    is_negative = bare.startswith(("-", "(")) or bare.endswith("-")
    if is_negative and any(sign.isdecimal() for sign in bare):
        return " An amount cannot be negative."
    return spreadsheet_error(plain)
