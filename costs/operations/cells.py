"""The cells of a release's cost table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model, Q

from costs.figures import MOST_YEARS, Figure, contradiction, figure_text, in_order
from costs.models import Basis, CombinedAssessment, CostCell, CostLine
from costs.operations.changing import lock_costs, record_costs
from costs.queries import stages_of
from costs.stages import Stage
from modifications.models.change_requests import ChangeRequest
from modifications.models.progress import Assessment
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation
from secrel.core.changes.permissions import Permission
from secrel.core.dates.partial_dates import TO_BE_SET, PartialDate

PLACE = ("line", "item", "change_request", "stage", "position")
"""The fields that say where a cell stands."""
SHOWN = ("item__part__modification", "change_request")
"""The relations that the name of a cell reads."""
VALUES = (
    *("basis", "amount", "amount_to", "reason", "source", "assessment", "stated_on"),
    *("text", "starts", "ends", "years"),
)


@dataclass(frozen=True)
class CostCellFacts:
    """A cell to write: the cost of one stage in pounds, and its basis. With `amount_to` it is a range.

    A yearly cost has a position, and may have a text and a period.
    """

    stage: str
    basis: str
    amount: Decimal | None = None
    line: str = CostLine.MODIFICATION
    item: ScopeItem | None = None
    change_request: ChangeRequest | None = None
    reason: str = ""
    source: str = ""
    stated_on: date | None = None
    assessment: Assessment | None = None
    amount_to: Decimal | None = None
    qualifiers: tuple[str, ...] = ()
    position: int | None = None
    text: str = ""
    starts: PartialDate = TO_BE_SET
    ends: PartialDate = TO_BE_SET
    years: int | None = None

    @property
    def figure(self) -> Figure:
        return Figure(self.basis, self.amount, self.amount_to, in_order(self.qualifiers))


@operation("costs.set_cells", Permission.EDIT_RELEASES)
def set_cells(
    *,
    by: Actor,
    release: Release,
    cells: Iterable[CostCellFacts],
    as_published: bool = False,
    token: Token,
    on: date | None = None,
) -> None:
    """Write cells, replacing stored ones in the same place; other cells stay unchanged.

    N/A needs a reason, except for cells taken from a document (`as_published`). Raises Stale and RuleBroken.
    """
    lock_costs(release, token)
    rows = {_place(row): row for row in release.cost_cells.select_related(*SHOWN)}
    changes, written = {}, {}
    for cell in cells:
        if cell.basis == Basis.NOT_APPLICABLE and not cell.reason and not as_published:
            raise RuleBroken(
                "Give a reason why the cost is not applicable, for example where it is counted.",
                field="reason",
            )
        _refuse_contradiction(release, cell)
        place = {name: getattr(cell, name) for name in PLACE}
        row = rows.setdefault(_place(cell), CostCell(release=release, **place))
        before = cell_text(row) if row.basis else None
        if _set(row, cell):
            written[_place(cell)] = row
        changes[str(row)] = [before, cell_text(row)]
    for row in written.values():
        if row.pk:
            row.save()
    CostCell.objects.bulk_create(row for row in written.values() if row.pk is None)
    record_costs(
        release, "DCC costs", {place: pair for place, pair in changes.items() if pair[0] != pair[1]}, on=on
    )


@operation("costs.clear_cells", Permission.EDIT_RELEASES)
def clear_cells(
    *,
    by: Actor,
    release: Release,
    items: Iterable[ScopeItem],
    token: Token,
    on: date | None = None,
) -> None:
    """Delete the cells that a table prints, before it is entered again: those of the items and of the release.

    Cells of candidates and of items that left the scope stay, in case these come back.
    """
    lock_costs(release, token)
    printed = release.cost_cells.filter(Q(item__in=list(items)) | Q(item__isnull=True))
    before = {str(cell): cell_text(cell) for cell in printed.select_related(*SHOWN)}
    printed.delete()
    CombinedAssessment.objects.filter(release=release).delete()
    record_costs(release, "DCC costs", {place: [text, None] for place, text in before.items()}, on=on)


def _place(cell: CostCell | CostCellFacts) -> tuple[Any, ...]:
    """Where a cell stands in its release, for comparing: related rows by their keys."""
    values = (getattr(cell, name) for name in PLACE)
    return tuple(value.pk if isinstance(value, Model) else value for value in values)


def _set(row: CostCell, cell: CostCellFacts) -> bool:
    """Give the row the values of the cell, and return whether one of them is new."""
    values = {name: getattr(cell, name) for name in VALUES} | {"qualifiers": list(cell.figure.qualifiers)}
    is_new = any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return is_new


def _refuse_contradiction(release: Release, cell: CostCellFacts) -> None:
    """Raise RuleBroken if the parts of a cell contradict each other, or its release has no such stage."""
    if wrong := contradiction(cell.figure) or _wrong_period(cell):
        raise RuleBroken(wrong)
    if cell.stage != Stage.OPERATIONAL and cell.stage not in stages_of(release):
        raise RuleBroken(
            f"The {release} has no cost stage “{cell.stage[:60]}”. Add it to its cost stages first."
        )


def _wrong_period(cell: CostCellFacts) -> str:
    if cell.years is not None and not 1 <= cell.years <= MOST_YEARS:
        return f"Enter a number of years from 1 to {MOST_YEARS}, or leave it empty."
    if cell.years is not None and cell.ends:
        return "Enter either the end of the period or its number of years, not both."
    if cell.starts and cell.ends and cell.ends.interval()[1] < cell.starts.interval()[0]:
        return "The period ends before it starts. Correct one of its dates."
    return ""


def _amount(amount: Decimal) -> str:
    return f"{amount:.2f}".removesuffix(".00")


def cell_text(cell: CostCell) -> str:
    """The cell for the audit trail."""
    amount = "" if cell.amount is None else figure_text(cell.figure, _amount)
    period = [cell.text, str(cell.starts), str(cell.ends), f"{cell.years} years" if cell.years else ""]
    stated_on = f"stated on {cell.stated_on}" if cell.stated_on else ""
    return " ".join(filter(None, [cell.basis, amount, *period, cell.reason, cell.source, stated_on]))
