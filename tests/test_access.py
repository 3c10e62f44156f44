"""Every address by every role, from two literal tables. A new address fails here until it is in them."""

from contextlib import contextmanager

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver

from governance.criteria.models import Criterion
from tests.governance.acceptance.accepting import released
from tests.support.addresses import CACHED, ROLES, TABLE
from tests.support.writes import WRITES

THIRD_PARTY = ("admin:", "mfa_")


def names(resolver=None, prefix="") -> set[str]:
    found = set()
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{pattern.namespace}:" if pattern.namespace else ""
            found |= names(pattern, prefix + space)
        elif isinstance(pattern, URLPattern):
            found.add(prefix + (pattern.name or str(pattern.pattern)))
    return found


def test_every_address_is_in_the_table():
    ours = {name for name in names() if not name.startswith(THIRD_PARTY)}
    assert ours == set(TABLE)


@pytest.fixture
def clients(examples, as_role):
    """One for each role, for all addresses of a table."""
    return {role: as_role(role) for role in ROLES}


@pytest.fixture
def receipt(examples, people, day):
    criterion = Criterion.objects.get(release=examples.november, category="testing", number=1)
    return released([criterion], people, day).receipt


@contextmanager
def undone():
    """What the block changes is taken back, so that each address finds the examples as they are."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_who_may_open(clients, receipt):
    found, kept = {}, {}
    for name, (path, _) in TABLE.items():
        with undone():
            answers = {role: client.get(path.format(receipt=receipt)) for role, client in clients.items()}
        found[name] = tuple(answer.status_code for answer in answers.values())
        kept[name] = {
            (role, *_caching(answer)) for role, answer in answers.items() if _caching(answer) != PRIVATE
        }
    assert found == {name: expected for name, (_, expected) in TABLE.items()}
    public = {
        name: {("anonymous", f"public, max-age={seconds}, must-revalidate", True, False)}
        for name, seconds in CACHED.items()
        if TABLE[name][1][0] == 200
    }
    assert kept == {name: set() for name in TABLE} | public


PRIVATE = ("private, no-store", True)


def _caching(answer) -> tuple:
    """What may keep it, whether it depends on the cookie, and for a public one whether it sets any."""
    said = (answer["Cache-Control"], "Cookie" in answer["Vary"])
    return said if said == PRIVATE else (*said, bool(answer.cookies))


def test_who_may_write(clients):
    found, expected = {}, {}
    for name, (may, entered, answer) in WRITES.items():
        path = TABLE[name][0].format(receipt="E-2021-AAAA-BBBB")
        may = (may,) if isinstance(may, str) else may
        with undone():
            found[name] = {role: client.post(path, entered).status_code for role, client in clients.items()}
        refused = {"anonymous": 302} | dict.fromkeys(ROLES[1:], 403)
        expected[name] = refused | dict.fromkeys(may, answer)
    assert found == expected


def test_admin_is_for_administrators_through_our_sign_in(people, as_role):
    response = as_role("anonymous").get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/accounts/login/")
    assert as_role("administrator").get("/admin/").status_code == 200
    for role in ("analyst", "chair", "member", "delivery", "nobody"):
        assert as_role(role).get("/admin/").status_code == 302


def test_every_page_that_only_posts_rejects_get(examples, as_role):
    analyst = as_role("analyst")
    for name in WRITES:
        if name.startswith("rid-"):
            assert analyst.get(TABLE[name][0]).status_code == 405
