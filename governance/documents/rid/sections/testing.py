"""4 Test strategy."""

from governance.documents.engine.blocks import Block, heading, paragraph
from governance.documents.engine.links import Links
from governance.documents.rid.section import EditPage, Printed, Section
from governance.documents.rid.sections.scope import notes
from governance.documents.rid.sentences.editions import wording_of
from governance.documents.rid.sentences.saying import state_said
from governance.documents.rid.types.rid import Issue, RidContent


def testing(content: RidContent, issue: Issue, links: Links) -> list[Block]:
    facts, words = content.testing, wording_of(issue)
    blocks: list[Block] = []
    if not facts.dcc_approach and not facts.user_approach:
        blocks += state_said(content, "testing", words.TESTING_STATES, words)
    for texts, title in (
        (facts.dcc_approach, "The DCC’s testing approach"),
        (facts.user_approach, "User testing approach"),
    ):
        if texts:
            blocks += [heading(title), *(paragraph(text) for text in texts)]
    return [*blocks, *notes(content, "testing")]


TESTING = Section(
    "testing",
    "Test strategy",
    Printed.NUMBERED,
    blocks=testing,
    contents={"testing": "Test strategy"},
    history="test strategy",
    pages=(
        EditPage("testing", "Testing", "Test strategy", "Edit the strategy", ("/content/testing",)),
        EditPage("annexes", "Annexes", "Annexes", "Annexes"),
    ),
)
