"""What positions fill in for the secretary: votes of those present, and objections with their reasons."""

from types import SimpleNamespace

import pytest

from governance.meetings.forms.outcomes import outcome_initial
from governance.meetings.models import Item, Result
from governance.meetings.operations.asking import ask_motion
from governance.meetings.operations.decisions import record_outcome
from governance.meetings.operations.positions import take_position
from governance.meetings.queries.positions import counted_positions, objections_in
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.people import Body
from tests.governance.meetings.deciding import AT, MEETING, attended
from tests.support.factories import UserFactory


def said(member: str, text: str, stance: str = "object") -> SimpleNamespace:
    return SimpleNamespace(member=member, text=text, stance=stance)


def test_objections_become_lines_with_their_reasons():
    rows = [said("A Member", "Too  soon.\nWait."), said("B Member", "", "agree"), said("C Member", "No TAD.")]
    assert objections_in(rows) == "A Member objects: Too soon. Wait.\nC Member objects: No TAD."
    assert objections_in(rows[1:2]) == ""
    long = objections_in([said(f"Member {number}", "x" * 2000) for number in range(9)])
    assert len(long) <= 2000
    assert [line.split(":")[0] for line in long.split("\n")] == [f"Member {n} objects" for n in range(9)]


@pytest.mark.django_db
def test_positions_of_those_present_fill_the_tally_and_the_dissent(people, as_role):
    second, third = (UserFactory(roles=[("panel", "member")]) for _ in range(2))
    panel = Body.objects.get(key="panel")
    words = "Version 1.1 is enough."
    item = ask_motion(by=people.analyst, body=panel, words=words, meeting_on=MEETING, on=MEETING)
    facts = {"content_digest": item.content_digest, "on": MEETING, "at": AT}
    take_position(by=people.member, item=item, stance="agree", **facts)
    take_position(by=second, item=item, stance="object", text="Too soon.", **facts)
    assert counted_positions(item) is None  # nobody is present yet
    attended(item, people.secretary)
    item = Item.objects.get(pk=item.pk)
    counted = counted_positions(item)
    assert counted.votes == (1, 1, 0)
    assert third.name in counted.without
    filled = outcome_initial(item, MEETING)
    assert (filled["agree"], filled["object"], filled["abstain"]) == (1, 1, 0)
    assert filled["dissent"] == f"{second} objects: Too soon."
    page = as_role("secretary").get(item.get_absolute_url()).content.decode()
    assert "The votes are filled in from the positions of the members who are present." in page
    assert f"{second} objects: Too soon.</textarea>" in page
    votes = (1 + len(counted.without), 1, 0)
    facts = {"votes": votes, "dissent": filled["dissent"], "token": AS_STORED, "on": MEETING, "at": AT}
    made = record_outcome(by=people.secretary, item=item, result=Result.AGREED, **facts)
    assert made.dissent == filled["dissent"]
    assert outcome_initial(Item.objects.get(pk=item.pk), MEETING)["agree"] == votes[0]
