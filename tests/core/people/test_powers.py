"""Powers and voting rules: one administrator enters them, another confirms, and only then do they have effect."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F

from governance.meetings.queries.voting import rule_of
from governance.watch.waiting import waiting_on
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body
from secrel.core.models.powers import PowerHeld, VotingRule
from secrel.core.models.record import AuditEntry
from secrel.core.people.powers import confirm_rule, refuse_rule, set_power, set_voting_rule
from secrel.core.people.queries import holder_of

pytestmark = pytest.mark.django_db
SINCE = date(2013, 9, 23)
PAGE = "/accounts/powers/"


def body(key: str) -> Body:
    return Body.objects.get(key=key)


@pytest.fixture
def enter(people, day):
    """One administrator gives the TAG what the Panel decides since 2013."""
    return lambda from_on=SINCE: set_power(
        by=people.administrator,
        power="baseline",
        body=body("tag"),
        from_on=from_on,
        source="A decision",
        on=day,
    )


@pytest.fixture
def loosen(people, day):
    return lambda from_on=SINCE: set_voting_rule(
        by=people.administrator, body=body("panel"), from_on=from_on, quorum_percent=1, source="Terms", on=day
    )


def test_a_power_has_no_effect_until_another_confirms(enter, people, day):
    waits, chair = enter(), people.chair
    assert holder_of("baseline", on=day).key == "panel"
    confirm_rule(by=people.administrator2, rule=waits, on=day)
    assert holder_of("baseline", on=day).key == "tag"
    assert PowerHeld.objects.filter(power="baseline").count() == 1
    notification = Notification.objects.get(user=chair)
    assert notification.subject == "Now in force: Baselines the RID of a release"
    entry = AuditEntry.objects.latest("position")
    assert (entry.action, entry.target) == ("core.confirm_rule", "powers/baseline/2013-09-23")
    assert entry.changes == {
        "rule": ["Panel, from 23 Sep 2013.", "TAG, from 23 Sep 2013."],
        "confirmed_on": [None, day.isoformat()],
    }


def test_a_voting_rule_has_no_effect_until_another_confirms(loosen, people, day):
    waits = loosen()
    assert rule_of(body("panel"), day).quorum_percent == 50
    confirm_rule(by=people.administrator2, rule=waits, on=day)
    assert rule_of(body("panel"), day).quorum_percent == 1


def test_nobody_confirms_what_they_entered(enter, people, day):
    waits = enter()
    with pytest.raises(NotAllowed, match="another administrator must confirm it"):
        confirm_rule(by=people.administrator, rule=waits, on=day)
    with pytest.raises(IntegrityError), transaction.atomic():
        PowerHeld.objects.filter(pk=waits.pk).update(confirmed_by=F("granted_by"), confirmed_on=day)


def test_a_second_entry_for_the_same_day_replaces_the_unconfirmed_one(enter, people, day):
    first = enter()
    second = set_power(
        by=people.administrator2, power="baseline", body=body("csc"), from_on=SINCE, source="Another", on=day
    )
    assert list(PowerHeld.objects.to_confirm()) == [second]
    with pytest.raises(NotAllowed):
        confirm_rule(by=people.administrator2, rule=second, on=day)
    with pytest.raises(RuleBroken, match="is no longer waiting"):
        confirm_rule(by=people.administrator2, rule=first, on=day)


def test_a_refused_entry_is_removed_and_its_author_reads_the_reason(enter, people, day):
    waits = enter()
    with pytest.raises(RuleBroken, match="Give a reason"):
        refuse_rule(by=people.administrator2, rule=waits, on=day, reason=" ")
    refuse_rule(by=people.administrator2, rule=waits, on=day, reason="No paper says so.")
    assert not PowerHeld.objects.to_confirm().exists()
    notification = Notification.objects.filter(user=people.administrator).latest("pk")
    assert notification.subject == "Not confirmed: Baselines the RID of a release"
    assert (
        notification.body
        == "The administrator2 did not confirm this: TAG, from 23 Sep 2013. No paper says so."
    )


def test_the_other_administrators_are_notified_and_get_a_task(enter, loosen, people, day):
    other = people.administrator2
    enter(), loosen()
    subjects = Notification.objects.filter(user=other).order_by("pk")
    assert [notification.subject for notification in subjects] == [
        "Please confirm: Baselines the RID of a release",
        "Please confirm: How the Panel decides from 23 Sep 2013",
    ]
    _, tasks = waiting_on(other, day)["decide"]
    assert [task.label for task in tasks] == ["Power entered", "Power entered"]
    assert "decide" not in waiting_on(people.administrator, day)


def test_what_the_application_enters_has_effect_at_once(people, day, enter):
    enter()
    set_power(by=SYSTEM, power="baseline", body=body("csc"), from_on=SINCE, source="Reference data", on=day)
    assert holder_of("baseline", on=day).key == "csc"
    assert not PowerHeld.objects.to_confirm().exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_lists_roles_to_confirm(enter, loosen, as_role, count, django_assert_num_queries):
    for number in range(count):
        enter(date(2020, 1, 1 + number))
    loosen()
    client = as_role("administrator2")
    with django_assert_num_queries(6):
        page = client.get(PAGE).content.decode()
    assert page.count("Confirm this</button>") == count + 1
    assert page.count("Panel, from 23 Sep 2013.") == count
    own = as_role("administrator").get(PAGE).content.decode()
    assert own.count("You entered this") == count + 1
    assert "Confirm this</button>" not in own


def test_a_power_is_confirmed_and_refused_on_the_page(enter, loosen, as_role, people, day):
    power, rule = enter(), loosen()
    client = as_role("administrator2")
    refuse = f"{PAGE}voting-rule/{rule.pk}/refuse/"
    name = f"voting-rule{rule.pk}-reason"
    assert client.post(refuse, {name: ""}).status_code == 422
    assert client.post(refuse, {name: "No."}).status_code == 303
    confirm = f"{PAGE}power/{power.pk}/confirm/"
    assert as_role("administrator").post(confirm).status_code == 403
    assert client.post(confirm).status_code == 303
    assert client.post(confirm).status_code == 404
    assert (holder_of("baseline", on=day).key, VotingRule.objects.count()) == ("tag", 0)


def test_an_entry_in_the_administration_pages_needs_confirmation_too(as_role, people, day):
    held = PowerHeld.objects.get(power="baseline")
    entered = {"body": body("tag").pk, "source": "A decision", "confirmed_on": "2013-09-23", "granted_by": ""}
    page = as_role("administrator").post(f"/admin/core/powerheld/{held.pk}/change/", entered, follow=True)
    assert "This has no effect until another administrator confirms it." in page.content.decode()
    assert holder_of("baseline", on=day).key == "panel"
    assert PowerHeld.objects.to_confirm().get().granted_by == people.administrator
