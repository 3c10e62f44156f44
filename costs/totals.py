"""Totals of the DCC cost table: always computed, never entered."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import astuple, dataclass
from decimal import Decimal
from typing import Any, TypeVar

from costs.figures import Figure, figure_text, sum_of
from costs.models import Basis

AnyCell = TypeVar("AnyCell")
DAY_RATE = Decimal(600)  # pounds for a day of SECAS, as in every published RID


@dataclass(frozen=True)
class Total:
    """`status` is none, tbc, estimate or quoted; the amount is there for the last two only.

    With `amount_to` it is a range.
    """

    status: str
    amount: Decimal | None = None
    amount_to: Decimal | None = None
    qualifiers: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The amount as a page shows it: '£100 to £150', 'around £1,200.50'."""
        return figure_text(Figure(*astuple(self)), _pounds)


def _pounds(amount: Decimal) -> str:
    return f"£{amount:,.0f}" if amount == amount.to_integral() else f"£{amount:,.2f}"


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


def total_of(cells: Iterable[tuple[Any, ...]]) -> Total:
    """The total of cells, each a Figure or the first fields of one: (basis, amount in pounds).

    "none" without cells or if no cell incurs a cost; "tbc" if any is to be confirmed; "estimate" if any is estimated;
    otherwise "quoted".
    """
    figures = [Figure(*cell) for cell in cells]
    bases = {figure.basis for figure in figures}
    if bases <= {Basis.NONE}:
        return Total("none")
    if Basis.TBC in bases:
        return Total("tbc")
    return Total("estimate" if Basis.ESTIMATE in bases else "quoted", *sum_of(figures))
