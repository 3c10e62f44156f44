"""Who is read for a session: the person with the roles of today, in one query."""

import pytest

from secrel.core.models.people import User
from secrel.core.people.access import RoleBackend

pytestmark = pytest.mark.django_db


def test_a_person_is_read_with_their_roles(people, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = RoleBackend().get_user(people.analyst.pk)
        held = found.permissions()
    assert (found, held) == (people.analyst, people.analyst.permissions())
    assert held
    with django_assert_num_queries(2):
        nobody = RoleBackend().get_user(people.nobody.pk)
        assert (nobody, nobody.permissions()) == (people.nobody, frozenset())


def test_nobody_is_read_for_an_inactive_account_or_none(people):
    User.objects.filter(pk=people.analyst.pk).update(is_active=False)
    assert RoleBackend().get_user(people.analyst.pk) is None
    assert RoleBackend().get_user(0) is None
