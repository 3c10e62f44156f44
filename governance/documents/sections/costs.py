"""5 Costs: the DCC's, with their table and total, and SECAS's."""

from typing import Any

from governance.documents import wording
from governance.documents.blocks import Block, Cell, Paragraph, Row, Table, heading, say
from governance.documents.links import Links
from governance.documents.text import pounds

STAGES = {
    "design_build_pit": "Design, Build & PIT",
    "sit": "SIT",
    "uit": "UIT",
    "implement_to_live": "Implement to live",
}
UNKNOWN = {"tbc": "TBC", "not_applicable": "N/A", "none": "None"}
Cost = dict[str, Any]


def costs(content: dict[str, Any], links: Links) -> list[Block]:
    said = content["costs"]
    total = said["dcc_total"]
    blocks: list[Block] = [
        say(wording.COSTS),
        heading("DCC costs"),
        say(wording.DCC_TOTAL[total["status"]].format(amount=_amount(total))),
    ]
    if said["dcc_lines"] or said.get("change_request_lines") or said.get("combined"):
        blocks += [say(wording.DCC_BREAKDOWN), _table(said, links), *_below(said)]
    if operational := said.get("operational"):
        blocks.append(say(wording.OPERATIONAL[operational["status"]].format(amount=_amount(operational))))
    blocks += [say(text) for text in said.get("notes", ())]
    return [*blocks, heading("SECAS costs"), _secas(said)]


def _amount(cost: Cost) -> str:
    return pounds(cost["amount"]) if cost["amount"] else "an amount not stated"


def _table(said: dict[str, Any], links: Links) -> Table:
    combined = said.get("combined") or {}
    rows = [
        _line(line["ref"], line, links.modification(line["ref"]), replaced=frozenset(combined))
        for line in said["dcc_lines"]
    ]
    if combined:
        rows.append(_line("Combined assessment", combined))
    rows += [
        _line(f"Share of {line['ref']}", line, links.change_request(line["ref"]))
        for line in said.get("change_request_lines", ())
    ]
    total = said["dcc_total"]
    foot = Row(
        (
            Cell("Total"),
            *(Cell() for _ in range(len(STAGES) - 1)),
            Cell(
                pounds(total["amount"]) if total["amount"] else UNKNOWN.get(total["status"], "TBC"),
                italic=total["status"] == "estimate",
                numeric=True,
            ),
        )
    )
    return Table(
        "DCC implementation costs", ("Modification", *STAGES.values()), tuple(rows), shape="costs", foot=foot
    )


def _line(name: str, cells: dict[str, Cost], href: str = "", replaced: frozenset[str] = frozenset()) -> Row:
    """`replaced` are the stages whose cells a combined assessment stands for: shown, and not counted."""
    return Row((Cell(name, href), *(_cell(cells.get(stage), stage in replaced) for stage in STAGES)), name)


def _cell(cost: Cost | None, replaced: bool) -> Cell:
    if cost is None:
        return Cell()
    if cost["amount"] is None:
        return Cell(UNKNOWN.get(cost["status"], "TBC"), numeric=True)
    text = pounds(cost["amount"])
    return Cell(f"({text})" if replaced else text, italic=cost["status"] == "estimate", numeric=True)


def _below(said: dict[str, Any]) -> list[Block]:
    """What must be known to read the table."""
    combined = said.get("combined") or {}
    named = {stage: cost for stage, cost in combined.items() if stage in STAGES}
    lines = [
        *((line["ref"], line) for line in said["dcc_lines"]),
        *((f"the share of {line['ref']}", line) for line in said.get("change_request_lines", ())),
        ("the combined assessment", named),
    ]
    costs = [(name, stage, cells[stage]) for name, cells in lines for stage in STAGES if stage in cells]
    blocks: list[Block] = []
    if any(cost["status"] == "estimate" for _, _, cost in costs):
        blocks.append(say(wording.ESTIMATES))
    if combined:
        blocks.append(say(wording.combined(combined.get("shared_with", ()))))
    for kind, sentence in (("reason", wording.CELL_REASON), ("source", wording.CELL_SOURCE)):
        for said_of_cells in dict.fromkeys(cost[kind] for _, _, cost in costs if cost.get(kind)):
            places = [(name, stage) for name, stage, cost in costs if cost.get(kind) == said_of_cells]
            blocks.append(say(sentence.format(places=_places(places), said=said_of_cells)))
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


def _secas(said: dict[str, Any]) -> Paragraph:
    sentences = [
        wording.SECAS[kind].format(days=wording.days(str(effort["days"])), amount=pounds(effort["amount"]))
        for kind in wording.SECAS
        if (effort := said[f"secas_{kind}"])
    ]
    return say(" ".join([*sentences, wording.SECAS_BUDGET]) if sentences else wording.SECAS_TO_COME)
