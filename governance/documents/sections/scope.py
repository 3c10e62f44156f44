"""1 Scope: approved, targeted, whether more may be added, Change Requests beside the release."""

from typing import Any

from governance.documents import wording
from governance.documents.blocks import Block, Item, Listing, Run, heading, say
from governance.documents.links import Links
from governance.documents.section import EditPage, Printed, Section
from governance.documents.text import long_date
from secrel.core.csv_text import Rows, yes_or_no


def scope(content: dict[str, Any], issue: dict[str, Any], links: Links) -> list[Block]:
    said = content["scope"]
    any_at_all = said["approved"] or said["targeted"]
    blocks: list[Block] = [
        heading("Approved Modification Proposals"),
        say(wording.SCOPE_APPROVED[wording.count_key(said["approved"]) if any_at_all else "unknown"]),
    ]
    if said["approved"]:
        blocks.append(_modifications(said["approved"], links))
    if said["targeted"]:
        blocks.append(heading("Targeted Modification Proposals"))
        dated = all(item.get("cut_off") for item in said["targeted"])
        opening = wording.SCOPE_BY_CUT_OFF if dated else wording.SCOPE_TARGETED
        blocks.append(say(opening[wording.count_key(said["targeted"])]))
        blocks.append(_modifications(said["targeted"], links))
    blocks += [say(text) for text in said.get("additions", ())]
    return [*blocks, *_change_requests(said, links)]


def _modifications(items: list[dict[str, Any]], links: Links) -> Listing:
    return Listing(
        tuple(
            Item(
                tuple(_runs(item, links)),
                item["ref"],
                tuple(wording.solution(option["kind"], option["text"]) for option in item["options"]),
            )
            for item in items
        )
    )


def _runs(item: dict[str, Any], links: Links) -> list[Run]:
    runs = [
        Run(f"{item['ref']} ‘{item['title']}’", links.modification(item["ref"])),
        Run(f"{wording.part(item['part'])} {item['summary']}"),
    ]
    if cut_off := item.get("cut_off"):
        when = long_date(cut_off["date"]) if cut_off["precision"] == "day" else cut_off["label"]
        runs.append(Run(" " + wording.CUT_OFF.format(date=when)))
    return runs


def _change_requests(said: dict[str, Any], links: Links) -> list[Block]:
    rows = said["change_requests"]
    state = "items" if rows else said.get("change_requests_state", "none")
    blocks: list[Block] = [heading("DCC Change Requests")]
    if rows:
        blocks.append(say(wording.CHANGE_REQUESTS[wording.count_key(rows)]))
        blocks.append(
            Listing(
                tuple(
                    Item(
                        (
                            Run(f"{row['ref']} ‘{row['title']}’", links.change_request(row["ref"])),
                            Run(f" {row['summary']}"),
                        ),
                        row["ref"],
                    )
                    for row in rows
                )
            )
        )
    else:
        blocks.append(say(wording.CHANGE_REQUESTS["unknown" if state == "items" else state]))
    return [*blocks, say(wording.CHANGE_REQUESTS_OUTSIDE)]


def part_names(content: dict[str, Any]) -> dict[str, str]:
    """How a table names each modification of the scope: with its part where that has a short name."""
    scope = content["scope"]
    return {
        item["ref"]: item["ref"] + (wording.part(item["part"]) if (item["part"] or "").isalnum() else "")
        for item in (*scope["approved"], *scope["targeted"])
    }


def _tables(content: dict[str, Any], issue: dict[str, Any]) -> dict[str, Rows]:
    return {
        "scope": [
            ("reference", "title", "part", "status", "impacts_dcc_systems", "cut_off", "summary"),
            *(
                (
                    item["ref"],
                    item["title"],
                    item["part"],
                    status,
                    yes_or_no(item.get("system_impact")),
                    item["cut_off"]["date"] if "cut_off" in item else "",
                    item["summary"],
                )
                for status in ("approved", "targeted")
                for item in content["scope"][status]
            ),
        ],
        "change_requests": [
            ("reference", "title", "summary"),
            *((row["ref"], row["title"], row["summary"]) for row in content["scope"]["change_requests"]),
        ],
    }


SCOPE = Section(
    "scope",
    "Scope",
    Printed.NUMBERED,
    blocks=scope,
    contents={"scope": "Scope"},
    names={
        "cut_off": "cut-off date",
        "system_impact": "impacts the DCC’s systems",
        "change_requests": "DCC Change Requests",
        "change_requests_state": "DCC Change Requests",
        "additions": "what may still be added",
        "options": "solutions",
    },
    history="scope",
    tables=_tables,
    pages=(
        EditPage("scope", "Scope", "Scope", "Edit the scope", ("/content/scope",)),
        EditPage(
            "change-requests",
            "Change Requests",
            "Change Requests beside it",
            "Change Requests",
            takes_proposals=True,
        ),
    ),
)
