"""Who takes part in UIT: said by the organisation, or by the DCC or SECAS with the source, and withdrawn."""

import pytest

from governance.regression.models import TestParticipant
from governance.regression.operations.participants import (
    declare_taking_part,
    name_participant,
    name_participant_again,
    withdraw_participant,
)
from governance.regression.queries.participants import people_of
from releases.operations.releases import move_release
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Membership
from secrel.core.models.record import AuditEntry
from secrel.core.values.organisations import organisation_key
from tests.governance.integrity.test_verify import findings
from tests.governance.regression.declaring import ON, party, release_with_days, taking_part
from tests.support.factories import ReleaseFactory

pytestmark = pytest.mark.django_db


def named(release, by, organisation="North Energy", source="email", **facts) -> TestParticipant:
    return name_participant(by=by, release=release, organisation=organisation, source=source, on=ON, **facts)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("North Energy Ltd.", "NORTH  ENERGY LTD", True),
        ("O’Neill Power", "o'neill power", True),
        ("North\u200bEnergy", "NorthEnergy", True),
        ("Ｎorth Energy", "North Energy", True),
        ("North Energy", "North Energy 2", False),
        ("North Energy", "Nоrth Energy", False),  # a Cyrillic letter
    ],
)
def test_names_are_compared_without_case_spaces_and_points(one, other, same):
    assert (organisation_key(one) == organisation_key(other)) is same


def test_a_party_user_says_that_the_organisation_takes_part_and_that_it_does_not(people):
    release, user = release_with_days(), party()
    row = taking_part(release, user)
    assert (str(row), row.category, row.state, row.source) == (
        "North Energy",
        "suppliers",
        "taking_part",
        "account",
    )
    assert Notification.objects.get(user=people.delivery).subject == (
        "North Energy takes part in UIT of the A SEC Release"
    )
    colleague = party("NORTH ENERGY.")
    with pytest.raises(Stale, match="was changed by somebody else"):
        declare_taking_part(by=colleague, release=release, takes_part=False, token=0, on=ON)
    with pytest.raises(RuleBroken, match="the status of this Test Participant is “Takes part”"):
        taking_part(release, colleague)
    row.refresh_from_db()
    again = declare_taking_part(by=colleague, release=release, takes_part=False, token=row.token, on=ON)
    assert (again.pk, again.state, again.stated_by) == (row.pk, "not_taking_part", colleague)
    assert [
        entry.changes["state"]
        for entry in AuditEntry.objects.order_by("position").filter(
            target=f"releases/a-release/regression/{row.receipt}"
        )
    ] == [[None, "taking_part"], ["taking_part", "not_taking_part"]]


@pytest.mark.parametrize("state", ["registered", "verified", "refused"])
def test_only_a_confirmed_registration_speaks_for_an_organisation(people, state):
    release = release_with_days()
    for user in (people.party, party(state=state)):
        with pytest.raises(NotAllowed, match="SECAS has not confirmed a registration"):
            taking_part(release, user)
    for name in ("analyst", "delivery", "chair", "tag", "nobody"):
        with pytest.raises(NotAllowed):
            taking_part(release, getattr(people, name))
    assert not TestParticipant.objects.exists()


def test_a_user_whose_role_ended_is_none_of_its_people(people):
    release, user = release_with_days(), party()
    row = taking_part(release, user)
    assert people_of([row], on=ON) == {row.pk: [user]}
    Membership.objects.filter(user=user).update(until_on=ON.replace(day=14))
    assert people_of([row], on=ON) == {row.pk: []}


@pytest.mark.parametrize("role", ["delivery", "analyst"])
def test_the_dcc_and_secas_name_an_organisation_with_the_source(people, role):
    release, user = release_with_days(), party()
    row = named(release, getattr(people, role), "North Energy Ltd.", category="suppliers")
    assert (row.state, row.source, row.stated_on) == ("taking_part", "email", ON)
    assert not Notification.objects.filter(user=user).exists()  # another name
    other = named(release, getattr(people, role), "north energy", "telephone")
    assert Notification.objects.get(user=user).subject == (
        "north energy is a Test Participant of the A SEC Release"
    )
    assert other.category == ""


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"organisation": "…"}, "Enter the name of the organisation"),
        ({"organisation": ""}, "Enter the name of the organisation"),
        ({"source": ""}, "Choose how you know"),
        ({"source": "account"}, "Choose how you know"),
        ({"source": "pigeon"}, "Choose how you know"),
        ({"category": "everybody"}, "Choose one of the categories listed"),
    ],
)
def test_a_wrong_name_source_or_category_is_refused(people, facts, sentence):
    release = release_with_days()
    with pytest.raises(RuleBroken, match=sentence):
        named(release, people.delivery, **facts)
    assert not TestParticipant.objects.exists()


def test_an_organisation_is_listed_once_and_named_again_on_its_page(people):
    release, user = release_with_days(), party()
    row = taking_part(release, user, takes_part=False)
    with pytest.raises(RuleBroken, match="already listed with the status “Does not take part”") as refused:
        named(release, people.delivery, "NORTH energy")
    assert refused.value.link == (row.get_absolute_url(), "Open its page")
    with pytest.raises(Stale):
        name_participant_again(
            by=people.delivery, participant=row, source="email", token=row.token + 1, on=ON
        )
    again = name_participant_again(
        by=people.delivery, participant=row, source="meeting", token=row.token, on=ON
    )
    assert (again.state, again.source) == ("taking_part", "meeting")


def test_one_is_withdrawn_with_a_reason_that_it_reads(people):
    release, user = release_with_days(), party()
    row = taking_part(release, user)
    arguments = {"by": people.delivery, "participant": row, "on": ON}
    with pytest.raises(RuleBroken, match="Give a reason"):
        withdraw_participant(reason="", token=row.token, **arguments)
    with pytest.raises(NotAllowed):
        withdraw_participant(reason="x", token=row.token, **arguments | {"by": people.tag})
    row = withdraw_participant(reason="It has no Devices to test.", token=row.token, **arguments)
    assert (row.state, row.reason) == ("withdrawn", "It has no Devices to test.")
    assert "It has no Devices to test." in Notification.objects.filter(user=user).first().body
    with pytest.raises(RuleBroken, match="the status of this Test Participant is “Withdrawn”"):
        withdraw_participant(reason="x", token=AS_STORED, **arguments)
    assert taking_part(release, user).reason == ""  # it may say again that it takes part


def test_only_releases_that_are_tested_and_not_over_take_answers(people):
    user = party()
    with pytest.raises(RuleBroken, match="does not affect any systems, so it has no regression testing"):
        taking_part(ReleaseFactory(profile="document_only"), user)
    release = release_with_days()
    move_release(by=people.analyst, release=release, move="cancel", reason="x", on=ON)
    for act in (lambda: taking_part(release, user), lambda: named(release, people.delivery)):
        with pytest.raises(
            RuleBroken, match="is cancelled, so its regression testing can no longer be changed"
        ):
            act()


def test_changed_rows_are_found_by_the_verification(examples, people):
    release, user = release_with_days(), party()
    row = taking_part(release, user)
    before = findings()
    TestParticipant.objects.filter(pk=row.pk).update(state="withdrawn")
    assert [one for one in findings() if one not in before] == [
        f"The Test Participant {row.receipt} has the status withdrawn, but the audit trail says otherwise."
    ]
    TestParticipant.objects.filter(pk=row.pk).update(state="taking_part", organisation_key="south power")
    assert [one for one in findings() if one not in before] == [
        f"The organisation of the Test Participant {row.receipt} is not the one in the audit trail."
    ]
