"""6 Acceptance criteria, in their categories."""

from typing import Any

from governance.documents.engine.blocks import Block, Listing, ListItem, Run, heading, paragraph
from governance.documents.engine.links import Links
from governance.documents.rid.categories import Category
from governance.documents.rid.section import EditPage, Printed, Section, statements_page
from governance.documents.rid.sentences.editions import wording_of
from governance.documents.rid.sentences.saying import say, state_said
from governance.documents.rid.types.rid import Acceptance, Issue, RidContent
from governance.documents.rid.wording import listed
from secrel.core.web.csv_text import Rows


def acceptance(content: RidContent, issue: Issue, links: Links) -> list[Block]:
    facts = content.acceptance
    words = wording_of(issue)
    reviewers = _reviewers(facts, words)
    if content.release.profile == "document_only":  # no body reviews these: SECAS confirms its own
        reviewers = {}
    stated = [name for name in Category.values if facts.of(name)]
    blocks: list[Block] = (
        [*say(words.ACCEPTANCE["items"])]
        if stated
        else [*state_said(content, "acceptance", words.ACCEPTANCE, words)]
    )
    for name in stated:
        if name != "general":
            blocks.append(heading(f"{name.capitalize()} acceptance criteria"))
            if name in reviewers:
                blocks.append(paragraph(words.REVIEW.format(body=reviewers[name])))
        items = tuple(ListItem((Run(text),), f"{name}-{n}") for n, text in enumerate(facts.of(name), start=1))
        blocks.append(Listing(items, numbered=True))
    return [*blocks, *(paragraph(text) for text in facts.notes or ())]


def _reviewers(facts: Acceptance, words: Any) -> dict[str, str]:
    """The bodies that review each category; the first edition named only the last one."""
    found: dict[str, dict[str, None]] = {}
    for entry in facts.criteria:
        found.setdefault(entry.key.split("-")[0], {})[entry.reviewer] = None
    return {
        name: listed(list(bodies) if words.number > 1 else _last(facts, name))
        for name, bodies in found.items()
    }


def _last(facts: Acceptance, category: str) -> list[str]:
    return [entry.reviewer for entry in facts.criteria if entry.key.split("-")[0] == category][-1:]


def _tables(content: RidContent, issue: Issue) -> dict[str, Rows]:
    return {
        "criteria": [
            ("category", "number", "text"),
            *(
                (category, number, text)
                for category in Category.values
                for number, text in enumerate(content.acceptance.of(category), start=1)
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
        statements_page("acceptance", "Acceptance criteria"),
    ),
)
