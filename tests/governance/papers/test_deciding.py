"""What follows from a decision on a paper: agreed changes are made once, what is noted is minuted."""

from datetime import date

import pytest

from governance.documents.paper.sections import change_sentence
from governance.integrity.verify.whole import verify
from governance.papers.models import PaperItem
from governance.papers.operations.deciding import carry_out_paper, note_paper, retry_paper
from governance.papers.operations.drafting import draft_paper
from governance.papers.queries import draft_of
from releases.models.releases import Release, UnsettledTarget
from releases.models.scope import ScopeItem
from releases.operations.releases import set_unsettled_target
from releases.operations.scope import move_in_scope
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from tests.governance.papers.conftest import MEETING, PAPER, newest
from tests.support.factories import MeetingFactory, ModificationFactory, ScopeItemFactory


def status(reference: str, release: str) -> str:
    return ScopeItem.objects.get(part__modification__reference=reference, release__slug=release).status


def test_agreeing_makes_the_changes_once(paper, propose, issue, decide):
    paper = propose(paper, "take_out", "MP159", "february-2022", ground="lead_time")
    paper = propose(paper, "move", "MP109", "february-2022", "june-2022")
    document = draft_of(paper, PAPER)
    assert "MP159" not in {row.ref for row in document.content.releases[1].rows}
    assert document.content.recommendations[0].text == (
        "the updates to the scopes of the February 2022 SEC Release and June 2022 SEC Release"
    )
    issue(paper)
    [item] = paper.items()
    assert status("MP159", "february-2022") == "targeted"
    decide(item)
    assert (status("MP159", "february-2022"), status("MP109", "june-2022")) == ("out", "targeted")
    event = ScopeItem.objects.get(part__modification__reference="MP159").events.last()
    assert (event.body.key, event.on, event.ground, event.reason) == (
        "csc",
        MEETING,
        "lead_time",
        "It fits better.",
    )
    row = PaperItem.objects.get(item=item)
    assert row.carried_out_on == MEETING
    again = carry_out_paper(by=SYSTEM, item=item, on=MEETING)
    assert "This was carried out" in again.not_carried_out
    assert (
        ScopeItem.objects.get(part__modification__reference="MP159").events.count()
        == event.item.events.count()
    )
    assert [found for _, found in verify() if found] == []


@pytest.mark.parametrize("result", ["not_agreed", "deferred"])
def test_what_is_not_agreed_changes_nothing(paper, propose, issue, decide, result):
    paper = propose(paper, "take_out", "MP159", "february-2022", ground="lead_time")
    issue(paper)
    decide(paper.items()[0], result, "Not yet.")
    assert status("MP159", "february-2022") == "targeted"


def test_agreeing_settles_a_target(paper, propose, issue, decide, people):
    modification = ModificationFactory(
        reference="MP299", title="Waiting", stage="refinement", impacts_dcc_systems=False
    )
    considered = list(Release.objects.filter(slug__in=["june-2022", "november-2022"]))
    set_unsettled_target(
        by=people.analyst, modification=modification, considered=considered, token=AS_STORED, on=PAPER
    )
    found = {row.ref: row.considered for row in draft_of(paper, PAPER).content.unsettled}
    assert found["MP299"] == ("June 2022 SEC Release", "November 2022 SEC Release")
    with pytest.raises(RuleBroken, match="Describe what MP299 does"):
        propose(paper, "settle", "MP299", "november-2022")
    propose(paper, "settle", "MP299", "november-2022", description="do more.", recommendation="scope-2")
    document = draft_of(newest(), PAPER)
    assert [row.text for row in document.content.recommendations if row.key == "scope-2"] == [
        "MP299 as targeted for the November 2022 SEC Release"
    ]
    issue(paper)
    [item] = [row for row in paper.items() if row.paper_item.key == "scope-2"]
    decide(item)
    assert status("MP299", "november-2022") == "targeted"
    assert not UnsettledTarget.objects.filter(modification=modification).exists()


def test_agreeing_defers_to_a_release_that_is_settled_later(paper, propose, issue, decide):
    later = list(Release.objects.filter(slug__in=["june-2022", "november-2022"]).order_by("slug"))
    with pytest.raises(RuleBroken, match="Choose the other releases that are considered"):
        propose(paper, "defer", "MP109", "february-2022")
    paper = propose(paper, "defer", "MP109", "february-2022", ground="dependency", considered=later)
    content = draft_of(paper, PAPER).content
    [row] = [row for row in content.unsettled if row.ref == "MP109"]
    assert (row.considered, row.proposed) == (("June 2022 SEC Release", "November 2022 SEC Release"), True)
    [change] = [row for row in content.releases[1].changes if row.ref == "MP109"]
    assert change_sentence(change) == (
        "We propose to move MP109 ‘ADT and Exit Quarantine file delivery mechanism’ to the June 2022 or November 2022 "
        "SEC Release, because it waits for something else. It fits better."
    )
    issue(paper)
    decide(paper.items()[0])
    assert status("MP109", "february-2022") == "out"
    target = UnsettledTarget.objects.get(modification__reference="MP109")
    assert [row.slug for row in target.considered.order_by("slug")] == ["june-2022", "november-2022"]


def test_a_candidate_entered_since_the_last_paper_is_proposed(examples, people, csc, issue, decide):
    release = Release.objects.get(slug="february-2022")
    modification = ModificationFactory(
        reference="MP298", title="New", stage="report", impacts_dcc_systems=False
    )
    ScopeItemFactory(
        release=release,
        part=modification.parts.get(),
        status="candidate",
        on=date(2021, 10, 18),
        reason="It helps.",
    )
    MeetingFactory(body=csc, on=MEETING, number="49")
    paper = draft_paper(by=people.analyst, body=csc, meeting_on=MEETING, item=1, on=PAPER)
    assert [(act.do, act.ref, act.reason) for act in paper.entries.acts] == [("target", "MP298", "It helps.")]
    [row] = [row for row in draft_of(paper, PAPER).content.releases[1].rows if row.ref == "MP298"]
    assert row.status.startswith("Proposed for inclusion.")
    issue(paper)
    decide(paper.items()[0])
    assert status("MP298", "february-2022") == "targeted"


def test_an_exception_is_granted_by_agreeing(examples, people, csc, issue, decide, propose, paper):
    june = Release.objects.get(slug="june-2022")
    modification = ModificationFactory(
        reference="MP297", title="Late", stage="report", impacts_dcc_systems=True
    )
    ScopeItemFactory(
        release=june, part=modification.parts.get(), status="candidate", on=PAPER, reason="Example."
    )
    propose(paper, "target", "MP297", "june-2022", ground="necessary")
    changes = draft_of(newest(), PAPER).content.releases[2].changes
    assert [(row.ref, row.exception) for row in changes] == [("MP297", True)]
    issue(paper)
    decide(paper.items()[0])
    event = ScopeItem.objects.get(part__modification=modification).events.last()
    assert (event.move, event.ground, event.body.key) == ("target", "necessary", "csc")


def test_what_cannot_be_carried_out_is_said_and_done_later(paper, propose, issue, decide, people):
    propose(paper, "move", "MP109", "february-2022", "june-2022")
    issue(paper)
    item = ScopeItem.objects.get(part__modification__reference="MP109")
    move_in_scope(by=people.analyst, item=item, move="take_out", reason="Too soon.", on=PAPER)
    [asked] = paper.items()
    decided = decide(asked)
    assert decided.state == "decided"
    row = PaperItem.objects.get(item=asked)
    assert row.carried_out_on is None
    assert "has already left the February 2022 SEC Release" in row.not_carried_out
    common = {"by": people.analyst, "paper": paper, "token": AS_STORED, "on": MEETING}
    with pytest.raises(RuleBroken, match="has already left"):
        retry_paper(key=row.key, **common)
    move_in_scope(by=people.analyst, item=item, move="target", reason="Back.", on=PAPER)
    retry_paper(key=row.key, **common)
    assert status("MP109", "june-2022") == "targeted"
    with pytest.raises(RuleBroken, match="This was carried out on"):
        retry_paper(key=row.key, **common)


def test_what_is_noted_is_minuted(paper, issue, decide, people):
    issue(paper)
    common = {"by": people.secretary, "paper": paper, "token": AS_STORED, "on": MEETING}
    with pytest.raises(RuleBroken, match="attendance"):
        note_paper(**common)
    decide(paper.items()[0])
    assert [row.key for row in note_paper(**common)] == ["note"]
    with pytest.raises(RuleBroken, match="already minuted"):
        note_paper(**common)
    with pytest.raises(NotAllowed):
        note_paper(**common | {"by": people.analyst})
