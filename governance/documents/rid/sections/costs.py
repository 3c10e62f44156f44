"""5 Costs: the DCC's, with their table and total, and SECAS's."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from costs.stages import EXPECTED_STAGES, TABLE_STAGES, Stage
from costs.totals import own_counted
from governance.documents.engine.blocks import (
    Block,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    paragraph,
)
from governance.documents.engine.facts import Cost
from governance.documents.engine.links import Links
from governance.documents.engine.text import pounds
from governance.documents.rid import wording
from governance.documents.rid.section import EditPage, Printed, Section
from governance.documents.rid.sections.scope import part_names
from governance.documents.rid.sentences.editions import wording_of
from governance.documents.rid.sentences.saying import reasons, say, state_said, under
from governance.documents.rid.types.costs import Costs
from governance.documents.rid.types.rid import Issue, RidContent
from secrel.core.web.csv_text import Rows

STAGES = {stage.value: stage.label for stage in TABLE_STAGES}


def costs(content: RidContent, issue: Issue, links: Links) -> list[Block]:
    facts, words = content.costs, wording_of(issue)
    total = facts.dcc_total
    lines = _lines(facts, part_names(content), links)
    blocks: list[Block] = [*_total_said(content, lines, words)]
    if lines:
        blocks += [*say(words.DCC_BREAKDOWN), _table(lines, total, words), *_below(facts, words)]
    if operational := facts.operational:
        blocks += say(_cost_said(operational, words.OPERATIONAL, words))
    blocks += [paragraph(text) for text in facts.notes or ()]
    return [*say(words.COSTS), *under("DCC costs", blocks), *under("SECAS costs", _secas(content, words))]


def _total_said(content: RidContent, lines: list["CostTableLine"], words: Any) -> list[Paragraph]:
    """The sentence on the total; for a release without costs, what is stated of them."""
    total = content.costs.dcc_total
    if (content.states or {}).get("dcc_costs") and not lines and total.amount is None:
        return state_said(content, "dcc_costs", words.DCC_COSTS, words)
    known = any(cost.amount and Decimal(cost.amount) for line in lines for cost in line.cells.values())
    return say(_cost_said(total, words.DCC_TOTAL, words, beside=known))


def _cost_said(cost: Cost, table: Mapping[str, str], words: Any, *, beside: bool = False) -> str:
    """The sentence on an amount with its reason and source. `beside`: whether amounts stand beside it."""
    key = cost.status
    if cost.status in ("none", "not_applicable"):
        key = "contradicted" if cost.amount is not None or beside else key
    elif cost.status == "tbc":
        key = "tbc_amount" if cost.amount is not None else key
    elif cost.amount is None:
        key = "without_amount"
    text = table[key if key in table else cost.status].format(amount=_amount(cost))
    return text and text + reasons(words, reason=cost.reason or "", source=cost.source or "")


def _amount(cost: Cost) -> str:
    return pounds(cost.amount) if cost.amount else "an amount not stated"


@dataclass(frozen=True)
class CostTableLine:
    """A row of the cost table. `combined`: stages whose cells a combined assessment replaces. Those cells are shown in
    brackets and not counted."""

    name: str
    cells: dict[str, Cost]
    href: str = ""
    combined: Container[str] = ()

    def counted(self, stages: Iterable[str] = STAGES) -> list[Cost]:
        counting = own_counted(self.cells, self.combined)
        return [counting[stage] for stage in stages if stage in counting]


def _lines(facts: Costs, names: dict[str, str], links: Links) -> list[CostTableLine]:
    combined = facts.combined.stated() if facts.combined else {}
    own = [
        CostTableLine(names.get(line.ref, line.ref), line.stated(), links.modification(line.ref), combined)
        for line in facts.dcc_lines
    ]
    shares = [
        CostTableLine(f"Share of {line.ref}", line.stated(), links.change_request(line.ref))
        for line in facts.change_request_lines or ()
    ]
    return [*own, *([CostTableLine("Combined assessment", combined)] if combined else []), *shares]


def _table(lines: list[CostTableLine], total: Cost, words: Any) -> Table:
    """Amounts by line and stage, with sums unless the stated total differs from them."""
    stages = {
        stage: label
        for stage, label in STAGES.items()
        if stage in EXPECTED_STAGES or any(stage in line.cells for line in lines)
    }
    sum_of_all = _sum([cost for line in lines for cost in line.counted()])
    sums = _amount_of(total) == _amount_of(sum_of_all)
    rows = tuple(
        TableRow(
            (
                TableCell(line.name, line.href),
                *(_cell(line.cells.get(stage), words, stage in line.combined) for stage in stages),
                *((_sum_cell(line.counted(), words),) if sums else ()),
            ),
            line.name,
        )
        for line in lines
    )
    foot = TableRow(
        (
            TableCell("Total"),
            *(
                _sum_cell([cost for line in lines for cost in line.counted([stage])], words)
                for stage in stages
            ),
            _sum_cell([cost for line in lines for cost in line.counted()], words),
        )
    )
    columns = ("Modification", *stages.values(), *(("Total",) if sums else ()))
    return Table("DCC implementation costs", columns, rows, shape="costs", foot=foot if sums else None)


def _amount_of(cost: Cost) -> Decimal | None:
    return None if cost.amount is None else Decimal(cost.amount)


def _sum(costs: list[Cost]) -> Cost:
    """The sum of costs: TBC if any is, an estimate if any is, not applicable if there are no amounts."""
    amounts = [amount for cost in costs if (amount := _amount_of(cost)) is not None]
    statuses = {cost.status for cost in costs}
    if any(cost.amount is None and cost.status not in ("none", "not_applicable") for cost in costs):
        return Cost(status="tbc", amount=None)
    if not amounts:
        return Cost(status="none" if statuses == {"none"} else "not_applicable", amount=None)
    return Cost(
        status="estimate" if "estimate" in statuses else "firm",
        amount=f"{sum(amounts):.2f}".removesuffix(".00"),
    )


def _sum_cell(costs: list[Cost], words: Any) -> TableCell:
    """The sum of some cells: empty where there are none, and to be confirmed only where a cell is."""
    total = _sum(costs)
    if words.number > 1:
        if not costs:
            return TableCell()
        if total.status == "tbc" and not any(cost.status == "tbc" for cost in costs):
            total = Cost(status="firm", amount=None)
    return _cell(total, words)


def _cell(cost: Cost | None, words: Any, replaced: bool = False) -> TableCell:
    if cost is None:
        return TableCell()
    names = words.CELLS
    if cost.amount is None:
        return TableCell(names.get(cost.status, names.get("without_amount", names["tbc"])), numeric=True)
    text = pounds(cost.amount)
    if cost.status == "tbc" and words.number > 1:
        text = f"{text} ({names['tbc']})"
    return TableCell(f"({text})" if replaced else text, italic=cost.status == "estimate", numeric=True)


def _below(facts: Costs, words: Any) -> list[Block]:
    """Notes below the table: estimates, the combined assessment, reasons and sources."""
    shared_with = (facts.combined.shared_with or ()) if facts.combined else ()
    combined = facts.combined.stated() if facts.combined else {}
    lines = [
        *((line.ref, line.stated()) for line in facts.dcc_lines),
        *((f"the share of {line.ref}", line.stated()) for line in facts.change_request_lines or ()),
        ("the combined assessment", combined),
    ]
    costs = [(name, stage, cost) for name, cells in lines for stage, cost in cells.items()]
    blocks: list[Block] = []
    is_later = words.number > 1
    if any(cost.status == "estimate" and (cost.amount or not is_later) for _, _, cost in costs):
        blocks += say(words.ESTIMATES)
    if combined or shared_with:
        others = f" together with {', '.join(shared_with)}" if shared_with else ""
        bracketed = any(
            cost.amount is not None and stage in combined
            for line in facts.dcc_lines
            for stage, cost in line.stated().items()
        )
        whole = [words.COMBINED.format(others=others)]
        whole += [words.COMBINED_REPLACES] if bracketed or not is_later else []
        blocks += say(" ".join(whole))
    for kind, sentence in (("reason", wording.CELL_REASON), ("source", wording.CELL_SOURCE)):
        places_by_text: dict[str, list[tuple[str, str]]] = {}
        for name, stage, cost in costs:
            if text := cost.reason if kind == "reason" else cost.source:
                places_by_text.setdefault(text, []).append((name, stage))
        amounts = {(name, stage) for name, stage, cost in costs if cost.amount is not None}
        for text, places in places_by_text.items():
            is_all = amounts == set(places) if is_later else len(places) == len(amounts)
            form = wording.SOURCE_OF_ALL if kind == "source" and is_all else sentence
            note = form.format(places=_places(places), text=text)
            blocks.append(paragraph(note if note.endswith(".") else f"{note}."))
    return blocks


def _places(cells: list[tuple[str, str]]) -> str:
    """'SIT and UIT of MP105; SIT of MP109': cells named by stage and line, lines with the same stages as one."""
    by_name: dict[str, list[str]] = {}
    for name, stage in cells:
        by_name.setdefault(name, []).append(STAGES[stage])
    by_stages: dict[str, list[str]] = {}
    for name, stages in by_name.items():
        by_stages.setdefault(wording.listed(stages), []).append(name)
    return "; ".join(f"{stages} of {wording.listed(names)}" for stages, names in by_stages.items())


def _secas(content: RidContent, words: Any) -> list[Paragraph]:
    facts = content.costs
    efforts = {
        "implementation": facts.secas_implementation,
        "project_management": facts.secas_project_management,
    }
    sentences = [
        words.SECAS[kind].format(days=wording.days(str(effort.days)), amount=pounds(effort.amount))
        for kind in words.SECAS
        if (effort := efforts[kind])
    ]
    if not sentences:
        return state_said(content, "secas", words.SECAS_STATES, words)
    return say(" ".join(filter(None, [*sentences, words.SECAS_BUDGET])))


def _tables(content: RidContent, issue: Issue) -> dict[str, Rows]:
    facts = content.costs
    lines = [
        *((line.ref, line.stated()) for line in facts.dcc_lines),
        *((line.ref, line.stated()) for line in facts.change_request_lines or ()),
        ("combined", facts.combined.stated() if facts.combined else {}),
        ("operational", {Stage.OPERATIONAL.value: facts.operational} if facts.operational else {}),
    ]
    return {
        "costs": [
            ("line", "stage", "status", "amount", "reason", "source"),
            *(
                (name, stage, cost.status, cost.amount, cost.reason or None, cost.source or None)
                for name, cells in lines
                for stage, cost in cells.items()
            ),
            ("total", "", facts.dcc_total.status, facts.dcc_total.amount, "", ""),
        ],
    }


COSTS = Section(
    "costs",
    "Costs",
    Printed.NUMBERED,
    blocks=costs,
    contents={"costs": "Costs"},
    history="costs",
    tables=_tables,
    pages=(
        EditPage("costs", "DCC costs", "DCC costs", "DCC costs", ("/content/costs",), takes_proposals=True),
        EditPage(
            "other-costs",
            "Operational and SECAS costs",
            "Operational and SECAS costs",
            "Operational and SECAS costs",
            ("/content/costs/secas",),
        ),
    ),
)
