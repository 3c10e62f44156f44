"""The parts before the numbered sections: about the document, and annexes."""

from governance.documents.engine.blocks import Block, Listing, ListItem, Run, paragraph
from governance.documents.engine.links import Links
from governance.documents.rid import wording
from governance.documents.rid.section import EditPage, Printed, Section
from governance.documents.rid.types.rid import Issue, RidContent


def about(content: RidContent, issue: Issue, links: Links) -> tuple[Block, ...]:
    return tuple(paragraph(text) for text in wording.ABOUT)


def annexes(content: RidContent, issue: Issue, links: Links) -> tuple[Block, ...]:
    """The list of annexes; empty if there are none."""
    rows = content.annexes or ()
    if not rows:
        return ()
    items = tuple(ListItem((Run(f"{row.label}: {row.title}"),)) for row in rows)
    return (paragraph(wording.ANNEXES[wording.count_key(rows)]), Listing(items))


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
