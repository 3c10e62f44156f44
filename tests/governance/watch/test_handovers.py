"""Tasks: drafts that wait for a colleague, order by go-live, and tasks handed to a colleague and taken back."""

from datetime import date, timedelta

import pytest

from governance.acceptance.operations.evidence import change_evidence, draft_evidence
from governance.criteria.models import Criterion
from governance.watch.models import Ended, TaskHandover
from governance.watch.operations.handovers import hand_over_task, take_back_task
from governance.watch.waiting import tasks_of, waiting_on
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.changes.permissions import Permission
from secrel.core.models.outbox import Notification
from secrel.core.models.record import AuditEntry
from tests.governance.acceptance.accepting import drafted
from tests.support.factories import UserFactory

pytestmark = pytest.mark.django_db
TESTING = "November 2021: 6 testing criteria"
WHY = "I am away this week."


@pytest.fixture
def criteria(examples):
    rows = Criterion.objects.select_related("release", "owner", "reviewer").order_by("category", "number")
    return list(rows.filter(release=examples.november, category="testing"))


def tasks(user, on, group="submit") -> list:
    return waiting_on(user, on).get(group, ("", []))[1]


def task_named(user, on, what):
    return next(task for task in tasks(user, on) if task.what == what)


def hand(by, task, to, on, **facts):
    arguments = {"until_on": on + timedelta(days=7), "reason": WHY} | facts
    return hand_over_task(by=by, task=task.code, given_to=to, on=on, **arguments)


def test_a_draft_waits_for_each_colleague_who_did_not_write_it(criteria, people, day):
    writer, colleague = people.delivery, people.delivery2
    release, (first, second) = criteria[0].release, criteria[:2]
    empty = draft_evidence(by=writer, release=release, criteria=[first], on=day)
    assert not Notification.objects.filter(user=colleague, subject__contains="waits for you").exists()
    change_evidence(
        by=writer, evidence=empty, criteria=[first, second], text="All built.", token=AS_STORED, on=day
    )
    mails = {row.user: row for row in Notification.objects.filter(subject__contains="waits for you")}
    assert writer not in mails
    assert all(row.may_in("dcc", Permission.SUBMIT_EVIDENCE) for row in mails)
    mail = mails[colleague]
    assert mail.path == empty.get_absolute_url()
    assert mail.subject == "November 2021: evidence for Testing 1 and Testing 2 waits for you to release it"
    task = task_named(colleague, day, "November 2021: evidence for Testing 1 and Testing 2")
    assert (task.act, task.path) == ("Read and release", empty.get_absolute_url())
    assert all(row.act != "Read and release" for row in tasks(writer, day))
    note = task_named(writer, day, TESTING).note
    assert note.startswith(
        "No evidence yet for 3, 4, 5, 6; drafted, and waiting for a colleague to release it: 1, 2;"
    )
    change_evidence(by=colleague, evidence=empty, criteria=[first], text="Better.", token=AS_STORED, on=day)
    assert all(row.act != "Read and release" for row in tasks(colleague, day))


def test_a_draft_on_security_is_told_to_its_team_only(examples, people, day):
    rows = Criterion.objects.select_related("release", "owner", "reviewer")
    security = [row for row in rows.filter(release=examples.november) if row.is_security][:1]
    colleague = people.delivery2
    draft = drafted(security, people, day)
    told = Notification.objects.filter(path=draft.get_absolute_url())
    assert colleague in {row.user for row in told}
    assert all(row.user.bodies() == {"dcc"} for row in told)
    assert not [task for task in tasks(people.analyst2, day) if draft.receipt in task.path]


def test_undated_tasks_are_ordered_by_go_live(criteria, people, day):
    found = tasks(people.delivery, day)
    days = [task.when or task.go_live_on for task in found]
    assert days == sorted(days)
    task = task_named(people.delivery, day, TESTING)
    assert (task.when, task.go_live_on) == (None, date(2021, 11, 4))


def test_a_task_is_handed_over_and_taken_back(criteria, people, as_role, day):
    giver, colleague = people.delivery, people.delivery2
    before = len(tasks(giver, day))
    row = hand(giver, task_named(giver, day, TESTING), colleague, day)
    own, away = tasks_of(giver, day)
    assert len(own["submit"][1]) == before - 1
    assert [(task.what, task.handover) for task in away] == [(TESTING, row)]
    assert task_named(colleague, day, TESTING).handover == row
    mail = Notification.objects.get(user=colleague, subject=f"{giver} hands you a task: {TESTING}")
    assert mail.body == f"Submit evidence. It is yours until 22 October 2021. Reason: {WHY}"
    entry = AuditEntry.objects.get(action="governance.hand_over_task")
    assert (entry.target, entry.reason) == (f"tasks/{row.task}", WHY)
    assert entry.changes["until"] == [None, "2021-10-22"]
    page = as_role("delivery").get("/").content.decode()
    assert "With colleagues" in page
    with pytest.raises(NotAllowed):
        take_back_task(by=people.analyst, handover=row, token=1, on=day)
    with pytest.raises(Stale):
        take_back_task(by=giver, handover=row, token=7, on=day)
    take_back_task(by=giver, handover=row, token=1, on=day)
    assert task_named(giver, day, TESTING).handover is None
    assert TaskHandover.objects.get().ended_how == Ended.TAKEN_BACK
    assert Notification.objects.filter(
        user=colleague, subject__startswith=f"{giver} takes a task back"
    ).exists()


def test_a_handover_is_over_after_its_last_day(criteria, people, day):
    giver, colleague, third = people.delivery, people.delivery2, UserFactory(roles=[("dcc", "delivery")])
    row = hand(giver, task_named(giver, day, TESTING), colleague, day)
    with pytest.raises(RuleBroken, match="has this task until 22 October 2021"):
        hand(third, task_named(third, day, TESTING), colleague, day)
    on = hand(colleague, task_named(colleague, day, TESTING), third, day)
    row.refresh_from_db()
    assert (row.ended_how, on.given_by) == (Ended.HANDED_ON, colleague)
    later = day + timedelta(days=8)
    assert not TaskHandover.objects.in_force(later).exists()
    again = hand(giver, task_named(giver, later, TESTING), third, later)
    on.refresh_from_db()
    assert (on.ended_how, on.ended_on, again.since_on) == (Ended.OVER, date(2021, 10, 22), later)


def test_a_task_is_not_handed_to_somebody_without_the_permission(criteria, people, day):
    giver, task = people.delivery, task_named(people.delivery, day, TESTING)
    for person in (people.analyst, people.member):
        with pytest.raises(NotAllowed, match="takes a role that they do not have"):
            hand(giver, task, person, day)
    draft = drafted(criteria[:1], people, day)
    waiting = next(row for row in tasks(people.delivery2, day) if draft.receipt in row.path)
    with pytest.raises(NotAllowed):  # nobody releases their own work
        hand(people.delivery2, waiting, giver, day)
    for facts, sentence in (
        ({"until_on": day - timedelta(days=1)}, "from today to a year"),
        ({"until_on": day + timedelta(days=400)}, "from today to a year"),
        ({"reason": " "}, "Give a reason"),
    ):
        with pytest.raises(RuleBroken, match=sentence):
            hand(giver, task, people.delivery2, day, **facts)
    with pytest.raises(RuleBroken, match="have this task already"):
        hand(giver, task, giver, day)
    with pytest.raises(RuleBroken, match="do not have this task"):
        hand_over_task(
            by=people.member, task=task.code, given_to=people.chair, until_on=day, reason=WHY, on=day
        )
    assert not TaskHandover.objects.exists()


def test_the_page_hands_over_and_takes_back(criteria, people, as_role, day):
    colleague = people.delivery2
    client = as_role("delivery")
    code = task_named(people.delivery, day, TESTING).code
    address = f"/tasks/{code}/hand/"
    page = client.get(address).content.decode()
    assert f">{colleague} ({colleague.email})</option>" in page
    assert f">{people.analyst}</option>" not in page
    refused = client.post(address, {"given_to": people.analyst.pk, "until_on": "x", "reason": ""})
    assert refused.status_code == 422
    sent = {"given_to": people.delivery2.pk, "until_on": "22 Oct 2021", "reason": WHY}
    assert client.post(address, sent).status_code == 303
    assert f"<dd>{people.delivery2}</dd>" in client.get(address).content.decode()
    assert as_role("analyst").post(f"/tasks/{code}/take-back/", {"token": 1}).status_code == 404
    assert client.post(f"/tasks/{code}/take-back/", {"token": 1}).status_code == 303
    assert not TaskHandover.objects.in_force(day).exists()
