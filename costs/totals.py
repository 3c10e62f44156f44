"""Totals of the DCC cost table: computed, never typed (DOMAIN 5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from costs.models import Basis


@dataclass(frozen=True)
class Total:
    """`status` is none, tbc, estimate or quoted; the amount is there for the last two only."""

    status: str
    amount: Decimal | None = None


def total_of(cells: Iterable[tuple[str, Decimal | None]]) -> Total:
    """The total of cells given as (basis, amount).

    None without cells, or where each states that nothing is incurred; tbc where any is unknown; estimate
    where any is estimated; else quoted.
    """
    cells = list(cells)
    bases = {basis for basis, _ in cells}
    if bases <= {Basis.NONE}:
        return Total("none")
    if Basis.TBC in bases:
        return Total("tbc")
    amount = sum((amount for _, amount in cells if amount is not None), Decimal(0))
    return Total("estimate" if Basis.ESTIMATE in bases else "quoted", amount)
