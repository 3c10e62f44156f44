"""Tampering with objections and handed tasks is found by verify_record."""

import pytest

from governance.meetings.models import Objection
from governance.meetings.operations.objections import answer_objection, withdraw_objection
from governance.watch.operations.handovers import take_back_task
from secrel.core.changes.operations import AS_STORED
from tests.governance.integrity.test_verify import findings, tamper
from tests.governance.meetings.deciding import MEETING
from tests.governance.meetings.test_decisions import position
from tests.governance.meetings.test_objections import item  # noqa: F401
from tests.governance.versions.test_versions import edit
from tests.governance.watch.test_handovers import TESTING, criteria, hand, task_named  # noqa: F401

pytestmark = pytest.mark.django_db
OBJECTIONS = [
    (
        "governance_objection",
        "UPDATE governance_objection SET state = 'open' WHERE state = 'withdrawn'",
        "Objection 1 of meetings/panel/2021-10-15/1 is open, but the audit trail says otherwise.",
    ),
    (
        "governance_objection",
        "UPDATE governance_objection SET text = 'Fine.' WHERE number = 2",
        "Objection 2 of meetings/panel/2021-10-15/1 does not match the position in which it was raised.",
    ),
    (
        "governance_objection",
        "UPDATE governance_objection SET number = 3 WHERE number = 2",
        "Objection 2 of meetings/panel/2021-10-15/1 is in the audit trail but no longer stored.",
    ),
    (
        "governance_objectionstep",
        "UPDATE governance_objectionstep SET text = 'No.' WHERE kind = 'answered'",
        "“No.” (answered) of an objection of meetings/panel/2021-10-15/1 does not match the audit trail.",
    ),
]


@pytest.mark.parametrize(
    ("table", "statement", "named"), OBJECTIONS, ids=["state", "text", "number", "answer"]
)
def test_an_objection_changed_past_the_application_is_named(item, people, table, statement, named):  # noqa: F811
    position(people.member, item, "object", text="Too soon.")
    first = Objection.objects.get()
    answer_objection(by=people.analyst, objection=first, text=" It is not. ", token=AS_STORED, on=MEETING)
    withdraw_objection(by=people.member, objection=first, text="Agreed.", token=AS_STORED, on=MEETING)
    position(people.member, item, "object", text="Too late.")
    edit(people.analyst, description="is edited again.")
    assert findings() == []
    tamper(table, statement)
    assert named in findings()


HANDOVERS = [
    "UPDATE governance_taskhandover SET until_on = until_on + 30 WHERE ended_on IS NOT NULL",
    "UPDATE governance_taskhandover SET ended_on = NULL, ended_how = '' WHERE ended_on IS NOT NULL",
    "UPDATE governance_taskhandover SET path = '/elsewhere/' WHERE ended_on IS NOT NULL",
    "DELETE FROM governance_taskhandover",
]


@pytest.mark.parametrize("statement", HANDOVERS, ids=["days", "end", "digest", "gone"])
def test_a_handover_changed_past_the_application_is_named(criteria, people, day, statement):  # noqa: F811
    row = hand(people.delivery, task_named(people.delivery, day, TESTING), people.delivery2, day)
    take_back_task(by=people.delivery, handover=row, token=AS_STORED, on=day)
    assert findings() == []
    tamper("governance_taskhandover", statement)
    [found] = findings()
    wrong = f"Handover 1 of tasks/{row.task} does not match the audit trail."
    gone = f"tasks/{row.task} has 0 handovers, but the audit trail has 1."
    assert found == (gone if statement.startswith("DELETE") else wrong)
