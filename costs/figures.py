"""Figures: an amount or a range with its basis and qualifiers, how figures add up, and how they are written."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from django.db.models import TextChoices

MOST_YEARS = 99
"""The longest period of a yearly cost."""


class Qualifier(TextChoices):
    """What a source says beside an amount, in the order in which it is written."""

    CURRENTLY_QUOTED = "currently_quoted", "currently quoted"
    ESTIMATED = "estimated", "estimated"
    UP_TO = "up_to", "up to"
    AT_LEAST = "at_least", "at least"
    AROUND = "around", "around"


BOUNDS = (Qualifier.UP_TO, Qualifier.AT_LEAST)
"""Qualifiers that say where an amount ends. A range has ends of its own, so it takes neither."""


class Figure(NamedTuple):
    """A basis and an amount in pounds, or a range from `amount` to `amount_to`."""

    basis: str
    amount: Decimal | None = None
    amount_to: Decimal | None = None
    qualifiers: tuple[str, ...] = ()

    @property
    def ends(self) -> tuple[Decimal | None, Decimal | None]:
        """The lowest and the highest amount; the highest is None for “at least”, and the lowest 0 for “up to”."""
        highest = self.amount if self.amount_to is None else self.amount_to
        lowest = Decimal(0) if Qualifier.UP_TO in self.qualifiers else self.amount
        return lowest, None if Qualifier.AT_LEAST in self.qualifiers else highest


class Sum(NamedTuple):
    """A sum of figures: an amount, or a range if `amount_to` is set."""

    amount: Decimal
    amount_to: Decimal | None
    qualifiers: tuple[str, ...]


def in_order(qualifiers: Iterable[str]) -> tuple[str, ...]:
    """The qualifiers once each, in the order in which they are written."""
    given = set(qualifiers)
    return tuple(one.value for one in Qualifier if one.value in given)


def sum_of(figures: Iterable[Figure]) -> Sum:
    """The sum of the figures that have an amount. A single amount counts at both ends of a range.

    A sum is around, estimated or currently quoted if one of its figures is. With “at least” it has no upper end; with
    “up to” it is up to the sum, or, beside a range, a range that counts nothing at its lower end.
    """
    figures = [figure for figure in figures if figure.amount is not None]
    qualifiers = {name for figure in figures for name in figure.qualifiers}
    kept = qualifiers - set(BOUNDS)
    lowest = sum((figure.ends[0] for figure in figures), Decimal(0))
    if Qualifier.AT_LEAST in qualifiers:
        return Sum(lowest, None, in_order(kept | {Qualifier.AT_LEAST}))
    highest = sum((figure.ends[1] for figure in figures), Decimal(0))
    if all(figure.amount_to is None for figure in figures):
        return Sum(highest, None, in_order(qualifiers))
    return Sum(lowest, highest if highest != lowest else None, in_order(kept))


def in_words(amount: str, amount_to: str | None, qualifiers: Sequence[str], *, quoted: bool = True) -> str:
    """'up to around £1,200', '£100 to £150 (currently quoted)': written amounts with their qualifiers.

    `quoted`: with “currently quoted”, which a sentence may say elsewhere.
    """
    words = [Qualifier(name).label for name in in_order(qualifiers) if name != Qualifier.CURRENTLY_QUOTED]
    text = " ".join([*words, f"{amount} to {amount_to}" if amount_to is not None else amount])
    is_quoted = quoted and Qualifier.CURRENTLY_QUOTED in qualifiers
    return f"{text} ({Qualifier.CURRENTLY_QUOTED.label})" if is_quoted else text


def figure_text(figure: Figure | Sum, written: Callable[[Decimal], str], *, quoted: bool = True) -> str:
    """As `in_words`, for amounts that `written` formats."""
    amount_to = None if figure.amount_to is None else written(figure.amount_to)
    return in_words(written(figure.amount or Decimal(0)), amount_to, figure.qualifiers, quoted=quoted)


def contradiction(figure: Figure) -> str:
    """A sentence about what does not go together in a figure, or ""."""
    amount, amount_to, given = figure.amount, figure.amount_to, set(figure.qualifiers)
    if unknown := given - set(Qualifier.values):
        return f"“{min(unknown)}” is not a qualifier of an amount. Use one of: {', '.join(Qualifier.labels)}."
    if amount is None and (amount_to is not None or given):
        return "A range or a qualifier needs an amount. Enter the amount, or leave both out."
    if amount is not None and amount_to is not None and amount >= amount_to:
        return (
            "The first amount of a range must be lower than the second. Enter them the other way round, or one "
            "amount."
        )
    if amount_to is not None and (both := given & set(BOUNDS)):
        return f"“{Qualifier(min(both)).label}” takes a single amount. Leave it out of a range, or enter one amount."
    if given >= set(BOUNDS):
        return "An amount cannot be both “up to” and “at least”. Enter a range, or leave one of them out."
    if Qualifier.ESTIMATED in given and figure.basis == "firm":
        return "An amount cannot be both “estimated” and firm. Leave one of them out."
    return ""
