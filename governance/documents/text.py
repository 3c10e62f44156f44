"""How values are printed in documents."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from secrel.core.references import ModificationReference

_ACRONYM = re.compile(r"\b[A-Z][A-Z0-9]*[A-Z][A-Z0-9]*s?\b")


def long_date(iso: str) -> str:
    """24 June 2021."""
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def pounds(amount: str) -> str:
    """£1,200; pence only where there are any."""
    value = Decimal(amount)
    return f"£{value:,.0f}" if value == value.to_integral() else f"£{value:,.2f}"


def used_acronyms(text: str, known: set[str]) -> set[str]:
    """The known acronyms that stand in the text as words; a plural s is let go."""
    words = {word for found in _ACRONYM.findall(text) for word in (found, found.removesuffix("s"))}
    return words & known


def by_number(references: Iterable[str]) -> list[str]:
    """Canonical JSON keeps no order of keys: rows and columns go by the modification's number."""
    return sorted(references, key=by_number_key)


def by_number_key(reference: str) -> ModificationReference:
    return ModificationReference.parse(reference)
