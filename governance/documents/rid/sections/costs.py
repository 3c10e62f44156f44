"""5 Costs: the DCC's, with their table and total, and SECAS's."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from msgspec import UNSET

from costs.figures import Figure, Qualifier, in_order, in_words, sum_of
from costs.stages import EXPECTED_STAGES, STANDARD, Stage
from costs.totals import own_counted
from governance.documents.engine.blocks import (
    Block,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    heading,
    paragraph,
)
from governance.documents.engine.facts import Cost, Unset, When
from governance.documents.engine.links import Links
from governance.documents.engine.text import pounds
from governance.documents.rid import wording
from governance.documents.rid.section import EditPage, Printed, Section
from governance.documents.rid.sections.cost_sentences import (
    amount_of,
    closed,
    notes_of,
    sentence_of,
    yearly_sentence,
)
from governance.documents.rid.sections.scope import part_names
from governance.documents.rid.types.costs import Costs
from governance.documents.rid.types.rid import Issue, RidContent
from secrel.core.web.csv_text import Rows

UNKNOWN = {"tbc": "TBC", "not_applicable": "N/A", "none": "None"}

MOST_COLUMNS = 5
"""The most stages beside each other in a table."""


def costs(content: RidContent, issue: Issue, links: Links) -> list[Block]:
    facts = content.costs
    total = facts.dcc_total
    blocks: list[Block] = [
        paragraph(wording.COSTS),
        heading("DCC costs"),
        paragraph(sentence_of(total, wording.DCC_TOTAL, wording.DCC_TOTAL_CURRENTLY_QUOTED)),
    ]
    if lines := _lines(facts, part_names(content), links):
        blocks += [
            paragraph(wording.DCC_BREAKDOWN),
            *_tables_of(lines, total, facts.stage_names),
            *_total_includes(lines, total),
            *_below(facts),
        ]
    if operational := facts.operational:
        blocks.append(
            paragraph(sentence_of(operational, wording.OPERATIONAL, wording.OPERATIONAL_CURRENTLY_QUOTED))
        )
    for yearly in facts.yearly or ():
        blocks.append(paragraph(yearly_sentence(yearly)))
        blocks += [paragraph(closed(text)) for text in notes_of(yearly)]
    blocks += [paragraph(text) for text in facts.notes or ()]
    return [*blocks, heading("SECAS costs"), _secas(facts)]


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


def _lines(facts: Costs, names: dict[str, str], links: Links) -> list[CostTableLine]:
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


def _tables_of(lines: list[CostTableLine], total: Cost, names: Mapping[str, str]) -> list[Table]:
    """The cost table; several with a part of the stages each if there are too many beside each other."""
    count = -(-len(names) // MOST_COLUMNS)
    size = -(-len(names) // count)
    parts = [dict(list(names.items())[start : start + size]) for start in range(0, len(names), size)]
    return [_table(lines, total, part, n, count) for n, part in enumerate(parts, start=1)]


def _table(
    lines: list[CostTableLine],
    total: Cost,
    names: Mapping[str, str] = STANDARD,
    number: int = 1,
    count: int = 1,
) -> Table:
    """Amounts by line and stage, with sums unless the stated total differs from them. `names`: of the stages.

    Of several tables, the last has the sums of the lines.
    """
    stages = {
        stage: label
        for stage, label in names.items()
        if stage not in STANDARD or stage in EXPECTED_STAGES or any(stage in line.cells for line in lines)
    }
    sum_of_all = _sum([cost for line in lines for cost in line.counted()])
    sums = _ends(total) == _ends(sum_of_all)
    has_ends = sums and number == count
    rows = tuple(
        TableRow(
            (
                TableCell(line.name, line.href),
                *(_cell(line.cells.get(stage), stage in line.combined) for stage in stages),
                *((_cell(_sum(line.counted())),) if has_ends else ()),
            ),
            line.name,
        )
        for line in lines
    )
    foot = TableRow(
        (
            TableCell("Total"),
            *(_cell(_sum([cost for line in lines for cost in line.counted([stage])])) for stage in stages),
            *((_cell(sum_of_all),) if has_ends else ()),
        )
    )
    columns = ("Modification", *stages.values(), *(("Total",) if has_ends else ()))
    caption = f"DCC implementation costs{'' if number == 1 else ', continued'}"
    shape = "costs" if len(stages) <= len(EXPECTED_STAGES) else "costs costs-wide"
    return Table(caption, columns, rows, shape=shape, foot=foot if sums else None)


def _total_includes(lines: list[CostTableLine], total: Cost) -> list[Block]:
    """A sentence about qualifiers of counted amounts that the total does not carry, such as “up to” in a range."""
    counted = {name for line in lines for cost in line.counted() for name in cost.qualifiers or ()}
    said = {*(total.qualifiers or ()), *([Qualifier.ESTIMATED.value] if total.status == "estimate" else [])}
    missing = [f"“{Qualifier(name).label}”" for name in in_order(counted - said)]
    if not missing or not total.amount:
        return []
    return [paragraph(wording.TOTAL_INCLUDES.format(qualifiers=wording.listed(missing)))]


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


def _cell(cost: Cost | None, replaced: bool = False) -> TableCell:
    if cost is None:
        return TableCell()
    if cost.amount is None:
        return TableCell(UNKNOWN.get(cost.status, "TBC"), numeric=True)
    text = amount_of(cost, cost.qualifiers or ())
    return TableCell(f"({text})" if replaced else text, italic=cost.status == "estimate", numeric=True)


def _below(facts: Costs) -> list[Block]:
    """Notes below the table: estimates, the combined assessment, reasons and sources."""
    shared_with = (facts.combined.shared_with or ()) if facts.combined else ()
    names = facts.stage_names
    combined = facts.combined.stated(names) if facts.combined else {}
    lines = [
        *((line.ref, line.stated(names)) for line in facts.dcc_lines),
        *((f"the share of {line.ref}", line.stated(names)) for line in facts.change_request_lines or ()),
        ("the combined assessment", combined),
    ]
    costs = [(name, stage, cost) for name, cells in lines for stage, cost in cells.items()]
    blocks: list[Block] = []
    if any(cost.status == "estimate" for _, _, cost in costs):
        blocks.append(paragraph(wording.ESTIMATES))
    if combined or shared_with:
        blocks.append(paragraph(wording.combined(shared_with)))
    for kind, sentence in (("reason", wording.CELL_REASON), ("source", wording.CELL_SOURCE)):
        places_by_text: dict[str, list[tuple[str, str]]] = {}
        for name, stage, cost in costs:
            if text := cost.reason if kind == "reason" else cost.source:
                places_by_text.setdefault(text, []).append((name, stage))
        amounts = sum(cost.amount is not None for *_, cost in costs)
        for text, places in places_by_text.items():
            whole = kind == "source" and len(places) == amounts
            form = wording.SOURCE_OF_ALL if whole else sentence
            blocks.append(paragraph(closed(form.format(places=_places(places, names), text=text))))
    return blocks


def _places(cells: list[tuple[str, str]], stage_names: dict[str, str]) -> str:
    """'SIT and UIT of MP105; SIT of MP109': cells named by stage and line, lines with the same stages as one."""
    by_name: dict[str, list[str]] = {}
    for name, stage in cells:
        by_name.setdefault(name, []).append(stage_names[stage])
    by_stages: dict[str, list[str]] = {}
    for name, stages in by_name.items():
        by_stages.setdefault(wording.listed(stages), []).append(name)
    return "; ".join(f"{stages} of {wording.listed(names)}" for stages, names in by_stages.items())


def _secas(facts: Costs) -> Paragraph:
    efforts = {
        "implementation": facts.secas_implementation,
        "project_management": facts.secas_project_management,
    }
    sentences = [
        wording.SECAS[kind].format(
            days=wording.days(str(effort.days)),
            amount=in_words(pounds(effort.amount), None, effort.qualifiers or ()),
        )
        for kind in wording.SECAS
        if (effort := efforts[kind])
    ]
    return paragraph(" ".join([*sentences, wording.SECAS_BUDGET]) if sentences else wording.SECAS_TO_COME)


def _tables(content: RidContent, issue: Issue) -> dict[str, Rows]:
    """The costs; with columns for ranges and qualifiers, and a table of yearly costs, where there are any."""
    facts, names = content.costs, content.costs.stage_names
    lines = [
        *((line.ref, line.stated(names)) for line in facts.dcc_lines),
        *((line.ref, line.stated(names)) for line in facts.change_request_lines or ()),
        ("combined", facts.combined.stated(names) if facts.combined else {}),
        ("operational", {Stage.OPERATIONAL.value: facts.operational} if facts.operational else {}),
    ]
    costs = [(name, stage, cost) for name, cells in lines for stage, cost in cells.items()]
    costs.append(("total", "", facts.dcc_total))
    yearly = facts.yearly or ()
    has_more = any(
        cost.amount_to or cost.qualifiers
        for cost in (*(row[2] for row in costs), *(row.cost for row in yearly))
    )
    more = ("amount_to", "qualifiers") if has_more else ()

    def fields(cost: Cost, nothing: str | None = None) -> tuple[str | None, ...]:
        known = (cost.status, cost.amount, cost.reason or nothing, cost.source or nothing)
        return (*known, *((cost.amount_to or nothing, ", ".join(cost.qualifiers or ())) if has_more else ()))

    head = ("status", "amount", "reason", "source", *more)
    tables: dict[str, Rows] = {
        "costs": [
            ("line", "stage", *head),
            *((name, stage, *fields(cost, "" if name == "total" else None)) for name, stage, cost in costs),
        ],
    }
    if yearly:
        tables["yearly-costs"] = [
            ("what_for", "from", "to", "years", *head),
            *(
                (
                    row.text,
                    *(_date(when) for when in (row.starts, row.ends)),
                    row.years or None,
                    *fields(row.cost),
                )
                for row in yearly
            ),
        ]
    return tables


def _date(when: When | Unset) -> str | None:
    return str(when.value) if when and when.date else None


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
            "yearly-costs",
            "Operational costs a year",
            "Operational costs a year",
            holds=("/content/costs/yearly",),
        ),
        EditPage("cost-stages", "Cost stages", "Stages of the DCC costs", holds=("/content/costs/stages",)),
        EditPage(
            "other-costs",
            "Operational and SECAS costs",
            "Operational and SECAS costs",
            "Operational and SECAS costs",
            ("/content/costs/secas",),
        ),
    ),
)
