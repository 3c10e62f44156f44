"""The minutes extract: computed from what is recorded, for each item."""

from datetime import date

import pytest

from governance.documents.minutes.sections import plain_text
from governance.meetings.operations.actions import close_action, record_action
from governance.meetings.operations.decisions import record_outcome
from governance.meetings.operations.meetings import declare_interest
from governance.packs.compose.minutes import compose_minutes
from secrel.core.changes.operations import AS_STORED
from tests.governance.composing.making import made
from tests.governance.meetings.deciding import AT
from tests.governance.papers.conftest import MEETING
from tests.support.factories import MeetingFactory


@pytest.fixture
def held(people, agenda, decide, csc_people):
    """The paper's first item agreed, the motion recorded with votes and not confirmed, actions old and new."""
    earlier = MeetingFactory(body=agenda.body, on=date(2021, 8, 31), number="47")
    facts = {"by": people.secretary, "owner_words": "The DCC"}
    old = record_action(
        **facts, meeting=earlier, what="Send the plan.", due_on=date(2021, 9, 10), on=earlier.on
    )
    items = list(agenda.items.order_by("order"))
    motion = items[-1]
    member = csc_people[1][0].memberships.get()
    interest = {"membership": member, "text": "Proposed it.", "steps_back": True}
    declare_interest(by=people.secretary, item=motion, **interest, on=MEETING)
    decide(items[0])
    record_outcome(
        by=people.secretary,
        item=motion,
        result="not_agreed",
        votes=(0, 2, 0),
        reason="It does not suit.",
        token=AS_STORED,
        on=MEETING,
        at=AT,
    )
    record_action(
        **facts, meeting=agenda, what="Ask again.", due_on=date(2021, 11, 5), item=motion, on=MEETING
    )
    close_action(by=people.secretary, action=old, reason="It was sent.", token=AS_STORED, on=MEETING)
    return agenda


def test_the_extract_says_for_each_item_what_was_asked_and_what_came_of_it(people, held, as_role):
    extract = compose_minutes(type(held).objects.get(pk=held.pk), MEETING)
    text = plain_text(extract, "Minutes")
    first = extract.content.items[0]
    assert (first.reference, first.outcome) == ("CSC_49_2610_01", "AGREED.")
    assert first.asked.startswith("The CSC is requested to AGREE")
    assert first.votes.startswith("No vote was taken; 3 of")
    motion = extract.content.items[-1]
    assert motion.outcome == "Not agreed. The Chair has not confirmed it yet."
    assert motion.votes.startswith("0 agree, 2 object, 0 abstain; ")
    assert motion.interests[0].endswith(": Proposed it. (stepped back from this item)")
    for line in (
        "Reason: It does not suit.",
        "- CSC49/01: Ask again. (The DCC, by 5 November 2021)",
        "- Action: CSC47/01; What: Send the plan. (from the CSC of 31 August 2021); Owner: The DCC; Due: 10 September "
        "2021; What became of it: Closed on 26 October 2021: It was sent.",
        "- Action: CSC49/01; What: Ask again.; Owner: The DCC; Due: 5 November 2021; What became of it: Open",
    ):
        assert line in text.splitlines()
    page = "/meetings/csc/2021-10-26/extract"
    secretary = as_role("secretary")
    assert "Not agreed. The Chair has not confirmed it yet." in secretary.get(f"{page}/").text
    assert secretary.get(f"{page}.txt").content.decode().startswith("Minutes extract: ")
    assert made(secretary, f"{page}.docx").content[:2] == b"PK"
    pdf = made(secretary, f"{page}.pdf")
    assert (pdf.content[:5], pdf["Content-Type"]) == (b"%PDF-", "application/pdf")
    assert as_role("delivery").get(f"{page}/").status_code == 403
    assert as_role("member").get(f"{page}/").status_code == 404  # of the Panel


def test_a_meeting_that_was_not_held_has_no_extract(people, db, as_role):
    MeetingFactory(on=date(2021, 11, 19))
    assert as_role("secretary").get("/meetings/panel/2021-11-19/extract/").status_code == 404
