"""How values are printed in documents."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from secrel.core.values.references import ModificationReference


def long_date(iso: str) -> str:
    """24 June 2021."""
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B %Y}"


def pounds(amount: str) -> str:
    """£1,200; pence only where there are any."""
    value = Decimal(amount)
    return f"£{value:,.0f}" if value == value.to_integral() else f"£{value:,.2f}"


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def in_words(number: int) -> str:
    """two, 18."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def counted(number: int, one: str, many: str = "") -> str:
    """one modification, 18 modifications."""
    return f"{in_words(number)} {one if number == 1 else many or f'{one}s'}"


def by_number(references: Iterable[str]) -> list[str]:
    """Sorted by number of the modification, as canonical JSON does not preserve the order of keys."""
    return sorted(references, key=by_number_key)


def by_number_key(reference: str) -> ModificationReference:
    return ModificationReference.parse(reference)
