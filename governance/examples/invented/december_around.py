"""What stands around the December 2021 Example Release: actions of a meeting, a consultation, a paper to the CSC."""

from governance.consultations.models import Source
from governance.consultations.operations.answering import AnswerFacts, record_answer
from governance.consultations.operations.asking import (
    ConsultationFacts,
    draft_consultation,
    open_consultation,
)
from governance.examples.accounts import ANALYST, DELIVERY, SECRETARY
from governance.examples.consultation_2020 import at
from governance.examples.story import day, person
from governance.meetings.operations.actions import close_action, record_action
from governance.meetings.operations.meetings import plan_meeting, record_attendance
from governance.papers.models import Paper
from governance.papers.operations.drafting import draft_paper, propose_change
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.models.people import Body, Membership

HELD, BEGUN, DRAFTED, CSC = "2021-09-17", "2021-10-08", "2021-10-13", "2021-10-26"
ACTIONS = (
    ("Example: show the Panel how many Devices got an answer without a reason in the tests.", DELIVERY, "2021-10-20"),
    ("Example: send the Panel the dates of the penetration tests.", DELIVERY, "2021-10-08"),
    ("Example: tell Parties which Service Requests give a reason from December 2021 on.", ANALYST, "2021-10-08"),
)  # fmt: skip
QUESTION = [
    "Example: the DCC asks to move the go-live of the December 2021 Example Release by one week, to 16 December 2021.",
    "Does the later date affect you, and how?",
]
ANSWERS = (
    ("2021-10-12 11:10", Source.MAIL, "Example Energy", "suppliers", "no", "", "Fictional: one week later suits us."),
    ("2021-10-13 15:30", Source.TELEPHONE, "Example Networks", "electricity_networks", "yes", "Fictional: our testers are on leave from 13 December.", ""),
)  # fmt: skip
NOTE = (
    "No source holds this paper: its meeting, the meeting’s number and the December 2021 Example Release are invented. "
    "What it repeats of real releases rests on sources up to 21 September 2021."
)


def act() -> None:
    """The Panel met in September and gave three actions; two are open, and one of them is overdue."""
    by, on = person(SECRETARY), day(HELD)
    panel = Body.objects.get(key="panel")
    meeting = plan_meeting(by=by, body=panel, on=on, number="901")
    members = Membership.objects.in_force(on).filter(body=panel)
    meeting = record_attendance(by=by, meeting=meeting, present=members, token=AS_STORED, on=on)
    *_, told = (
        record_action(by=by, meeting=meeting, what=what, owner=person(owner), due_on=day(due), on=on)
        for what, owner, due in ACTIONS
    )
    close_action(
        by=by, action=told, reason="Example: Parties were told by email.", token=AS_STORED, on=day(BEGUN)
    )


def consult(by: Actor, release: Release) -> None:
    """Open until the end of October; two organisations have answered."""
    facts = ConsultationFacts(
        title="Go-live of the December 2021 Example Release on 16 December 2021",
        question=QUESTION,
        reasons=["Example: the DCC wants one more week between the last test and the go-live."],
        proposed_on=day("2021-12-16"),
        deadline_on=day("2021-10-27"),
        decided_by=Body.objects.get(key="panel"),
        decides_on=day("2021-11-19"),
    )
    common = {"by": by, "on": day(BEGUN)}
    row = draft_consultation(kind="go_live", release=release, facts=facts, is_example=True, **common)
    row = open_consultation(consultation=row, token=AS_STORED, at=at(f"{BEGUN} 10:00"), **common)
    for text, source, *answer in ANSWERS:
        when = at(text)
        common = {"by": by, "received_at": when, "on": when.date(), "at": when}
        record_answer(consultation=row, source=source, facts=AnswerFacts(*answer), **common)


def draft(by: Actor, missed: ScopeItem) -> Paper:
    """A draft for the CSC: it proposes to target MP907, and to take out MP906, which missed its cut-off."""
    csc, on = Body.objects.get(key="csc"), day(DRAFTED)
    plan_meeting(by=person(SECRETARY), body=csc, on=day(CSC), number="901")
    paper = draft_paper(
        by=by, body=csc, meeting_on=day(CSC), item=1, author=person(ANALYST).name, example_note=NOTE, on=on
    )
    return propose_change(
        by=by,
        paper=paper,
        do="take_out",
        part=missed.part,
        release=missed.release,
        ground="cut_off",
        reason="The Authority has not decided by the cut-off.",
        token=AS_STORED,
        on=on,
    )
