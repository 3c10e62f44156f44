"""Totals of the DCC cost table: always computed, never entered."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from costs.models import Basis

AnyCell = TypeVar("AnyCell")
DAY_RATE = Decimal(600)  # pounds for a day of SECAS, as in every published RID


@dataclass(frozen=True)
class Total:
    """`status` is none, tbc, estimate or quoted; the amount is there for the last two only."""

    status: str
    amount: Decimal | None = None


def own_counted(cells: Mapping[str, AnyCell], combined: Container[str]) -> dict[str, AnyCell]:
    """A modification's own cells by stage, without those of stages that a combined assessment covers."""
    return {stage: cell for stage, cell in cells.items() if stage not in combined}


def counted(
    own: Iterable[Mapping[str, AnyCell]],
    combined: Mapping[str, AnyCell],
    shares: Iterable[Mapping[str, AnyCell]],
) -> list[AnyCell]:
    """The cells in a total: of each modification, of the combined assessment, and of each Change Request's share.

    A combined assessment does not replace shares.
    """
    lines = [*(own_counted(cells, combined) for cells in own), combined, *shares]
    return [cell for cells in lines for cell in cells.values()]


def total_of(cells: Iterable[tuple[str, Decimal | None]]) -> Total:
    """The total of cells given as (basis, amount in pounds).

    "none" without cells or if no cell incurs a cost; "tbc" if any is to be confirmed; "estimate" if any is estimated;
    otherwise "quoted".
    """
    cells = list(cells)
    bases = {basis for basis, _ in cells}
    if bases <= {Basis.NONE}:
        return Total("none")
    if Basis.TBC in bases:
        return Total("tbc")
    amount = sum((amount for _, amount in cells if amount is not None), Decimal(0))
    return Total("estimate" if Basis.ESTIMATE in bases else "quoted", amount)
