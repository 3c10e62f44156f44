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
    items = tuple(ListItem((Run(f"{row.label}: {row.title}{_outlook(row, words)}"),)) for row in rows)
    to_come = [row for row in rows if row.is_to_come]
    if to_come and len(to_come) < len(rows):
        return (paragraph(words.ANNEXES_IN_PART), Listing(items))
    sentences = words.ANNEXES_TO_COME if to_come else words.ANNEXES
    return (paragraph(sentences[count_key(rows)]), Listing(items))


def _outlook(row: Annex, words: Any) -> str:
    """' (to come, expected in Feb 21, from the DCC)', as far as it is stated; empty for one that is there."""
    if not row.is_to_come:
        return ""
    when = row.expected
    date = f"{when.value.preposition} {when.label}" if when and when.date else when.label if when else ""
    parts = [
        words.ANNEX_TO_COME,
        words.ANNEX_EXPECTED.format(date=date) if date else "",
        words.ANNEX_FROM.format(owner=row.owner) if row.owner else "",
    ]
    return f" ({', '.join(filter(None, parts))})"


RELEASE = Section(
    "release",
    "About this document",
    Printed.FRONT,
    blocks=about,
    contents={"release": "Release", "states": "Statements about lists", "section_notes": "Notes"},
    history="facts of the release",
    pages=(
        EditPage("release", "Release", "Release facts"),
        EditPage("go-live", "", "Go-live"),
        EditPage("fill", "From a document", "Fill the release from a document"),
    ),
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
