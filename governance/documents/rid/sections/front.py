"""The parts before the numbered sections: about the document, and annexes."""

from governance.documents.engine.blocks import Block, Listing, ListItem, Run, paragraph
from governance.documents.engine.links import Links
from governance.documents.rid import wording
from governance.documents.rid.section import EditPage, Printed, Section
from governance.documents.rid.types.rid import Annex, Issue, RidContent


def about(content: RidContent, issue: Issue, links: Links) -> tuple[Block, ...]:
    return tuple(paragraph(text) for text in wording.ABOUT)


def annexes(content: RidContent, issue: Issue, links: Links) -> tuple[Block, ...]:
    """The list of annexes; empty if there are none."""
    rows = content.annexes or ()
    if not rows:
        return ()
    items = tuple(ListItem((Run(f"{row.label}: {row.title}{_outlook(row)}"),)) for row in rows)
    to_come = [row for row in rows if row.is_to_come]
    if to_come and len(to_come) < len(rows):
        return (paragraph(wording.ANNEXES_IN_PART), Listing(items))
    sentences = wording.ANNEXES_TO_COME if to_come else wording.ANNEXES
    return (paragraph(sentences[wording.count_key(rows)]), Listing(items))


def _outlook(row: Annex) -> str:
    """' (to come, expected in Feb 21, from the DCC)', as far as it is stated; empty for one that is there."""
    if not row.is_to_come:
        return ""
    when = row.expected
    date = f"{when.value.preposition} {when.label}" if when and when.date else when.label if when else ""
    parts = [
        wording.ANNEX_TO_COME,
        wording.ANNEX_EXPECTED.format(date=date) if date else "",
        wording.ANNEX_FROM.format(owner=row.owner) if row.owner else "",
    ]
    return f" ({', '.join(filter(None, parts))})"


RELEASE = Section(
    "release",
    "About this document",
    Printed.FRONT,
    blocks=about,
    contents={"release": "Release"},
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
