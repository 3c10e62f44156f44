"""Tasks, flags and reminders of what Test Participants have not declared."""

from datetime import date

import pytest

from governance.regression.models import RegressionReminder
from governance.regression.operations.participants import name_participant, withdraw_participant
from governance.regression.operations.reminders import remind_participants
from governance.watch.due import due_for
from governance.watch.tasks import sweep_flags
from governance.watch.waiting import regression as waiting
from governance.watch.waiting import waiting_on
from modifications.operations.impacts import set_impacts
from releases.operations.releases import move_release
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.outbox import Notification
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry
from tests.governance.regression.declaring import (
    ON,
    PLANS_DUE,
    RESULTS_DUE,
    declared,
    party,
    published_as_it_is,
    release_with_days,
    taking_part,
    with_days,
)
from tests.governance.watch.flagged import flag_of, flags

pytestmark = pytest.mark.django_db
FLAGS = "releases/a-release/regression/"


def tasks(user, on=ON) -> list[tuple[str, str, date]]:
    user = User.objects.get(pk=user.pk)
    found = waiting_on(user, on)
    return [
        (task.what, task.act, task.when)
        for key, (_, rows) in found.items()
        for task in rows
        if "/regression/" in task.path
    ]


def reminders(user) -> list[tuple[str, str]]:
    rows = Notification.objects.filter(user=user, subject__contains="is due soon").order_by("pk")
    return [(row.subject, row.body) for row in rows]


def test_a_party_users_tasks_are_what_the_own_organisation_has_not_declared():
    release, user, other = release_with_days(), party(), party("South Power")
    assert tasks(user) == []  # it has not said that it takes part, and no RID is published
    participant = taking_part(release, user)
    assert tasks(user) == [
        ("A: regression testing plan", "Declare the plan", PLANS_DUE),
        ("A: regression testing results", "Declare the results", RESULTS_DUE),
    ]
    assert tasks(other) == []
    declared(participant, user)
    assert tasks(user) == [("A: regression testing results", "Declare the results", RESULTS_DUE)]
    assert tasks(user, date(2021, 12, 24)) == tasks(user)  # overdue ones stay
    assert tasks(user, date(2021, 9, 10)) == []  # more than 60 days ahead


def test_the_own_days_are_in_a_party_users_calendar_until_they_are_done():
    release, user, other = release_with_days(), party(), party("South Power")
    participant = taking_part(release, user)
    declared(participant, user)
    found = {row.what: (row.on, row.is_done, row.path) for row in due_for(user) if "/regression/" in row.path}
    path = "/releases/a-release/regression/own/"
    assert found == {
        "Due from North Energy: regression testing plan": (PLANS_DUE, True, path),
        "Due from North Energy: regression testing results": (RESULTS_DUE, False, path),
    }
    assert not [row for row in due_for(other) if "/regression/" in row.path]


@pytest.mark.parametrize("act", ["withdrawn", "not_taking_part", "cancelled"])
def test_nothing_is_due_from_one_that_does_not_take_part_or_of_a_release_that_is_off(people, act):
    release, user = release_with_days(), party()
    participant = taking_part(release, user)
    if act == "withdrawn":
        withdraw_participant(by=people.delivery, participant=participant, reason="x", token=AS_STORED, on=ON)
    elif act == "cancelled":
        move_release(by=people.analyst, release=release, move="cancel", reason="x", on=ON)
    else:
        taking_part(release, user, takes_part=False)
    sweep_flags(on="2021-10-20")
    assert (tasks(user), tasks(people.delivery), flags(FLAGS), reminders(user)) == ([], [], {}, [])


def test_the_dccs_tasks_and_the_flags_count_who_has_not_declared(people):
    release, user, other = release_with_days(), party(), party("South Power")
    participant, second = taking_part(release, user), taking_part(release, other)
    assert tasks(people.delivery, date(2021, 10, 8)) == []
    sweep_flags(on="2021-10-08")
    assert flags(FLAGS) == {}
    sweep_flags(on="2021-10-11")
    assert flags(FLAGS) == {f"{FLAGS}plan": "regression_due"}
    assert flag_of(f"{FLAGS}plan").sentence == (
        "A SEC Release: 2 Test Participants have not declared their regression testing plan, due by 18 Oct 2021."
    )
    what = "A: regression testing plan missing from 2 Test Participants"
    assert tasks(people.delivery, date(2021, 10, 11)) == [(what, "See who has not declared", PLANS_DUE)]
    declared(participant, user)
    sweep_flags(on="2021-10-19")
    flag = flag_of(f"{FLAGS}plan")
    assert (flag.kind, flag.is_late, flag.owner.key) == ("regression_overdue", True, "dcc")
    assert flag.sentence == (
        "A SEC Release: 1 Test Participant has not declared its regression testing plan, due by 18 Oct 2021."
    )
    message = Notification.objects.filter(user=people.delivery).first()
    (listed,) = message.listed
    assert listed.text == f"Regression testing overdue. {flag.sentence}"
    assert "North" not in flag.sentence + flag.path
    declared(second, other, on=date(2021, 10, 20))
    sweep_flags(on="2021-10-20")
    assert flags(FLAGS) == {}


def test_participants_are_reminded_once_before_each_due_day_and_not_of_what_is_declared(people):
    release, user, done = release_with_days(), party(), party("South Power")
    taking_part(release, user)
    declared(taking_part(release, done), done)
    for on in ("2021-10-08", "2021-10-11", "2021-10-12", "2021-10-18", "2021-10-19"):
        sweep_flags(on=on)
    about = "North Energy: regression testing for the A SEC Release is due soon"
    assert reminders(user) == [(about, "Declare your regression testing plan by 18 October 2021.")]
    assert reminders(done) == []
    entry = AuditEntry.objects.get(action="governance.send_regression_reminders")
    assert (entry.target, str(entry.on)) == ("releases/a-release/regression", "2021-10-11")
    sweep_flags(on="2021-11-12")
    assert reminders(user)[1:] == [(about, "Declare your regression testing results by 19 November 2021.")]
    assert RegressionReminder.objects.count() == 3


def test_days_without_the_job_lose_no_reminder_and_a_late_job_sends_none(people):
    release, user = release_with_days(), party()
    taking_part(release, user)
    assert remind_participants(on=PLANS_DUE) == 1
    assert remind_participants(on=PLANS_DUE) == 0
    assert remind_participants(on=date(2021, 11, 20)) == 0
    assert len(reminders(user)) == 1


def test_a_later_due_day_calls_for_another_reminder_and_one_message_names_both_kinds(people):
    release, user = release_with_days(), party()
    taking_part(release, user)
    assert remind_participants(on=date(2021, 10, 13)) == 1
    with_days(release, plans=date(2021, 10, 20), results=date(2021, 10, 21))
    assert remind_participants(on=date(2021, 10, 14)) == 2
    assert reminders(user)[1][1] == (
        "Declare your regression testing plan by 20 October 2021 and your regression testing results by "
        "21 October 2021."
    )


def test_the_number_of_working_days_is_a_setting(people, settings):
    settings.REGRESSION_REMINDER_DAYS = 2
    taking_part(release_with_days(), party())
    assert [remind_participants(on=date(2021, 10, day)) for day in (13, 14)] == [0, 1]


def test_an_organisation_without_an_account_is_reminded_once_it_has_one(people):
    release, user = release_with_days(), party()
    taking_part(release, user)
    name_participant(by=people.delivery, release=release, organisation="East Grid", source="email", on=ON)
    assert remind_participants(on=ON) == 1
    assert len(reminders(user)) == 1
    first = party("East Grid")
    assert remind_participants(on=PLANS_DUE) == 1
    assert len(reminders(first)) == 1


def test_a_party_of_an_affected_category_is_asked_whether_it_takes_part(examples, people):
    november = examples.november
    with_days(november, plans=PLANS_DUE, results=RESULTS_DUE)
    _tick(november, people, "suppliers")
    published_as_it_is(november, people)
    user, other = party(), party("Network", category="gas_networks")
    what = "November 2021: does your organisation take part in UIT?"
    assert tasks(user) == [(what, "Answer", PLANS_DUE)]
    assert tasks(other) == []
    assert tasks(user, date(2021, 10, 19)) == []
    taking_part(november, user, takes_part=False)
    assert tasks(user) == []


@pytest.mark.parametrize("count", [1, 3])
def test_tasks_ask_the_same_few_queries(people, django_assert_num_queries, count):
    user = party()
    for number in range(count):
        release = release_with_days(slug=f"a-release-{number}", name=f"A{number} SEC Release")
        taking_part(release, user)
    for subject, by, queries, found in (
        (waiting.missing, people.delivery, 7, count),
        (waiting.declarations, user, 7, 2 * count),
        (waiting.answers, party("South Power"), 6, 0),
    ):
        by = User.objects.get(pk=by.pk)
        with django_assert_num_queries(queries):
            assert len(list(subject(by, PLANS_DUE))) == found


def _tick(release, people, category: str) -> None:
    """Tick the category for one modification in the scope."""
    part = release.scope.first().part
    set_impacts(by=people.analyst, part=part, participants=[category], on=ON)
