"""The parts before the numbered sections: about the document, and annexes."""

from typing import Any

from governance.documents.engine.blocks import Block, Listing, ListItem, Run, paragraph
from governance.documents.engine.links import Links
from governance.documents.rid.section import EditPage, Printed, Section
from governance.documents.rid.sentences.editions import wording_of
from governance.documents.rid.sentences.saying import say, state_said
from governance.documents.rid.types.rid import Annex, Issue, RidContent
from governance.documents.rid.wording import count_key


def about(content: RidContent, issue: Issue, links: Links) -> tuple[Block, ...]:
    words = wording_of(issue)
    return tuple(say(*words.ABOUT, words.VERSIONS_LISTED if issue.history else ""))


def annexes(content: RidContent, issue: Issue, links: Links) -> tuple[Block, ...]:
    """The list of annexes; if there are none, what is stated of them."""
    rows, words = content.annexes or (), wording_of(issue)
    if not rows:
        return tuple(state_said(content, "annexes", words.ANNEX_STATES, words))
    items = tuple(ListItem((Run(_annex(row, words)),)) for row in rows)
    return (paragraph(words.ANNEXES[count_key(rows)]), Listing(items))


def _annex(row: Annex, words: Any) -> str:
    name = f"{row.label}: {row.title}"
    return words.ANNEXES["to_come"].format(annex=name) if row.to_come else name


RELEASE = Section(
    "release",
    "About this document",
    Printed.FRONT,
    blocks=about,
    contents={"release": "Release", "states": "Statements about lists", "section_notes": "Notes"},
    history="facts of the release",
    pages=(EditPage("release", "Release", "Release facts"), EditPage("go-live", "", "Go-live")),
)
ANNEXES = Section(
    "annexes",
    "Annexes",
    Printed.FRONT,
    blocks=annexes,
    contents={"annexes": "Annexes"},
    history="annexes",
)
"""Its edit page belongs to the test strategy, as most annexes are test documents."""
