"""An objection: named, answered, withdrawn by its raiser, to reconfirm after an edit, closed by the outcome."""

import pytest

from governance.meetings.models import Item, Objection, Result
from governance.meetings.operations.objections import answer_objection, withdraw_objection
from governance.meetings.queries.voting import current_positions
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.outbox import Notification
from secrel.core.models.record import AuditEntry
from tests.governance.meetings.deciding import MEETING, attended
from tests.governance.meetings.test_decisions import outcome, position, put_forward
from tests.governance.versions.test_versions import edit

pytestmark = pytest.mark.django_db


@pytest.fixture
def item(examples, analyst):
    edit(analyst)
    return put_forward(analyst, examples.november).items.get()


def life(row: Objection) -> tuple[str, list[str]]:
    row.refresh_from_db()
    return row.state, [step.kind for step in row.steps.all()]


def test_an_objection_is_answered_and_withdrawn_by_its_raiser(item, people, as_role):
    position(people.member, item, "object", text="Too soon.")
    row = Objection.objects.get()
    assert (str(row), row.raiser, row.text) == ("Objection 1", people.member.name, "Too soon.")
    with pytest.raises(NotAllowed):
        answer_objection(by=people.member, objection=row, text="No.", token=AS_STORED, on=MEETING)
    with pytest.raises(RuleBroken, match="Enter the answer"):
        answer_objection(by=people.analyst, objection=row, text=" ", token=AS_STORED, on=MEETING)
    with pytest.raises(Stale):
        answer_objection(by=people.analyst, objection=row, text="No.", token=9, on=MEETING)
    path = f"{item.get_absolute_url()}objections/1/"
    analyst, member = as_role("analyst"), as_role("member")
    assert "Answer objection 1" in analyst.get(item.get_absolute_url()).content.decode()
    assert analyst.post(f"{path}answer/", {"answer-1-token": 1}).status_code == 422
    sent = {"answer-1-text": "The date is the Authority’s.", "answer-1-token": 1}
    assert analyst.post(f"{path}answer/", sent).status_code == 303
    assert life(row) == ("answered", ["raised", "answered"])
    told = Notification.objects.get(user=people.member, subject__contains="is answered")
    assert "The date is the Authority’s." in told.body
    with pytest.raises(NotAllowed, match="raised this objection"):
        withdraw_objection(by=people.chair, objection=row, token=AS_STORED, on=MEETING)
    page = member.get(item.get_absolute_url()).content.decode()
    assert ("1 open objection" in page, "Withdraw objection 1" in page) == (True, True)
    sent = {"withdraw-1-text": "That settles it.", "withdraw-1-token": 2}
    assert member.post(f"{path}withdraw/", sent).status_code == 303
    assert life(row) == ("withdrawn", ["raised", "answered", "withdrawn"])
    assert current_positions(item) == []
    assert AuditEntry.objects.filter(action="governance.withdraw_objection").count() == 1
    with pytest.raises(RuleBroken, match="is over"):
        answer_objection(by=people.analyst, objection=row, text="Late.", token=AS_STORED, on=MEETING)
    assert "No open objections" in member.get(item.get_absolute_url()).content.decode()


def test_an_edit_asks_to_reconfirm_and_the_outcome_closes_with_its_votes(item, people, as_role):
    position(people.member, item, "object", text="Too soon.")
    row = Objection.objects.get()
    edit(people.analyst, description="is edited again.")
    assert life(row) == ("reconfirm", ["raised", "reconfirm"])
    position(people.member, item, "object", text="Still too soon.")
    assert life(row) == ("open", ["raised", "reconfirm", "reconfirmed"])
    assert row.text == "Still too soon."
    attended(item, people.secretary)
    item = Item.objects.get(pk=item.pk)
    present = item.meeting.attendance.filter(presence="present").count()
    made = outcome(people.secretary, item, votes=(present - 1, 1, 0), dissent="One member objects.")
    assert life(row) == ("closed", ["raised", "reconfirm", "reconfirmed", "closed"])
    assert row.outcome == made
    later = outcome(people.secretary, Item.objects.get(pk=item.pk), votes=(present - 1, 0, 1))
    row.refresh_from_db()
    assert row.outcome == later
    entry = AuditEntry.objects.filter(action="governance.record_outcome").latest("position")
    assert entry.changes["objections"] == [None, ["Objection 1"]]
    page = as_role("chair").get(item.get_absolute_url()).content.decode()
    assert f"Baselined: {present - 1} agree, 0 object, 1 abstain. <a" in page


def test_another_position_withdraws_the_objection(item, people):
    position(people.member, item, "object", text="Too soon.")
    position(people.member, item, "agree")
    row = Objection.objects.get()
    assert life(row) == ("withdrawn", ["raised", "withdrawn"])
    position(people.member, item, "object", text="On second thoughts.")
    assert [one.number for one in Objection.objects.order_by("number")] == [1, 2]


def test_the_review_page_begins_with_a_summary_and_folds_what_changed(item, people, as_role):
    page = as_role("chair").get(item.get_absolute_url()).content.decode()
    assert page.index("Decision requested") < page.index("At a glance") < page.index("What changed")
    assert "The Panel has not baselined this release yet" in page
    assert "No other body has recommended on this release." in page
    assert Result.BASELINED in item.results
