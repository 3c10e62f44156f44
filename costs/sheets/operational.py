"""SECAS's days and the DCC's operational costs as a sheet."""

from typing import Any

from costs.models import CostCell, CostLine, SecasEffort
from costs.operations.cells import CostCellFacts
from costs.operations.operational import SecasDays, set_operational_costs
from costs.queries import secas_efforts
from costs.sheets.cells import TO_COME, CostColumn, QualifiersColumn, cost_text, qualifiers_text
from costs.stages import Stage
from costs.totals import DAY_RATE
from releases.models.releases import Release, Section
from releases.queries import section_token
from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.sheets.columns import AmountColumn, Column
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow

OPERATIONAL = "operational"


class OperationalCostSheet(Sheet):
    caption = "Operational and SECAS costs"
    head = "Cost"
    head_aliases = ("Costs", "Item", "Line", "Activity", "Description", "Cost type")
    columns = (
        AmountColumn("days", "Days", aliases=("Effort", "Effort days", "Number of days", "No of days")),
        AmountColumn(
            "day_rate",
            "Day rate, £",
            hint=f"{DAY_RATE} unless stated",
            aliases=("Rate", "Rate per day", "Daily rate"),
        ),
        Column(
            "amount",
            "Amount, £",
            read_only=True,
            size="money",
            aliases=("Amount", "Total", "Comes to", "Comes to, £"),
        ),
        QualifiersColumn(
            "qualifiers",
            "Amount is",
            hint="such as around",
            aliases=("Qualifier", "Qualifiers"),
        ),
        CostColumn(
            "cost",
            "Stated cost, £",
            hint="53,572 or 53,572 est",
            aliases=("Stated", "Stated, £", "Stated cost"),
        ),
        Column("source", "Source", kind="long", size="area"),
    )

    def __init__(self, release: Release) -> None:
        self.release = release

    def stored(self) -> tuple[list[SheetRow], int]:
        token = section_token(self.release, Section.Key.COSTS)
        efforts = secas_efforts(self.release)
        rows = [_effort(kind, label, efforts.get(kind)) for kind, label in SecasEffort.Kind.choices]
        cell = CostCell.objects.filter(release=self.release, line=CostLine.OPERATIONAL).first()
        stated = {"cost": cost_text(cell), "source": cell.source if cell else ""}
        locked = ("days", "day_rate", "qualifiers")
        cells = dict.fromkeys((*locked, "amount"), "") | stated
        rows.append(
            SheetRow(OPERATIONAL, cells, head="The DCC’s operational costs", fixed=True, locked=locked)
        )
        return rows, token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        efforts = secas_efforts(self.release)
        days: dict[str, SecasDays] = {}
        operational = None
        for entry in entries:
            if entry.values and entry.key == OPERATIONAL:
                operational = self._operational(entry)
            elif entry.values:
                days[entry.key] = _days(entry, efforts.get(entry.key))
        set_operational_costs(release=self.release, days=days, operational=operational, token=token, **common)

    def _operational(self, entry: EditedRow) -> CostCellFacts:
        cell = CostCell.objects.filter(release=self.release, line=CostLine.OPERATIONAL).first()
        stated = entry.values.get("cost") or cell or TO_COME
        source = entry.values.get("source", cell.source if cell else "")
        unchanged = {"stated_on": cell.stated_on, "assessment": cell.assessment} if cell else {}
        return CostCellFacts(
            *(Stage.OPERATIONAL, stated.basis, stated.amount, CostLine.OPERATIONAL),
            reason=stated.reason,
            amount_to=stated.amount_to,
            qualifiers=tuple(stated.qualifiers),
            source=source,
            **unchanged,
        )


def _days(entry: EditedRow, stored: SecasEffort | None) -> SecasDays:
    days = entry.values.get("days", stored.days if stored else None)
    rate = entry.values.get("day_rate", stored.day_rate if stored else None)
    if days is None and entry.values.get("day_rate") is not None:
        raise RuleBroken("Enter the days as well as the day rate.")
    qualifiers = entry.values.get("qualifiers", tuple(stored.qualifiers) if stored else ())
    if days is None and entry.values.get("qualifiers"):
        raise RuleBroken("Enter the days as well as what the amount is.")
    return SecasDays(days, DAY_RATE if rate is None else rate, () if days is None else qualifiers)


def _effort(kind: str, label: str, effort: SecasEffort | None) -> SheetRow:
    amount = AmountColumn("", "")
    cells = dict.fromkeys(("days", "day_rate", "amount", "qualifiers", "cost", "source"), "")
    if effort:
        cells |= {"days": amount.format(effort.days), "day_rate": amount.format(effort.day_rate)}
        cells["amount"] = amount.format(effort.amount)
        cells["qualifiers"] = qualifiers_text(effort.qualifiers)
    return SheetRow(kind, cells, head=f"SECAS: {label.lower()}", fixed=True, locked=("cost", "source"))
