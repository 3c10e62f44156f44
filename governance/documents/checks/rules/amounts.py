"""The amounts of the costs against those of the version before."""

from collections.abc import Iterator
from decimal import Decimal

from costs.stages import TABLE_STAGES
from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Certainty, Problem, rule
from governance.documents.engine.text import pounds
from governance.documents.rid.types.costs import Costs

JUMP = Decimal("9.5")
"""The ratio from which a digit may be too many or missing."""

OTHERS = {
    "secas_implementation": "SECAS, implementation",
    "secas_project_management": "SECAS, project management",
    "operational": "operational costs",
}


@rule("amount-jump", Against.POLICY, "costs", Certainty.LIKELY)
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
            )


def _amounts(costs: Costs) -> dict[str, tuple[str, Decimal]]:
    """Path and amount of each cell by its name."""
    found = {}
    for part in ("dcc_lines", "change_request_lines"):
        for place, line in enumerate(getattr(costs, part) or ()):
            for stage in TABLE_STAGES:
                cell = line.of(stage.value)
                if cell and cell.amount:
                    path = f"/content/costs/{part}/{place}/{stage.value}"
                    found[f"{line.ref}, {stage.value.replace('_', ' ')}"] = path, Decimal(cell.amount)
    for name, label in OTHERS.items():
        stated = getattr(costs, name)
        if stated and stated.amount:
            found[label] = f"/content/costs/{name}", Decimal(stated.amount)
    return found
