"""Rules about the cost table: its rows and the scope, its total and its cells."""

import re
from collections.abc import Iterator
from decimal import Decimal

from costs.figures import Figure, Qualifier, in_order
from costs.totals import DAY_RATE, Total, counted, total_of
from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Certainty, Problem, rule
from governance.documents.engine.facts import Cost, Effort
from governance.documents.engine.text import pounds
from governance.documents.rid.sections.cost_table import figure_of
from governance.documents.rid.types.costs import CostCells, Costs

LINES = "/content/costs/dcc_lines"
TOTAL = "/content/costs/dcc_total"
STATED = {"estimate", "quoted", "firm"}
_TOTAL = re.compile(
    r"\btotal(?:(?!\btotal)[^.;£]){0,80}+£([0-9][0-9,]*+(?:\.[0-9]{2})?)|£([0-9][0-9,]*+(?:\.[0-9]{2})?) in total\b",
    re.IGNORECASE,
)


@rule(
    "cost-row-missing",
    Against.COMPLETENESS,
    "costs",
    together="{} modifications with system impact have no row in the cost table",
)
def system_impact_is_costed(document: Document) -> Iterator[Problem]:
    """Each modification that impacts the DCC’s systems has a row in the cost table."""
    costed = {line.ref for line in document.content.costs.dcc_lines}
    for ref, entry in document.entries.items():
        if entry.system_impact and ref not in costed:
            message = f"{ref} impacts the DCC’s systems and has no row in the cost table."
            yield Problem(
                LINES, message, f"Add the row of {ref}; a cell that is not known yet says so.", about=ref
            )


@rule(
    "cost-row-unexpected",
    Against.ITSELF,
    "costs",
    together="{} rows of the cost table are for modifications that should have none",
)
def cost_row_is_of_scope(document: Document) -> Iterator[Problem]:
    """Each row of the cost table is for a modification in scope that impacts the DCC’s systems."""
    for place, line in enumerate(document.content.costs.dcc_lines):
        entry = document.entries.get(line.ref)
        if entry is None:
            message = f"{line.ref} has a row in the cost table and is not in scope."
            yield Problem(
                f"{LINES}/{place}",
                message,
                "Take the row out, or the modification into the scope.",
                about=line.ref,
            )
        elif entry.system_impact is False:
            message = f"{line.ref} has a row in the cost table and impacts no system of the DCC."
            yield Problem(
                f"{LINES}/{place}",
                message,
                "Take the row out, or say that it impacts the systems.",
                about=line.ref,
            )


@rule("total-mismatch", Against.ITSELF, "costs")
def total_is_the_sum(document: Document) -> Iterator[Problem]:
    """The stated total is the sum of the cells that count."""
    stated, summed = document.content.costs.dcc_total, _summed(document)
    if stated.status not in STATED or stated.amount is None or summed.amount is None:
        return
    figure = figure_of(stated)
    if (figure.amount, figure.amount_to) == (summed.amount, summed.amount_to):
        return
    detail = ""
    if figure.amount_to is None and summed.amount_to is None:
        difference = Decimal(stated.amount) - summed.amount
        side = "less" if difference < 0 else "more"
        detail = f": {pounds(str(abs(difference)))} {side} is stated"
    yield Problem(
        TOTAL,
        f"The total is stated as {_range(figure)}; the cells add up to {_range(summed)}{detail}.",
        "Let the total be computed from the cells.",
    )


@rule("total-stated-while-unknown", Against.ITSELF, "costs")
def total_waits_for_its_cells(document: Document) -> Iterator[Problem]:
    """The total is not stated while a cell is unknown."""
    stated = document.content.costs.dcc_total
    unknown = [name for name, cell in _counting(document) if cell.status == "tbc"]
    if stated.status in STATED and unknown:
        yield Problem(
            TOTAL,
            f"A total of {_range(figure_of(stated))} is stated while these are unknown: {', '.join(unknown)}.",
            "Enter the amounts, or leave the total undetermined.",
        )


@rule("total-not-stated", Against.COMPLETENESS, "costs")
def total_is_stated_once_known(document: Document) -> Iterator[Problem]:
    """Once every cell is known, the total is stated."""
    stated, summed = document.content.costs.dcc_total, _summed(document)
    if stated.status not in STATED and summed.amount:
        called = {"tbc": "to be confirmed", "none": "called none"}.get(stated.status, "called not applicable")
        yield Problem(
            TOTAL,
            f"The total is {called}, and every cell is known: they add up to {_range(summed)}.",
            "State the total.",
        )


@rule(
    "total-status-mismatch", Against.POLICY, "costs", together="The total does not fit its cells in {} ways"
)
def total_is_as_sure_as_its_cells(document: Document) -> Iterator[Problem]:
    """The total is called an estimate if a cell is an estimate, and only then; it keeps words such as “around”."""
    stated = document.content.costs.dcc_total
    estimates = [name for name, cell in _counting(document) if cell.status == "estimate"]
    if stated.status in ("quoted", "firm") and estimates:
        message = f"The total is called {stated.status}, and these are estimates: {', '.join(estimates)}."
        yield Problem(TOTAL, message, "Call the total an estimate, or confirm the amounts.")
    elif stated.status == "estimate" and document.content.costs.dcc_lines and not estimates:
        message = "The total is called an estimate, and no cell is one."
        yield Problem(TOTAL, message, "State the total as it is, or mark the cells that are estimates.")
    if stated.status in STATED and (lost := set(_summed(document).qualifiers) - {*(stated.qualifiers or ())}):
        words = ", ".join(f"“{Qualifier(name).label}”" for name in in_order(lost))
        message = f"Cells are stated as {words}, and the total is not."
        yield Problem(TOTAL, message, "State the total with the words of its cells.")


@rule(
    "total-in-text",
    Against.POLICY,
    "costs",
    Certainty.BY_WORDS,
    together="{} notes state another total than the table",
)
def texts_state_the_same_total(document: Document) -> Iterator[Problem]:
    """A total of the DCC’s costs in a note is that of the table."""
    stated = document.content.costs.dcc_total
    for place, text in enumerate(document.content.costs.notes or ()):
        for found in _TOTAL.finditer(text):
            amount = Decimal((found[1] or found[2]).replace(",", ""))
            if stated.amount and amount not in figure_of(stated)[1:3]:
                message = f"A note says “{found.group()}”, and the table states {_range(figure_of(stated))}."
                yield Problem(f"/content/costs/notes/{place}", message, "Correct one of them.")


def _summed(document: Document) -> Total:
    cells = [cell for _, cell in _counting(document)]
    return total_of(map(figure_of, cells))


def _range(figure: Figure | Total) -> str:
    """'£100', or '£100 to £150' for a range."""
    ends = [pounds(str(amount)) for amount in (figure.amount, figure.amount_to) if amount is not None]
    return " to ".join(ends or ["£0"])


def _counting(document: Document) -> list[tuple[str, Cost]]:
    """The cells that count towards the total, each with its name."""
    return document.once("cells that count", lambda: _counted(document.content.costs))


def _counted(costs: Costs) -> list[tuple[str, Cost]]:
    own = [_named(line.ref, line) for line in costs.dcc_lines]
    combined = _named("combined assessment", costs.combined) if costs.combined else {}
    shares = [_named(share.ref, share) for share in costs.change_request_lines or ()]
    return counted(own, combined, shares)


def _named(name: str, line: CostCells) -> dict[str, tuple[str, Cost]]:
    return {stage: (f"{name}, {_label(stage)}", cell) for stage, cell in line.stated().items()}


def _label(stage: str) -> str:
    return stage.replace("_", " ")


@rule("effort-against-rate", Against.ITSELF, "costs", together="{} amounts of SECAS have an unusual day rate")
def days_cost_the_same(document: Document) -> Iterator[Problem]:
    """A day of SECAS costs the same to implement the release and to manage it: £600, as in every published RID. The
    same other rate in both is a note."""
    costs = document.content.costs
    efforts = {"secas_implementation": "implement the release", "secas_project_management": "manage it"}
    stated = {name: getattr(costs, name) for name in efforts}
    found = {name: effort for name, effort in stated.items() if effort and effort.days}
    off = [name for name, effort in found.items() if _is_off(_rate(effort))]
    differ = len({_rate(effort).quantize(Decimal(1)) for effort in found.values()}) > 1
    for name in off:
        yield Problem(
            f"/content/costs/{name}",
            f"{_effort_text(found[name])} to {efforts[name]}; a day of SECAS costs {pounds(str(DAY_RATE))}.",
            "Correct the days or the amount.",
            Against.ITSELF if differ else Against.USAGE,
        )


def _is_off(rate: Decimal) -> bool:
    return abs(rate - DAY_RATE) > Decimal("0.005") * DAY_RATE


def _rate(effort: Effort) -> Decimal:
    return Decimal(effort.amount) / Decimal(str(effort.days))


def _effort_text(effort: Effort) -> str:
    rate = pounds(str(_rate(effort).quantize(Decimal("0.01"))))
    return f"{effort.days:g} days cost {pounds(effort.amount)} ({rate} a day)"
