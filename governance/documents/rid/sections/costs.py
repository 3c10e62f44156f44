"""5 Costs: the DCC's, with their table and total, and SECAS's."""

from costs.stages import Stage
from governance.documents.engine.blocks import Block, paragraph
from governance.documents.engine.facts import Cost, Unset, When
from governance.documents.engine.links import Links
from governance.documents.rid.section import EditPage, Printed, Section, statements_page
from governance.documents.rid.sections.cost_sentences import (
    below,
    cost_said,
    secas_said,
    total_said,
    yearly_said,
)
from governance.documents.rid.sections.cost_table import lines_of, tables_of, total_includes
from governance.documents.rid.sections.scope import part_names
from governance.documents.rid.sentences.editions import wording_of
from governance.documents.rid.sentences.saying import say, under
from governance.documents.rid.types.rid import Issue, RidContent
from secrel.core.web.csv_text import Rows


def costs(content: RidContent, issue: Issue, links: Links) -> list[Block]:
    facts, words = content.costs, wording_of(issue)
    lines, total = lines_of(facts, part_names(content), links), facts.dcc_total
    blocks: list[Block] = [
        *total_said(content, (cost for line in lines for cost in line.cells.values()), words)
    ]
    if lines:
        blocks += [
            *say(words.DCC_BREAKDOWN),
            *tables_of(lines, total, facts.stage_names, words),
            *total_includes(lines, total, words),
            *below(facts, words),
        ]
    if operational := facts.operational:
        blocks += say(cost_said(operational, words.OPERATIONAL, words))
    for yearly in facts.yearly or ():
        blocks += yearly_said(yearly, words)
    blocks += [paragraph(text) for text in facts.notes or ()]
    return [*say(words.COSTS), *under("DCC costs", blocks), *under("SECAS costs", secas_said(content, words))]


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
        statements_page("costs", "Costs"),
    ),
)
