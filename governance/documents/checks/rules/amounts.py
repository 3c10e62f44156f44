"""The amounts of the costs against those of the version before."""

from collections.abc import Iterator
from decimal import Decimal

from costs.stages import STANDARD
from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Problem, rule
from governance.documents.engine.facts import Cost, Effort, Unset
from governance.documents.engine.text import pounds
from governance.documents.rid.types.costs import CostCells, Costs

JUMP = Decimal("9.5")
"""The ratio from which a digit may be too many or missing."""

OTHERS = {
    "secas_implementation": "SECAS, implementation",
    "secas_project_management": "SECAS, project management",
    "operational": "operational costs",
}


@rule("amount-jump", Against.POLICY, "costs")
def amounts_do_not_jump(document: Document) -> Iterator[Problem]:
    """No amount is ten times that of the version before, or a tenth of it."""
    if document.context.before is None:
        return
    earlier = _amounts(document.context.before.costs)
    for name, (path, amount) in _amounts(document.content.costs).items():
        was = earlier.get(name, ("", Decimal(0)))[1]
        if amount and was and not 1 / JUMP < amount / was < JUMP:
            times = amount / was if amount > was else was / amount
            side = "more" if amount > was else "less"
            yield Problem(
                path,
                f"{name}: {pounds(str(amount))}, and {pounds(str(was))} in the version before, {times:.3g} times "
                f"{side}.",
                "Correct the amount, or waive this if it is right.",
                is_sure=False,
            )


def _amounts(costs: Costs) -> dict[str, tuple[str, Decimal]]:
    """Path and amount of each cost by its name."""
    found = {}
    for path, name, cost in _costs(costs):
        if cost and cost.amount:
            found[name] = f"/content/costs/{path}", Decimal(cost.amount)
    return found


def _costs(costs: Costs) -> Iterator[tuple[str, str, Cost | Effort | Unset | None]]:
    """Each cost with its path and its name: the cells of the table by line, then the others."""
    lines: list[tuple[str, str, CostCells]] = [
        (f"{part}/{place}", line.ref, line)
        for part in ("dcc_lines", "change_request_lines")
        for place, line in enumerate(getattr(costs, part) or ())
    ]
    if costs.combined:
        lines.append(("combined", "combined assessment", costs.combined))
    for path, name, line in lines:
        for stage, cell in line.stated().items():
            place = stage if stage in STANDARD else f"further/{stage}"
            yield f"{path}/{place}", f"{name}, {stage.replace('_', ' ')}", cell
    for number, row in enumerate(costs.yearly or ()):
        yield f"yearly/{number}/cost", f"operational costs a year, {row.text}", row.cost
    for name, label in OTHERS.items():
        yield name, label, getattr(costs, name)
