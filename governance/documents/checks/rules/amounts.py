"""The amounts of the costs against those of the version before."""

from collections.abc import Iterator
from decimal import Decimal

from costs.stages import STANDARD
from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Certainty, Problem, rule
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


@rule(
    "amount-jump",
    Against.POLICY,
    "costs",
    Certainty.LIKELY,
    together="{} amounts are ten times those of the version before, or a tenth",
)
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
                about=name,
            )


def _amounts(costs: Costs) -> dict[str, tuple[str, Decimal]]:
    """Path and amount of each cell by its name; of a range, both ends."""
    found: dict[str, tuple[str, Decimal]] = {}
    for path, name, line in _lines(costs):
        for stage, cell in line.stated().items():
            place = stage if stage in STANDARD else f"further/{stage}"
            found |= _ends(f"{name}, {stage.replace('_', ' ')}", f"{path}/{place}", cell)
    for number, yearly in enumerate(costs.yearly or ()):
        name = f"{yearly.text or 'operational costs'}, a year"
        found |= _ends(name, f"/content/costs/yearly/{number}/cost", yearly.cost)
    for fact, label in OTHERS.items():
        found |= _ends(label, f"/content/costs/{fact}", getattr(costs, fact))
    if not costs.all_lines:
        found |= _ends("total of the DCC’s costs", "/content/costs/dcc_total", costs.dcc_total)
    return found


def _lines(costs: Costs) -> Iterator[tuple[str, str, CostCells]]:
    """Path and name of each row of the table."""
    for part in ("dcc_lines", "change_request_lines"):
        for number, line in enumerate(getattr(costs, part) or ()):
            yield f"/content/costs/{part}/{number}", line.ref, line
    if costs.combined:
        yield "/content/costs/combined", "combined assessment", costs.combined


def _ends(name: str, path: str, stated: Cost | Effort | Unset | None) -> dict[str, tuple[str, Decimal]]:
    if not stated or not stated.amount:
        return {}
    found = {name: (path, Decimal(stated.amount))}
    if isinstance(stated, Cost) and stated.amount_to:
        found[f"{name}, upper end"] = (path, Decimal(stated.amount_to))
    return found
