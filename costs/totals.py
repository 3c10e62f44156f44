"""Totals of the DCC cost table: computed, never typed (DOMAIN 5)."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from costs.models import Basis

AnyCell = TypeVar("AnyCell")


@dataclass(frozen=True)
class Total:
    """`status` is none, tbc, estimate or quoted; the amount is there for the last two only."""

    status: str
    amount: Decimal | None = None


def own_counted(cells: Mapping[str, AnyCell], combined: Container[str]) -> dict[str, AnyCell]:
    """Of a modification's own cells by stage, those that count: a combined assessment replaces the own costs of its
    stages (DOMAIN 5)."""
    return {stage: cell for stage, cell in cells.items() if stage not in combined}


def counted(
    own: Iterable[Mapping[str, AnyCell]],
    combined: Mapping[str, AnyCell],
    shares: Iterable[Mapping[str, AnyCell]],
) -> list[AnyCell]:
    """The cells that a total is made of: of each modification's line, of the combined assessment, and of each share of
    a Change Request, which nothing replaces."""
    lines = [*(own_counted(cells, combined) for cells in own), combined, *shares]
    return [cell for cells in lines for cell in cells.values()]


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
