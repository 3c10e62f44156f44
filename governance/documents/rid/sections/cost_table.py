"""The table of DCC costs: a line for each modification, a column for each stage, and sums."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from msgspec import UNSET

from costs.figures import Figure, Qualifier, in_order, sum_of
from costs.stages import EXPECTED_STAGES, STANDARD
from costs.totals import own_counted
from governance.documents.engine.blocks import Block, Table, TableCell, TableRow
from governance.documents.engine.facts import Cost
from governance.documents.engine.links import Links
from governance.documents.rid import wording
from governance.documents.rid.sections.cost_sentences import amount_of
from governance.documents.rid.sentences.saying import say
from governance.documents.rid.types.costs import Costs

MOST_COLUMNS = 5
"""The most stages beside each other in a table."""


@dataclass(frozen=True)
class CostTableLine:
    """A row of the cost table. `combined`: stages whose cells a combined assessment replaces. Those cells are shown in
    brackets and not counted."""

    name: str
    cells: dict[str, Cost]
    href: str = ""
    combined: Container[str] = ()

    def counted(self, stages: Iterable[str] | None = None) -> list[Cost]:
        """The costs that count towards a total, of all stages or some."""
        counting = own_counted(self.cells, self.combined)
        return [counting[stage] for stage in (counting if stages is None else stages) if stage in counting]


def lines_of(facts: Costs, names: dict[str, str], links: Links) -> list[CostTableLine]:
    order = facts.stage_names
    combined = facts.combined.stated(order) if facts.combined else {}
    own = [
        CostTableLine(
            names.get(line.ref, line.ref), line.stated(order), links.modification(line.ref), combined
        )
        for line in facts.dcc_lines
    ]
    shares = [
        CostTableLine(f"Share of {line.ref}", line.stated(order), links.change_request(line.ref))
        for line in facts.change_request_lines or ()
    ]
    return [*own, *([CostTableLine("Combined assessment", combined)] if combined else []), *shares]


def tables_of(lines: list[CostTableLine], total: Cost, names: Mapping[str, str], words: Any) -> list[Table]:
    """The cost table; several with a part of the stages each if there are too many beside each other."""
    count = -(-len(names) // MOST_COLUMNS)
    size = -(-len(names) // count)
    parts = [dict(list(names.items())[start : start + size]) for start in range(0, len(names), size)]
    return [_table(lines, total, part, words, n, count) for n, part in enumerate(parts, start=1)]


def _table(
    lines: list[CostTableLine],
    total: Cost,
    names: Mapping[str, str],
    words: Any,
    number: int,
    count: int,
) -> Table:
    """Amounts by line and stage, with sums unless the stated total differs from them. `names`: of the stages.

    Of several tables, the last has the sums of the lines.
    """
    stages = {
        stage: label
        for stage, label in names.items()
        if stage not in STANDARD or stage in EXPECTED_STAGES or any(stage in line.cells for line in lines)
    }
    counted = [cost for line in lines for cost in line.counted()]
    sums = _ends(total) == _ends(_sum(counted))
    has_ends = sums and number == count
    rows = tuple(
        TableRow(
            (
                TableCell(line.name, line.href),
                *(_cell(line.cells.get(stage), words, stage in line.combined) for stage in stages),
                *((_sum_cell(line.counted(), words),) if has_ends else ()),
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
            *((_sum_cell(counted, words),) if has_ends else ()),
        )
    )
    columns = ("Modification", *stages.values(), *(("Total",) if has_ends else ()))
    caption = f"DCC implementation costs{'' if number == 1 else ', continued'}"
    shape = "costs" if len(stages) <= len(EXPECTED_STAGES) else "costs costs-wide"
    return Table(caption, columns, rows, shape=shape, foot=foot if sums else None)


def total_includes(lines: list[CostTableLine], total: Cost, words: Any) -> list[Block]:
    """A sentence about qualifiers of counted amounts that the total does not carry, such as “up to” in a range."""
    counted = {name for line in lines for cost in line.counted() for name in cost.qualifiers or ()}
    said = {*(total.qualifiers or ()), *([Qualifier.ESTIMATED.value] if total.status == "estimate" else [])}
    missing = [f"“{Qualifier(name).label}”" for name in in_order(counted - said)]
    if not missing or not total.amount:
        return []
    return [*say(words.TOTAL_INCLUDES.format(qualifiers=wording.listed(missing)))]


def figure_of(cost: Cost) -> Figure:
    """The cost with its amounts as decimals."""
    amount, amount_to = (Decimal(text) if text else None for text in (cost.amount, cost.amount_to))
    return Figure(cost.status, amount, amount_to, cost.qualifiers or ())


def _ends(cost: Cost) -> tuple[Decimal | None, Decimal | None]:
    return figure_of(cost)[1:3]


def _sum(costs: list[Cost]) -> Cost:
    """The sum of costs: TBC if any is, an estimate if any is, not applicable if there are no amounts."""
    figures = [figure_of(cost) for cost in costs]
    statuses = {cost.status for cost in costs}
    if any(cost.amount is None and cost.status not in ("none", "not_applicable") for cost in costs):
        return Cost(status="tbc", amount=None)
    if all(figure.amount is None for figure in figures):
        return Cost(status="none" if statuses == {"none"} else "not_applicable", amount=None)
    found = sum_of(figures)
    return Cost(
        status="estimate" if "estimate" in statuses else "firm",
        amount=_plain(found.amount),
        amount_to=UNSET if found.amount_to is None else _plain(found.amount_to),
        qualifiers=found.qualifiers or UNSET,
    )


def _plain(amount: Decimal) -> str:
    return f"{amount:.2f}".removesuffix(".00")


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
    text = amount_of(cost, cost.qualifiers or ())
    if cost.status == "tbc" and words.number > 1:
        text = f"{text} ({names['tbc']})"
    return TableCell(f"({text})" if replaced else text, italic=cost.status == "estimate", numeric=True)
