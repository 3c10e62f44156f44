"""The blocks of a RID in the house style of 2020. A table's cell is a text, or a list of points."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Data = dict[str, Any]
TICK = "✓"
PARTICIPANTS = {
    "suppliers": "Suppliers",
    "electricity_networks": "Electricity Networks",
    "gas_networks": "Gas Networks",
    "other_sec_parties": "Other SEC Parties",
    "dcc": "DCC",
}
PARTIES = {
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
FORMALITY = "The following criteria will need to be met before the release can go live."


@dataclass(frozen=True)
class Part:
    """A heading ("h1", "h2"), a text ("p"), a point ("•", "o", "1.") or a title ("title") of a document."""

    kind: str
    text: str


@dataclass(frozen=True)
class Estimate:
    """A cell in italics."""

    text: str


Written = str | Estimate | list[str]


@dataclass(frozen=True)
class Grid:
    title: str
    head: list[str]
    rows: list[list[Written]] = field(default_factory=list)


def page_head(document: Data) -> str:
    """What stands at the top of each page."""
    reference = document["document"].get("reference")
    return (
        f"{reference} – Appendix A: {document['release']['name']} RID"
        if reference
        else f"{document['release']['name']} RID"
    )


def original(document: Data) -> Iterator[Part | Grid]:
    """All blocks in order."""
    release, issue = document["release"], document["document"]
    yield Part(
        "p",
        f"This document is classified as {issue['classification'].title()} in accordance with the Panel Information "
        "Policy.",
    )
    yield Part("title", release["name"])
    yield Part("title", "Release Implementation Document")
    yield Part("p", f"Version {issue['version']}")
    yield Part("p", _day(issue["date"], "%-d %B %Y"))
    yield Part("h1", "About this document")
    yield Part(
        "p",
        f"This document is the Release Implementation Document (RID) for the {release['name']}, which will go live on "
        f"{_day(release['go_live'], '%-d %B %Y')}.",
    )
    for annex in issue.get("annexes", ()):
        yield Part("•", f"{annex['label']} will contain the {annex['title']} for this release.")
    yield from _scope(document["scope"])
    yield from _impacts(document)
    yield from _rest(document)


def _scope(scope: Data) -> Iterator[Part]:
    yield Part("h1", "1. Scope")
    for key, title, lead in (
        (
            "approved",
            "Approved",
            "The following Modification Proposals have been approved for inclusion in this release:",
        ),
        (
            "targeted",
            "Targeted",
            "The following Modification Proposals will be included in this release if approved:",
        ),
    ):
        if scope[key]:
            yield Part("h2", f"{title} Modification Proposals")
            yield Part("p", lead)
            for row in scope[key]:
                part = f" part {row['part']}" if row["part"] else ""
                yield Part("•", f"{row['ref']} ‘{row['title']}’{part} {row['summary']}")
                yield from (Part("o", option["text"]) for option in row["options"])
    yield Part("h2", "DCC Change Requests")
    if scope["change_requests"]:
        yield Part("p", "The following DCC Change Requests are being targeted alongside this SEC Release:")
    else:
        yield Part(
            "p", "No DCC Change Requests are currently planned to be implemented alongside this SEC Release."
        )
    for row in scope["change_requests"]:
        yield Part("•", f"{row['ref']} ‘{row['title']}’ {row['summary']}")


def _impacts(document: Data) -> Iterator[Part | Grid]:
    impacts = document["impacts"]
    yield Part("h1", "2. Impacts")
    yield Part("h2", "SEC Party and DCC impacts")
    yield Grid(
        "Participant impact matrix",
        ["Modification", *PARTICIPANTS.values()],
        [
            [ref, *(TICK if key in ticked else "" for key in PARTICIPANTS)]
            for ref, ticked in impacts["participants"].items()
        ],
    )
    yield Part("p", "The impacts on the different participants are summarised below.")
    for title, head, rows in (
        (
            "SEC Party impacts",
            "Participant",
            [(PARTIES[row["participant"]], row) for row in impacts["party_summaries"]],
        ),
        ("DCC impacts", "Area impacted", [(row["area"], row) for row in impacts["dcc_summaries"]]),
    ):
        if rows:
            yield Grid(
                title,
                [head, "Summary of impacts"],
                [[name, [point["text"] for point in row["points"]]] for name, row in rows],
            )
    yield Part("h2", "SEC document impacts")
    yield Part("p", "The following documents will be updated in this release:")
    yield from (Part("•", f"{row['document']} ‘{row['title']}’") for row in impacts["documents"])
    refs = list(impacts["participants"])
    yield Grid(
        "SEC document impact matrix",
        ["Document", *refs],
        [
            [row["document"], *(TICK if ref in row["modifications"] else "" for ref in refs)]
            for row in impacts["documents"]
        ],
    )
    yield Part("h2", "Other Code impacts")
    if impacts["other_codes"]:
        yield Part("p", "The following other Codes are impacted as a result of this SEC Release:")
        yield from (Part("•", name) for name in impacts["other_codes"])
    else:
        yield Part("p", "No other Codes are impacted as a result of this SEC Release.")


def _rest(document: Data) -> Iterator[Part | Grid]:
    costs, acceptance = document["costs"], document["acceptance"]
    yield Part("h1", "3. Implementation timeline")
    yield Grid(
        "Release implementation timetable",
        ["Date", "Event", "Notes"],
        [[row["when"]["label"], row["event"], row["notes"]] for row in document["timeline"]],
    )
    yield Part("h1", "4. Test strategy")
    yield Part("h2", "DCC’s testing approach")
    yield from (Part("p", text) for text in document["testing"]["dcc_approach"])
    yield Part("h2", "User testing approach")
    yield from (Part("p", text) for text in document["testing"]["user_approach"])
    yield Part("h1", "5. Costs")
    yield Part("h2", "DCC costs")
    yield from _dcc_costs(costs)
    yield Part("h2", "SECAS costs")
    one, two = costs["secas_implementation"], costs["secas_project_management"]
    yield Part(
        "p",
        f"SECAS will incur {one['days']} days effort, equating to around £{int(one['amount']):,}, to update and "
        f"implement the changes to the SEC. SECAS estimates a maximum of {two['days']} days of effort, equating to "
        f"around £{int(two['amount']):,}, will be needed for project management of the release.",
    )
    yield Part("h1", "6. Acceptance criteria")
    yield Part("p", FORMALITY)
    for key in ("operational", "testing", "security"):
        if acceptance.get(key):
            yield Part("h2", f"{key.title()} acceptance criteria")
            yield from (Part("1.", text) for text in acceptance[key])
    yield Part("h1", "Appendix 1: Version control")
    history = [[row["version"], _day(row["date"], "%d %b %y"), row["changes"]] for row in document["history"]]
    yield Grid("Document history", ["Version", "Date", "Changes"], history)
    yield Part("h1", "Appendix 2: Glossary")
    yield Grid("Glossary", ["Acronym", "Full term"], [list(row) for row in document["glossary"].items()])


def _dcc_costs(costs: Data) -> Iterator[Part | Grid]:
    total = costs["dcc_total"]
    if total["status"] == "none":
        yield Part("p", "The DCC will not incur any implementation costs as a result of this release.")
        return
    if total["amount"]:
        yield Part(
            "p",
            f"The total DCC implementation costs of this release are currently quoted as £{int(total['amount']):,}.",
        )
    yield Grid(
        "Breakdown of DCC implementation costs",
        ["Modification", *STAGES.values()],
        [[line["ref"], *(_cost(line[key]) for key in STAGES)] for line in costs["dcc_lines"]],
    )
    if any(line[key]["status"] == "estimate" for line in costs["dcc_lines"] for key in STAGES):
        yield Part("p", "Costs in italics are estimates.")


def _cost(cost: Data) -> Written:
    if cost["amount"] is None:
        return {"not_applicable": "N/A", "none": "£0"}.get(cost["status"], "TBC")
    pounds, _, pence = cost["amount"].partition(".")
    text = f"£{int(pounds):,}" + (f".{pence}" if pence else "")
    return Estimate(text) if cost["status"] == "estimate" else text


def _day(day: str | None, form: str) -> str:
    return date.fromisoformat(day).strftime(form) if day else ""
