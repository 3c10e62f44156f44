"""Actions of a meeting: recorded, carried to the next agenda until closed, and shown to their owner."""

from datetime import date

import pytest

from governance.integrity.verify.whole import verify
from governance.meetings.models import Action
from governance.meetings.operations.actions import amend_action, close_action, record_action, reopen_action
from governance.meetings.queries.actions import carried_to, own_actions
from governance.watch.due import due_for
from governance.watch.late import late_on
from governance.watch.operations.flags import sweep
from governance.watch.waiting import waiting_on
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.outbox import Notification
from tests.support.factories import MeetingFactory

pytestmark = pytest.mark.django_db
FIRST, SECOND, THIRD = date(2021, 9, 17), date(2021, 10, 15), date(2021, 11, 19)
DUE = date(2021, 10, 8)
FACTS = {"what": "Update the RID.", "due_on": DUE}


@pytest.fixture
def meetings(db):
    return [MeetingFactory(on=day, number=str(92 + n)) for n, day in enumerate((FIRST, SECOND, THIRD))]


@pytest.fixture
def record(people, meetings):
    def act(**facts) -> Action:
        given = {"meeting": meetings[0], "owner": people.delivery, "on": FIRST}
        return record_action(by=people.secretary, **given | FACTS | facts)

    return act


def said(rows) -> list[tuple[str, str]]:
    return [(row.action.number, row.became) for row in rows]


def test_actions_are_numbered_and_stay_on_the_next_agenda_until_they_are_closed(people, meetings, record):
    first, second = record(), record(owner=None, owner_words="The DCC’s programme manager")
    assert [str(first), str(second)] == ["Action SECP92/01", "Action SECP92/02"]
    assert (first.who, second.who) == ("The delivery", "The DCC’s programme manager")
    one, two, three = meetings
    assert said(carried_to(two, FIRST)) == [("SECP92/01", "Open"), ("SECP92/02", "Open")]
    assert carried_to(three, FIRST) == []  # the body meets before it
    assert carried_to(one, FIRST) == []
    close_action(
        by=people.secretary, action=first, reason="The RID 1.1 says it", token=1, on=date(2021, 10, 1)
    )
    closed = "Closed on 1 October 2021: The RID 1.1 says it."
    assert said(carried_to(two, SECOND)) == [("SECP92/01", closed), ("SECP92/02", "Open, overdue")]
    assert said(carried_to(three, date(2021, 11, 1))) == [("SECP92/02", "Open, overdue")]
    close_action(by=people.secretary, action=second, reason="Done.", token=AS_STORED, on=THIRD)
    assert said(own_actions(one, THIRD)) == [("SECP92/01", closed), ("SECP92/02", "Open, overdue")]
    assert said(carried_to(three, THIRD)) == [("SECP92/02", "Closed on 19 November 2021: Done.")]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"owner_words": "The DCC"}, "Enter one owner"),
        ({"owner": None}, "Enter one owner"),
        ({"due_on": date(2021, 9, 16)}, "due before its meeting of 17 September 2021"),
        ({"due_on": date(2100, 1, 4)}, "2100 is too far ahead"),
        ({"on": date(2021, 9, 16)}, "has not taken place yet"),
    ],
)
def test_an_impossible_action_is_refused(record, facts, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        record(**facts)
    assert not Action.objects.exists()


def test_an_action_needs_the_number_of_its_meeting_and_the_permission(people, record):
    with pytest.raises(RuleBroken, match="begins with the number of its meeting"):
        record(meeting=MeetingFactory(on=date(2021, 9, 10)))
    with pytest.raises(NotAllowed):
        record_action(by=people.member, meeting=MeetingFactory(on=date(2021, 9, 13), number="1"), **FACTS)


def test_an_action_is_amended_closed_and_opened_again_with_reasons(people, record):
    action = record()
    given = {"by": people.analyst, "action": action, "on": SECOND}
    with pytest.raises(Stale):
        amend_action(**given, **FACTS, owner=people.analyst, token=7)
    amended = amend_action(**given, **FACTS | {"what": "Send the RID."}, owner=people.delivery, token=1)
    assert amended.what == "Send the RID."
    with pytest.raises(RuleBroken, match="how the action was closed"):
        close_action(**given, reason="", token=2)
    closed = close_action(**given, reason="Sent.", token=2)
    assert (closed.state, closed.closed_how, closed.closed_on) == ("closed", "Sent.", SECOND)
    with pytest.raises(RuleBroken, match="Open it again to change it"):
        amend_action(**given, **FACTS, owner=people.delivery, token=3)
    reopened = reopen_action(**given, reason="It came back.", token=3)
    assert (reopened.state, reopened.closed_how) == ("open", "")
    news = Notification.objects.filter(user=people.delivery).order_by("pk").values_list("subject", flat=True)
    assert [row.split(":")[0] for row in news] == [
        "Action SECP92/01 is yours",
        "Action SECP92/01 has changed",
        "Action SECP92/01 is open again",
    ]
    assert dict(verify())["Meetings and comments"] == []
    Action.objects.update(closed_how="", what="Nothing.")
    assert dict(verify())["Meetings and comments"] == [
        "Action SECP92/01 of the Panel of 17 September 2021 does not match the audit trail."
    ]


def test_its_owner_finds_it_among_their_tasks_and_in_their_calendar_and_a_late_one_is_flagged(people, record):
    action = record()
    (task,) = [row for row in waiting_on(people.delivery, DUE)["submit"][1] if "SECP92" in row.what]
    assert (task.what, task.when, task.label) == ("Action SECP92/01: Update the RID.", DUE, "Open")
    (late,) = [row for row in waiting_on(people.delivery, SECOND)["submit"][1] if "SECP92" in row.what]
    assert (late.tone, late.label) == ("red", "Overdue")
    for person, count in ((people.delivery, 1), (people.member, 1), (people.tabasc, 0)):
        assert len([row for row in due_for(person) if row.key == "actions/SECP92/01"]) == count
    sweep(on=SECOND)
    (flag,) = [one for one in late_on(SECOND).values() if one.thing == "actions/SECP92/01"]
    assert flag.kind == "action_overdue"
    assert flag.sentence == "Action SECP92/01, The delivery: “Update the RID.” is due by 8 Oct 2021."
    close_action(by=people.analyst, action=action, reason="Done.", token=1, on=SECOND)
    assert "actions/SECP92/01" not in late_on(SECOND)


def test_the_pages_of_an_action(people, meetings, record, as_role):
    record()
    page = "/meetings/panel/2021-09-17/actions/1/"
    secretary = as_role("secretary")
    new = secretary.post(
        "/meetings/panel/2021-09-17/actions/new/",
        {"what": "Ask the DCC.", "email": "", "owner_words": "SECAS", "due_on": "8 Oct 2021"},
    )
    assert new.status_code == 303
    both = {"what": "x", "email": people.delivery.email, "owner_words": "SECAS", "due_on": "8 Oct 2021"}
    refused = secretary.post("/meetings/panel/2021-09-17/actions/new/", both)
    assert refused.status_code == 422
    assert "Enter one owner" in refused.text
    facts = {"what": "Ask.", "email": people.member.email, "due_on": "9 Oct 2021", "token": 1}
    assert secretary.post(f"{page}amend/", facts).status_code == 303
    for role, status in (("member", 200), ("delivery", 404), ("secretary", 200)):
        assert as_role(role).get(page).status_code == status
    assert secretary.post(f"{page}close/", {"reason": "Asked.", "token": 2}).status_code == 303
    assert secretary.post(f"{page}reopen/", {"reason": "Not yet.", "token": 3}).status_code == 303
    shown = secretary.get("/meetings/panel/2021-10-15/").text
    assert "Carried from earlier meetings" in shown
    assert "SECP92/01. Ask." in shown
    assert "Began at the Panel of 17 September 2021" in shown
    own = as_role("member").get("/meetings/panel/2021-09-17/").text
    assert "SECP92/02. Ask the DCC." in own
    assert "Record an action" not in own
