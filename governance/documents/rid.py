"""A RID's sections, built from its content (and issue) alone. Order and states as in DOMAIN 5."""

from collections.abc import Callable, Iterable
from typing import Any

from governance.documents import wording
from governance.documents.blocks import (
    Block,
    Cell,
    Heading,
    Item,
    Listing,
    Paragraph,
    Row,
    Run,
    Section,
    Table,
    say,
)
from governance.documents.text import long_date, pounds
from secrel.core.references import ModificationReference

PARTICIPANTS = {
    "suppliers": "Suppliers",
    "electricity_networks": "Electricity Networks",
    "gas_networks": "Gas Networks",
    "other_sec_parties": "Other SEC Parties",
    "dcc": "DCC",
}
AUDIENCES = {
    "all_sec_parties": "All SEC Parties",
    "suppliers": "Supplier Parties",
    "electricity_networks": "Electricity Network Parties",
    "gas_networks": "Gas Network Parties",
    "other_sec_parties": "Other SEC Parties",
}
STAGES = {
    "design_build_pit": "Design, Build & PIT",
    "sit": "SIT",
    "uit": "UIT",
    "implement_to_live": "Implement to live",
}
Link = Callable[[str], str]
Blocks = list[Block]


def sections(content: dict[str, Any], link: Link) -> list[Section]:
    """Sections 1 to 6. `link` gives the address of a modification's page by reference."""
    return [
        Section("scope", "1.", "Scope", tuple(_scope(content, link))),
        Section("impacts", "2.", "Impacts", tuple(_impacts(content))),
        Section("timeline", "3.", "Implementation timeline", tuple(_timeline(content))),
        Section("testing", "4.", "Test strategy", tuple(_testing(content))),
        Section("costs", "5.", "Costs", tuple(_costs(content))),
        Section("acceptance", "6.", "Acceptance criteria", tuple(_acceptance(content))),
    ]


def appendices(content: dict[str, Any], issue: dict[str, Any]) -> list[Section]:
    """Version control from the issue, the glossary from the content."""
    history = Table(
        "Document history",
        ("Version", "Date", "Changes"),
        tuple(
            Row((Cell(row["version"]), Cell(long_date(row["date"])), Cell(row["changes"])), row["version"])
            for row in issue["history"]
        ),
        shape="history",
    )
    glossary = Table(
        "Glossary",
        ("Acronym", "Full term"),
        tuple(Row((Cell(acronym), Cell(term))) for acronym, term in sorted(content["glossary"].items())),
        shape="glossary",
    )
    return [
        Section("history", "Appendix 1:", "Version control", (history,)),
        Section("glossary", "Appendix 2:", "Glossary", (say(wording.GLOSSARY), glossary)),
    ]


def _heading(text: str) -> Heading:
    return Heading(text, 3, text.lower().replace(" ", "-"))


def _scope(content: dict[str, Any], link: Link) -> Blocks:
    scope = content["scope"]
    blocks: Blocks = [_heading("Approved Modification Proposals")]
    blocks.append(say(wording.SCOPE_APPROVED[wording.count_key(scope["approved"])]))
    if scope["approved"]:
        blocks.append(_scope_list(scope["approved"], link))
    if scope["targeted"]:
        blocks.append(_heading("Targeted Modification Proposals"))
        blocks.append(say(wording.SCOPE_TARGETED[wording.count_key(scope["targeted"])]))
        blocks.append(_scope_list(scope["targeted"], link))
    blocks += [say(text) for text in scope["additions"]]
    blocks.append(_heading("DCC Change Requests"))
    blocks.append(say(wording.CHANGE_REQUESTS[scope["change_requests_state"]]))
    blocks.append(say(wording.CHANGE_REQUESTS_OUTSIDE))
    return blocks


def _scope_list(items: list[dict[str, Any]], link: Link) -> Listing:
    return Listing(tuple(Item(_scope_runs(item, link), item["ref"]) for item in items))


def _scope_runs(item: dict[str, Any], link: Link) -> tuple[Run, ...]:
    part = f" part {item['part']}" if item["part"] else ""
    runs = [Run(f"{item['ref']} ‘{item['title']}’{part}", link(item["ref"])), Run(f" {item['summary']}")]
    if item.get("cut_off"):
        runs.append(Run(" " + wording.CUT_OFF.format(date=long_date(item["cut_off"]["date"]))))
    return tuple(runs)


def _impacts(content: dict[str, Any]) -> Blocks:
    impacts = content["impacts"]
    assumption = f" {wording.ASSUMES_TARGETED}" if content["scope"]["targeted"] else ""
    blocks: Blocks = [say(wording.IMPACTS + assumption), _heading("SEC Party and DCC impacts")]
    if any(impacts["participants"].values()):
        blocks += [_participant_matrix(impacts["participants"]), say(wording.SUMMARIES)]
        blocks += _summaries(impacts)
    else:
        blocks.append(say(wording.PARTICIPANTS_TO_COME))
    blocks.append(_heading("SEC document impacts"))
    blocks += _documents(content)
    blocks += [_heading("Other Code impacts"), say(wording.OTHER_CODES[impacts["other_codes_state"]])]
    return blocks


def _by_number(references: Iterable[str]) -> list[str]:
    """Canonical JSON keeps no order of keys: rows and columns go by the modification's number."""
    return sorted(references, key=ModificationReference.parse)


def _participant_matrix(ticks: dict[str, list[str]]) -> Table:
    rows = tuple(
        Row((Cell(ref), *(Cell(tick=name in ticks[ref]) for name in PARTICIPANTS)), ref)
        for ref in _by_number(ticks)
    )
    return Table("Participant impact matrix", ("Modification", *PARTICIPANTS.values()), rows, shape="matrix")


def _summaries(impacts: dict[str, Any]) -> Blocks:
    def bullets(points: list[dict[str, Any]]) -> tuple[str, ...]:
        return tuple(point["text"] for point in points) or (wording.NO_FURTHER,)

    tables: Blocks = [
        Table(
            "SEC Party impacts",
            ("Participant", "Summary of impacts"),
            tuple(
                Row((Cell(AUDIENCES[entry["participant"]]), Cell(bullets=bullets(entry["points"]))))
                for entry in impacts["party_summaries"]
            ),
            shape="summary",
        )
    ]
    if impacts["dcc_summaries"]:
        rows = tuple(
            Row((Cell(entry["area"]), Cell(bullets=bullets(entry["points"]))))
            for entry in impacts["dcc_summaries"]
        )
        tables.append(Table("DCC impacts", ("Area affected", "Summary of impacts"), rows, shape="summary"))
    return tables


def _documents(content: dict[str, Any]) -> Blocks:
    documents = content["impacts"]["documents"]
    if not documents:
        return [say(wording.DOCUMENTS["unknown"])]
    references = _by_number(content["impacts"]["participants"])
    titled = (f"{row['document']} ‘{row['title']}’" if row["title"] else row["document"] for row in documents)
    rows = tuple(
        Row((Cell(row["document"]), *(Cell(tick=ref in row["modifications"]) for ref in references)))
        for row in documents
    )
    return [
        say(wording.DOCUMENTS["items"]),
        Listing(tuple(Item((Run(text),)) for text in titled)),
        say(wording.DOCUMENTS_BY_MODIFICATION),
        Table("SEC document impact matrix", ("Document", *references), rows, shape="matrix"),
        say(wording.DOCUMENTS_TEXT),
    ]


def _timeline(content: dict[str, Any]) -> Blocks:
    rows = content["timeline"]
    if not rows:
        return [say(wording.TIMELINE["unknown"])]
    table = Table(
        "Release implementation timetable",
        ("Date", "Event", "Notes"),
        tuple(
            Row(
                (Cell(row["when"]["label"] or wording.TO_BE_SET), Cell(row["event"]), Cell(row["notes"])),
                row["key"],
            )
            for row in rows
        ),
        shape="timetable",
    )
    return [say(wording.TIMELINE["items"]), table]


def _testing(content: dict[str, Any]) -> Blocks:
    testing = content["testing"]
    return [
        _heading("The DCC’s testing approach"),
        *(say(text) for text in testing["dcc_approach"]),
        _heading("User testing approach"),
        *(say(text) for text in testing["user_approach"]),
    ]


def _costs(content: dict[str, Any]) -> Blocks:
    costs = content["costs"]
    total = costs["dcc_total"]
    amount = pounds(total["amount"]) if total["amount"] else ""
    blocks: Blocks = [
        say(wording.COSTS),
        _heading("DCC costs"),
        say(wording.DCC_TOTAL[total["status"]].format(amount=amount)),
    ]
    if costs["dcc_lines"]:
        blocks += [say(wording.DCC_BREAKDOWN), _cost_table(costs["dcc_lines"])]
        if any(line[stage]["status"] == "estimate" for line in costs["dcc_lines"] for stage in STAGES):
            blocks.append(say(wording.ESTIMATES))
    return [*blocks, _heading("SECAS costs"), _secas(costs)]


def _cost_table(lines: list[dict[str, Any]]) -> Table:
    rows = tuple(
        Row((Cell(line["ref"]), *(_cost_cell(line[stage]) for stage in STAGES)), line["ref"])
        for line in lines
    )
    return Table("DCC implementation costs", ("Modification", *STAGES.values()), rows, shape="costs")


def _cost_cell(cost: dict[str, Any]) -> Cell:
    if cost["status"] in ("estimate", "firm"):
        return Cell(pounds(cost["amount"]), italic=cost["status"] == "estimate", numeric=True)
    return Cell({"tbc": "TBC", "not_applicable": "N/A"}[cost["status"]], numeric=True)


def _secas(costs: dict[str, Any]) -> Paragraph:
    sentences = [
        wording.SECAS[kind].format(days=wording.days(str(effort["days"])), amount=pounds(effort["amount"]))
        for kind in wording.SECAS
        if (effort := costs[f"secas_{kind}"])
    ]
    return say(" ".join([*sentences, wording.SECAS_BUDGET]) if sentences else wording.SECAS_TO_COME)


def _acceptance(content: dict[str, Any]) -> Blocks:
    acceptance = content["acceptance"]
    reviewers = {entry["key"].split("-")[0]: entry["reviewer"] for entry in acceptance["criteria"]}
    stated = [name for name in ("operational", "testing", "security") if acceptance[name]]
    blocks: Blocks = [say(wording.ACCEPTANCE["items" if stated else "unknown"])]
    for name in stated:
        blocks.append(_heading(f"{name.capitalize()} acceptance criteria"))
        blocks.append(say(wording.REVIEW.format(body=reviewers[name])))
        items = tuple(
            Item((Run(text),), f"{name}-{number}") for number, text in enumerate(acceptance[name], start=1)
        )
        blocks.append(Listing(items, numbered=True))
    return blocks
