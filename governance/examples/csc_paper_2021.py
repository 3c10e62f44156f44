"""The releases update to the CSC of 21 September 2021: drafted from the facts, issued, decided on.

The source gives no meeting, number or item, and no decision: these are an inference, or an example, and marked so. Of
the source's three slips none is here: see tests/governance/papers/test_sample.py.
"""

from governance.examples.accounts import ANALYST, SECRETARY
from governance.examples.story import day, decide, person
from governance.meetings.models import Result
from governance.meetings.operations.meetings import plan_meeting
from governance.papers.models import Paper, PaperVersion
from governance.papers.operations.deciding import note_paper
from governance.papers.operations.drafting import draft_paper, edit_paper, propose_change
from governance.papers.operations.issuing import issue_paper
from modifications.queries import find, find_part
from releases.models.releases import Release
from releases.operations.releases import set_unsettled_target
from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.models.people import Body

DATED, MEETING, NUMBER, ITEM = "2021-09-21", "2021-09-28", "48", 1
CHAIR = "chair@csc.example"
NOTE = (
    "The text of the paper follows a paper of 21 September 2021, which names no meeting. The meeting’s day and number and "
    "the item are inferred. The cut-offs of MP121, MP128B and MP164 are the default of their path. The author, and what "
    "the CSC decided and noted, are examples."
)
FICTIONAL = (
    "No source of the examples holds what the CSC decided on 28 September 2021: its decision is an example."
)
WHY_OUT = "Its Preliminary Assessment confirms how long it takes, and that it affects the DCC’s systems."
ROWS = {
    "february-2022/MP109": "The findings of the Refinement Consultation go to industry in October.",
    "february-2022/MP116": "The responses to the Refinement Consultation go to industry in October.",
    "june-2022/SECMP0015-part-duis-and-mmc-changes-only": "The rest follows in the November 2022 SEC Release.",
    "november-2022/SECMP0015-part-all-but-the-duis-and-mmc-changes": "The DUIS and MMC changes are in the June 2022 SEC Release.",
}
"""What no fact says."""
NOTES = {
    "june-2022": [
        "The scope is still open for modifications that do not affect the DCC’s systems: they can still be added until "
        "the RID is baselined again."
    ],
}


def load(by: Actor, chair: Actor) -> Paper:
    """Issue it, then record that the CSC agreed and noted: MP128B enters February 2022, MP154 leaves it."""
    version = _issue(by)
    [item] = version.paper.items()
    decide(MEETING, item, Result.AGREED, person(CHAIR), f"Example: {FICTIONAL}", example_note=FICTIONAL)
    note_paper(by=person(SECRETARY), paper=version.paper, token=AS_STORED, on=day(MEETING))
    set_unsettled_target(
        by=by,
        modification=find("MP154"),
        note="Left February 2022 without a new target.",
        on=day(MEETING),
        token=AS_STORED,
    )
    return version.paper


def _issue(by: Actor) -> PaperVersion:
    csc, on = Body.objects.get(key="csc"), day(DATED)
    plan_meeting(by=person(SECRETARY), body=csc, on=day(MEETING), number=NUMBER)
    paper = draft_paper(
        by=by,
        body=csc,
        meeting_on=day(MEETING),
        item=ITEM,
        author=person(ANALYST).name,
        example_note=NOTE,
        on=on,
    )
    common = {"by": by, "paper": paper, "token": AS_STORED, "on": on}
    propose_change(
        do="take_out",
        part=find_part("MP154"),
        release=Release.objects.get(slug="february-2022"),
        ground="lead_time",
        reason=WHY_OUT,
        **common,
    )
    edit_paper(fields={"rows": ROWS, "notes": NOTES}, **common)
    return issue_paper(**common)
