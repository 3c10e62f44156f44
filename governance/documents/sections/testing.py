"""4 Test strategy."""

from typing import Any

from governance.documents import wording
from governance.documents.blocks import Block, heading, say
from governance.documents.links import Links
from governance.documents.section import EditPage, Printed, Section


def testing(content: dict[str, Any], issue: dict[str, Any], links: Links) -> list[Block]:
    said = content["testing"]
    if not said["dcc_approach"] and not said["user_approach"]:
        return [say(wording.TESTING_TO_COME)]
    blocks: list[Block] = []
    for name, title in (
        ("dcc_approach", "The DCC’s testing approach"),
        ("user_approach", "User testing approach"),
    ):
        if said[name]:
            blocks += [heading(title), *(say(text) for text in said[name])]
    return blocks


TESTING = Section(
    "testing",
    "Test strategy",
    Printed.NUMBERED,
    blocks=testing,
    contents={"testing": "Test strategy"},
    names={
        "dcc_approach": "the DCC’s approach",
        "user_approach": "users’ approach",
        "system_testing": "system testing",
    },
    history="test strategy",
    pages=(
        EditPage("testing", "Testing", "Test strategy", "Edit the strategy", ("/content/testing",)),
        EditPage("annexes", "Annexes", "Annexes", "Annexes"),
    ),
)
