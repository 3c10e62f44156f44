"""Rules about the cost table: its rows and the scope, its total and its cells."""

from collections.abc import Iterator
from decimal import Decimal

from costs.totals import Total, counted, total_of
from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Problem, rule
from governance.documents.engine.facts import Cost
from governance.documents.engine.text import pounds
from governance.documents.rid.types.costs import CostCells, Costs

LINES = "/content/costs/dcc_lines"
TOTAL = "/content/costs/dcc_total"
STATED = {"estimate", "quoted", "firm"}


@rule("cost-row-missing", Against.COMPLETENESS, "costs")
def system_impact_is_costed(document: Document) -> Iterator[Problem]:
    """Each modification that impacts the DCC’s systems has a row in the cost table."""
    costed = {line.ref for line in document.content.costs.dcc_lines}
    for ref, entry in document.entries.items():
        if entry.system_impact and ref not in costed:
            message = f"{ref} impacts the DCC’s systems and has no row in the cost table."
            yield Problem(LINES, message, f"Add the row of {ref}; a cell that is not known yet says so.")


@rule("cost-row-unexpected", Against.ITSELF, "costs")
def cost_row_is_of_scope(document: Document) -> Iterator[Problem]:
    """Each row of the cost table is for a modification in scope that impacts the DCC’s systems."""
    for place, line in enumerate(document.content.costs.dcc_lines):
        entry = document.entries.get(line.ref)
        if entry is None:
            message = f"{line.ref} has a row in the cost table and is not in scope."
            yield Problem(
                f"{LINES}/{place}", message, "Take the row out, or the modification into the scope."
            )
        elif entry.system_impact is False:
            message = f"{line.ref} has a row in the cost table and impacts no system of the DCC."
            yield Problem(
                f"{LINES}/{place}", message, "Take the row out, or say that it impacts the systems."
            )


@rule("total-mismatch", Against.ITSELF, "costs")
def total_is_the_sum(document: Document) -> Iterator[Problem]:
    """The stated total is the sum of the cells that count."""
    stated, summed = document.content.costs.dcc_total, _summed(document)
    if stated.status not in STATED or stated.amount is None or summed.amount is None:
        return
    difference = Decimal(stated.amount) - summed.amount
    if difference:
        side = "less" if difference < 0 else "more"
        yield Problem(
            TOTAL,
            f"The total is stated as {pounds(stated.amount)}; the cells add up to {pounds(str(summed.amount))}: "
            f"{pounds(str(abs(difference)))} {side} is stated.",
            "Let the total be computed from the cells.",
        )


@rule("total-stated-while-unknown", Against.ITSELF, "costs")
def total_waits_for_its_cells(document: Document) -> Iterator[Problem]:
    """The total is not stated while a cell is unknown."""
    stated = document.content.costs.dcc_total
    unknown = [name for name, cell in _counting(document.content.costs) if cell.status == "tbc"]
    if stated.status in STATED and unknown:
        yield Problem(
            TOTAL,
            f"A total of {pounds(stated.amount or '0')} is stated while these are unknown: {', '.join(unknown)}.",
            "Enter the amounts, or leave the total undetermined.",
        )


def _summed(document: Document) -> Total:
    cells = [cell for _, cell in _counting(document.content.costs)]
    return total_of((cell.status, Decimal(cell.amount) if cell.amount else None) for cell in cells)


def _counting(costs: Costs) -> list[tuple[str, Cost]]:
    """The cells that count towards the total, each with its name."""
    own = [_named(line.ref, line) for line in costs.dcc_lines]
    combined = _named("combined assessment", costs.combined) if costs.combined else {}
    shares = [_named(share.ref, share) for share in costs.change_request_lines or ()]
    return counted(own, combined, shares)


def _named(name: str, line: CostCells) -> dict[str, tuple[str, Cost]]:
    return {stage: (f"{name}, {_label(stage)}", cell) for stage, cell in line.stated().items()}


def _label(stage: str) -> str:
    return stage.replace("_", " ")
