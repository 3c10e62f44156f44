"""The DCC's operational costs a year as a sheet: what for, how much, and over which period."""

import re
from dataclasses import dataclass
from typing import Any

from costs.figures import MOST_YEARS
from costs.models import CostCell, CostLine
from costs.operations.cells import CostCellFacts
from costs.operations.yearly import set_yearly_costs
from costs.sheets.cells import CostColumn, StatedCost, cost_text, read_cost, text_of_fields
from costs.stages import Stage
from releases.models.releases import Release, Section
from releases.queries import section_token
from secrel.core.editing.sheets.columns import Column, DayColumn, PartialDateColumn
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow
from secrel.core.values.texts import folded, one_line

_A_YEAR = (
    *(
        "(a year)",
        "a year",
        "per year",
        "each year",
        "every year",
        "(per annum)",
        "per annum",
        "/ year",
        "/year",
    ),
    *("(p.a.)", "p.a.", "p.a", "pa", "annually", "yearly"),
)
_YEARS = re.compile(r"([0-9]{1,3}) ?(?:years?|yrs?)?")


@dataclass(frozen=True)
class YearlyCostColumn(CostColumn):
    """A cost a year; “a year” after the amount is understood."""

    def read(self, text: str) -> StatedCost:
        try:
            return read_cost(text)
        except ValueError:
            if amount := _without_year(text):
                return read_cost(amount)
            raise


def _without_year(text: str) -> str:
    """The text before “a year” or the like; empty without it."""
    plain = text.rstrip()
    ending = next((ending for ending in _A_YEAR if plain.lower().endswith(ending)), "")
    return plain[: -len(ending)].rstrip() if ending else ""


@dataclass(frozen=True)
class YearsColumn(Column):
    """A number of years; None if empty."""

    size: str = "money"

    def read(self, text: str) -> int | None:
        word = folded(text)
        if not word:
            return None
        found = _YEARS.fullmatch(word)
        if found is None or not 1 <= int(found[1]) <= MOST_YEARS:
            raise ValueError(
                f"“{text[:60]}” is not a number of years. Enter 1 to {MOST_YEARS}, or an end instead."
            )
        return int(found[1])


class YearlyCostSheet(Sheet):
    caption = "Operational costs a year"
    add = "cost"
    may_order = True
    columns = (
        Column(
            "text",
            "What for",
            kind="long",
            hint="such as hosting the new interface",
            size="area",
            aliases=("Description", "Cost", "Item", "Line", "Service", "Purpose"),
        ),
        YearlyCostColumn(
            "cost",
            "A year, £",
            hint="53,572 or 40,000 to 60,000",
            required="Enter the cost a year, or TBC.",
            aliases=(
                "Amount",
                "Amount a year",
                "Per year",
                "Per annum",
                "Annual cost",
                "Yearly cost",
                "Cost a year",
            ),
        ),
        PartialDateColumn("starts", "From", hint="such as Apr 2022", aliases=("Start", "Starts", "Begins")),
        PartialDateColumn("ends", "To", hint="such as Mar 2027", aliases=("Until", "End", "Ends")),
        YearsColumn(
            "years", "Years", hint="instead of an end", aliases=("Number of years", "Term", "Duration")
        ),
        Column(
            "source",
            "Source",
            kind="long",
            hint="the assessment",
            size="area",
            aliases=("Sources", "Assessment"),
        ),
        DayColumn("stated_on", "Stated on", hint="date of the source", aliases=("Date", "Dated", "As of")),
    )

    def __init__(self, release: Release) -> None:
        self.release = release

    def reshaped(self, rows: list[list[str]]) -> list[list[str]] | None:
        """Our CSV has a cost in several fields."""
        heads = rows[0]
        if heads[:6] != ["what_for", "from", "to", "years", "status", "amount"]:
            return None
        found = [dict(zip(heads, row, strict=False)) for row in rows[1:]]
        lines = [[*list(row.values())[:4], text_of_fields(row), row.get("source", "")] for row in found]
        return [["What for", "From", "To", "Years", "A year, £", "Source"], *lines]

    def stored(self) -> tuple[list[SheetRow], int]:
        token = section_token(self.release, Section.Key.COSTS)
        rows = []
        for cell in self._cells():
            values = {"text": cell.text, "cost": cost_text(cell), "source": cell.source}
            texts = {c.name: c.format(getattr(cell, c.name)) for c in self.columns if c.name not in values}
            rows.append(SheetRow(str(cell.position), values | texts))
        return rows, token

    def _cells(self) -> list[CostCell]:
        rows = CostCell.objects.filter(release=self.release, line=CostLine.YEARLY)
        return list(rows.order_by("position"))

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored = {str(cell.position): cell for cell in self._cells()}
        costs = [_facts(entry, stored.get(entry.key)) for entry in entries]
        set_yearly_costs(release=self.release, costs=costs, token=token, **common)


def _facts(entry: EditedRow, stored: CostCell | None) -> CostCellFacts:
    cost = entry.values.get("cost") or stored
    names = ("text", "starts", "ends", "years", "source", "stated_on", "assessment")
    kept = {name: getattr(stored, name) for name in names} if stored else {}
    values = {name: value for name, value in entry.values.items() if name in names}
    values |= {"text": one_line(values["text"])} if "text" in values else {}
    return CostCellFacts(
        stage=Stage.OPERATIONAL,
        basis=cost.basis,
        amount=cost.amount,
        line=CostLine.YEARLY,
        reason=cost.reason,
        amount_to=cost.amount_to,
        qualifiers=tuple(cost.qualifiers),
        **kept | values,
    )
