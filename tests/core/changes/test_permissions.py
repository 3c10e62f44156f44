"""Roles: the permissions of each, their terms, and that nothing else grants a permission."""

from datetime import date, timedelta

import pytest

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.changes.permissions import ROLES, Permission, permissions_of
from secrel.core.models.people import Body, User
from secrel.core.people.access import RoleBackend
from secrel.core.people.operations import change_user, end_role, give_role
from secrel.core.people.queries import holders_of
from tests.support.factories import UserFactory

pytestmark = pytest.mark.django_db
HELD = {
    "analyst": {
        *("edit_releases", "present_versions", "publish_versions", "read_drafts", "read_presented"),
        *("submit_evidence", "review_evidence", "read_evidence", "read_record", "plan_meetings", "comment"),
        *("read_green", "confirm_parties", "manage_standard", "run_consultations"),
        *("read_regression", "manage_participants", "keep_blackouts"),
    },
    "administrator": {
        *("manage_accounts", "manage_calendar", "manage_standard", "read_record", "read_green"),
        "keep_blackouts",
    },
    "chair": {
        "read_presented",
        "read_evidence",
        "take_positions",
        "comment",
        "confirm_decisions",
        "read_green",
    },
    "member": {"read_presented", "read_evidence", "take_positions", "comment", "read_green"},
    "secretary": {"plan_meetings", "record_meetings", "read_presented", "read_evidence", "read_green"},
    "delivery": {
        *("submit_evidence", "propose_facts", "comment", "read_green", "run_consultations"),
        *("read_regression", "manage_participants"),
    },
    "party": {"read_green", "comment", "declare_regression"},
    "tag": {
        *("read_presented", "read_evidence", "take_positions", "comment", "read_green"),
        *("review_evidence", "read_regression"),
    },
    "nobody": set(),
}


@pytest.mark.parametrize("role", HELD)
def test_role_holds_exactly_its_permissions(people, role):
    assert set(getattr(people, role).permissions()) == HELD[role]


def test_follow_up_permission_is_held_by_the_application_only():
    assert not any(Permission.FOLLOW_UP in row.permissions for row in ROLES)
    assert Permission.FOLLOW_UP in SYSTEM.permissions()


def test_every_permission_is_held_by_somebody_or_the_application():
    held = frozenset().union(*(row.permissions for row in ROLES))
    assert set(Permission) - held == {Permission.FOLLOW_UP, Permission.LOAD_REFERENCE_DATA}


def test_role_that_the_body_does_not_have_has_no_permissions():
    assert permissions_of("dcc", "chair") == frozenset()


def test_a_term_begins_and_ends(day):
    user = UserFactory()
    panel = Body.objects.get(key="panel")
    membership = give_role(by=SYSTEM, user=user, body=panel, role="chair", from_on=day + timedelta(days=1))
    assert User.objects.get(pk=user.pk).permissions() == frozenset()
    end_role(by=SYSTEM, membership=membership, until_on=day + timedelta(days=9))
    give_role(by=SYSTEM, user=user, body=panel, role="member", from_on=date(2020, 1, 1), until_on=day)
    assert User.objects.get(pk=user.pk).permissions() == permissions_of("panel", "member")


def test_an_inactive_account_may_nothing(people):
    change_user(by=SYSTEM, user=people.chair, name="x", is_active=False)
    chair = User.objects.get(pk=people.chair.pk)
    assert chair.permissions() == frozenset()
    assert not RoleBackend().user_can_authenticate(chair)


def test_backend_has_the_permissions_of_the_user(people):
    backend = RoleBackend()
    assert backend.has_perm(people.chair, "confirm_decisions")
    assert not backend.has_perm(people.member, "confirm_decisions")
    assert backend.get_all_permissions(people.delivery) == HELD["delivery"]


def test_role_must_be_one_of_the_body(people):
    with pytest.raises(RuleBroken, match="Its roles: Delivery user"):
        give_role(
            by=people.administrator,
            user=people.nobody,
            body=Body.objects.get(key="dcc"),
            role="chair",
            from_on=date(2021, 1, 1),
        )


def test_nobody_deactivates_themselves(people):
    with pytest.raises(RuleBroken, match="your own account"):
        change_user(by=people.administrator, user=people.administrator, name="x", is_active=False)


def test_holders_are_found_by_body_and_day(people, day):
    assert [user.name for user in holders_of(Permission.READ_PRESENTED, on=day, body="panel")] == [
        *("The chair", "The member"),
    ]
    assert holders_of(Permission.READ_PRESENTED, on=date(2018, 1, 1)) == []
