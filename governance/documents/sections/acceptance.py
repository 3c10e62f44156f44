"""6 Acceptance criteria, in their categories."""

from typing import Any

from governance.categories import Category
from governance.documents import wording
from governance.documents.blocks import Block, Item, Listing, Run, heading, say
from governance.documents.links import Links
from governance.documents.section import EditPage, Printed, Section
from secrel.core.csv_text import Rows


def acceptance(content: dict[str, Any], issue: dict[str, Any], links: Links) -> list[Block]:
    said = content["acceptance"]
    reviewers = {entry["key"].split("-")[0]: entry["reviewer"] for entry in said.get("criteria", ())}
    if content["release"]["profile"] == "document_only":  # SECAS confirms its own (DOMAIN 4)
        reviewers = {}
    stated = [name for name in Category.values if said[name]]
    blocks: list[Block] = [say(wording.ACCEPTANCE["items" if stated else "unknown"])]
    for name in stated:
        if name != "general":
            blocks.append(heading(f"{name.capitalize()} acceptance criteria"))
            if name in reviewers:
                blocks.append(say(wording.REVIEW.format(body=reviewers[name])))
        items = tuple(Item((Run(text),), f"{name}-{n}") for n, text in enumerate(said[name], start=1))
        blocks.append(Listing(items, numbered=True))
    return [*blocks, *(say(text) for text in said.get("notes", ()))]


def _tables(content: dict[str, Any], issue: dict[str, Any]) -> dict[str, Rows]:
    return {
        "criteria": [
            ("category", "number", "text"),
            *(
                (category, number, text)
                for category in Category.values
                for number, text in enumerate(content["acceptance"][category], start=1)
            ),
        ],
    }


ACCEPTANCE = Section(
    "acceptance",
    "Acceptance criteria",
    Printed.NUMBERED,
    blocks=acceptance,
    contents={"acceptance": "Acceptance criteria"},
    history="acceptance criteria",
    tables=_tables,
    pages=(
        EditPage(
            "criteria", "Criteria", "Acceptance criteria", "Edit the criteria", ("/content/acceptance",)
        ),
    ),
)
