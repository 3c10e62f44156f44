"""Costs over versions: the total of the DCC, and what SECAS spends."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from governance.documents.engine.facts import Cost, Effort, Unset
from governance.documents.engine.text import pounds
from governance.documents.pictures.bars import BarRow, Part, bars
from governance.documents.pictures.drawing import Picture, entries, swatch
from governance.documents.pictures.stated import Stated
from governance.documents.rid.display import display_value


@dataclass(frozen=True)
class CostPoint:
    """The costs at a point in time as amounts and in words. `amount_to`: the upper end of a range."""

    label: str
    path: str
    amount: Decimal | None
    amount_to: Decimal | None
    is_estimate: bool
    total: str
    operational: str
    secas_amount: Decimal | None
    secas: str
    change: str = ""


def costs_by_version(stated: Sequence[Stated]) -> list[CostPoint]:
    points: list[CostPoint] = []
    for one in stated:
        total = one.costs.dcc_total
        effort = [one.costs.secas_implementation, one.costs.secas_project_management]
        spent = sum((Decimal(row.amount) for row in effort if row), Decimal(0)) if any(effort) else None
        amount = _amount(total)
        points.append(
            CostPoint(
                one.dated,
                one.path,
                amount,
                Decimal(total.amount_to) if total.amount_to else None,
                total.status == "estimate",
                display_value(total),
                display_value(one.costs.operational) if one.costs.operational else "",
                spent,
                _effort(effort),
                _change(points[-1].amount if points else None, amount),
            )
        )
    return points


def _amount(cost: Cost | Unset) -> Decimal | None:
    return Decimal(cost.amount) if cost and cost.amount is not None else None


def _effort(rows: Sequence[Effort | None]) -> str:
    """“£5,000 in 10 days”: implementation and project management together."""
    held = [row for row in rows if row]
    if not held:
        return ""
    days = sum(Decimal(str(row.days)) for row in held)
    amount = sum((Decimal(row.amount) for row in held), Decimal(0))
    return f"{pounds(str(amount))} for {days:g} days"


def _change(before: Decimal | None, now: Decimal | None) -> str:
    """What the total of the DCC changed by, where both amounts are known."""
    if before is None or now is None or before == now:
        return ""
    return f"{'+' if now > before else '−'}{pounds(str(abs(now - before)))}"


def cost_picture(points: Sequence[CostPoint]) -> Picture | None:
    """The total of the DCC in each version; None where no version states an amount."""
    if not any(point.amount for point in points):
        return None
    rows = [
        BarRow(
            point.label,
            (
                Part("part" if point.is_estimate else "full", float(point.amount or 0)),
                Part("maybe", float((point.amount_to or point.amount or 0) - (point.amount or 0))),
            ),
            ", ".join(
                filter(None, [point.total.partition(", ")[0], point.change])
            ),  # without reason and source
        )
        for point in points
    ]
    key = [(swatch("full"), "Quoted or firm"), (swatch("part"), "Estimate")]
    key += (
        [(swatch("maybe"), "Up to the upper end of a range")]
        if any(point.amount_to for point in points)
        else []
    )
    about = "A bar for each point in time, as long as the total. The table beneath has each amount."
    return bars("costs", "The total of the DCC’s costs over time", about, rows, entries(*key))


def secas_picture(points: Sequence[CostPoint]) -> Picture | None:
    """What SECAS spends in each version; None where no version states it."""
    if not any(point.secas_amount for point in points):
        return None
    rows = [
        BarRow(point.label, (Part("full", float(point.secas_amount or 0)),), point.secas or "not stated")
        for point in points
    ]
    about = "A bar for each point in time, as long as the amount. The table beneath has each amount."
    return bars("secas", "SECAS costs over time", about, rows)
