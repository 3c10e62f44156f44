"""What people type into a field, read: days and amounts. Each error is a sentence that says how to write it."""

import re
from datetime import date
from decimal import Decimal

from secrel.core.partial_date_text import read_partial_date
from secrel.core.partial_dates import Precision
from secrel.core.texts import folded

_AMOUNT = re.compile(
    r"(?:£|gbp)? ?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)(\.[0-9]{1,2})?(?: ?gbp)?"
)
_NIL = ("-", "£-", "£ -")
"""How a spreadsheet shows zero in its accounting format."""

NEVER_NEGATIVE = "An amount is never negative."
IS_AN_ERROR = "This is an error of the spreadsheet."


def read_day(text: str) -> date | None:
    """A single day (24 Jun 21, 11 October 2019, 11/10/2019, 2019-10-11); None where nothing is typed."""
    try:
        when = read_partial_date(text)
    except ValueError as error:
        if "is no date: write" in str(error):
            raise ValueError(f"“{text[:60]}” is no date: write 24 Jun 2021.") from error
        raise
    if not when:
        return None
    if when.precision != Precision.DAY:
        raise ValueError(f"“{text}” is no single day: write 24 Jun 2021.")
    if when.year < 2000:
        raise ValueError(f"{when.year} is no year of a release. Write all four digits, like 2021.")
    return date(when.year, when.month, when.day)


def read_amount(text: str) -> Decimal | None:
    """An amount (1200, 1,200, £1,200.50; £ - is zero), never negative; None where nothing is typed."""
    plain = folded(text)
    if not plain:
        return None
    if plain in _NIL:
        return Decimal(0)
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise ValueError(f"“{text[:60]}” is no amount: write digits, like 1,200 or 1200.50.{_hint(plain)}")
    amount = Decimal(found[1].replace(",", "").replace(" ", "") + (found[2] or ""))
    if amount >= 10**12:
        raise ValueError(f"“{text[:60]}” is more than any release costs. Look at the digits.")
    return amount


def _hint(plain: str) -> str:
    """What is special about it, where that is known."""
    bare = plain.replace("£", "").strip()
    is_negative = bare.startswith(("-", "(")) or bare.endswith("-")
    if is_negative and any(sign.isdecimal() for sign in bare):
        return f" {NEVER_NEGATIVE}"
    if plain.startswith("#"):
        return f" {IS_AN_ERROR}"
    return ""
