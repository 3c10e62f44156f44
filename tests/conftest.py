"""Fixtures that every test may use."""

from contextlib import contextmanager
from datetime import date
from types import SimpleNamespace

import pytest
from allauth.account.models import EmailAddress
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client

from governance.documents.engine.facts import Fact
from governance.documents.engine.kind import DocumentKind
from governance.documents.engine.printing import render
from governance.documents.engine.printing.render import render_pdf
from governance.documents.rid.kind import RID_KIND
from governance.versions.models import RidVersion
from releases.models.releases import Release
from secrel.core.changes.record import digest_of
from secrel.core.models.people import Body, Membership, User
from tests.governance.meetings.deciding import rendered
from tests.prepare import EXAMPLES, on_server
from tests.support.factories import LONG_AGO, UserFactory
from tests.support.sign_in import signed_in

pytest_plugins = ["tests.governance.integrity.archives", "tests.support.small_disk"]
DAY = date(2021, 10, 15)
MANY = 10**6  # requests to the API in a minute: a table of all addresses takes more than we allow
QUICK_HASHER = "django.contrib.auth.hashers.MD5PasswordHasher"


@pytest.fixture(scope="session")
def django_db_setup():
    """One database with reference data, laid out before the servers start; tests run in transactions rolled back."""


@pytest.fixture(autouse=True)
def day(settings):
    """Pages take today to be the day of the examples; operations are given their date.

    Each test client loads the middleware anew: static files are looked up when asked for, not listed each time.
    A password gets a hash that takes no time; those of the examples have the one of the product.
    """
    settings.TODAY = DAY
    settings.PASSWORD_HASHERS = [QUICK_HASHER, *settings.PASSWORD_HASHERS]
    settings.API_REQUESTS = settings.API_PUBLIC_REQUESTS = MANY
    settings.WHITENOISE_AUTOREFRESH = True
    return DAY


@pytest.fixture(scope="session")
def examples_database() -> str:
    """Name of a second database, with the example releases and accounts."""
    return EXAMPLES


@contextmanager
def copied_database(name: str):
    """Work on a copy of the present database for as long as the block runs."""
    before = connection.settings_dict["NAME"]
    connection.close()
    on_server(f'CREATE DATABASE "{name}" TEMPLATE "{before}"')
    with connected_to(name):
        yield


@contextmanager
def connected_to(name: str):
    """Work on another database, alone: nobody else of this process is connected to it, so it may be copied."""
    before = connection.settings_dict["NAME"]
    connection.close()
    while _idle:
        _idle.popitem()[1].close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


_idle: dict[str, BaseDatabaseWrapper] = {}
"""Connections for the next test on their database, by its name. A new one costs PostgreSQL as much as most tests do."""


def _change_over(name: str) -> None:
    """Use another database: its connection from the test before, unless that was lost."""
    _idle[connection.settings_dict["NAME"]] = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = _idle.pop(name, None) or connections.create_connection(DEFAULT_DB_ALIAS)
    connection.settings_dict["NAME"] = name
    if connection.connection is not None and not connection.is_usable():
        connection.close()


@pytest.fixture
def _database_with_examples(request, django_db_blocker):
    """A test that asks for the examples runs on their database, before anything else opens another."""
    if "examples" not in request.fixturenames:
        yield
        return
    name, before = request.getfixturevalue("examples_database"), connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        _change_over(name)
        yield
        _change_over(before)


@pytest.fixture
def _django_db_helper(_database_with_examples, _django_db_helper):
    """pytest-django's own: it opens the test's transaction, so the database is chosen before it."""


@pytest.fixture
def committed_db(examples_database, django_db_blocker):
    """A copy of the examples in which transactions are real, for threads and triggers; dropped afterwards.

    The record's triggers refuse to empty tables, so a copy is thrown away instead.
    """
    copy = f"{examples_database}_copy"
    with django_db_blocker.unblock(), connected_to(examples_database):
        with copied_database(copy):
            yield copy
        on_server(f'DROP DATABASE "{copy}" WITH (FORCE)')


@pytest.fixture
def examples(db):
    """The example releases, by short names."""
    return SimpleNamespace(
        june=Release.objects.get(slug="june-2021"),
        november=Release.objects.get(slug="november-2021"),
    )


@pytest.fixture
def published(examples):
    """RID 8.0 of June 2021, with its PDF."""
    version = RidVersion.objects.get(release=examples.june, major=8)
    return rendered(version, pdf_of(RID_KIND, version.snapshot.rid))


PDFS: dict[str, bytes] = {}
"""The PDF of each snapshot that was rendered in this session, by the snapshot's digest."""


def pdf_of(kind: DocumentKind, document: Fact) -> bytes:
    """A snapshot's PDF, rendered once per session. `test_rendering.py` tests the rendering itself."""
    digest = digest_of(document.as_data())
    if digest not in PDFS:
        PDFS[digest] = render_pdf(kind, document)
    return PDFS[digest]


@pytest.fixture
def pdfs_rendered_once(monkeypatch):
    """For tests of what happens around a rendering."""
    monkeypatch.setattr(render, "render_pdf", pdf_of)


ROLES = {
    "analyst": ("secas", "analyst"),
    "administrator": ("secas", "administrator"),
    "chair": ("panel", "chair"),
    "member": ("panel", "member"),
    "delivery": ("dcc", "delivery"),
    "secretary": ("secas", "secretary"),
}


MORE_ROLES = {
    "analyst2": ("secas", "analyst"),
    "delivery2": ("dcc", "delivery"),
    "tag": ("tag", "member"),
    "tag_chair": ("tag", "chair"),
    "operations": ("operations-group", "member"),
    "operations_chair": ("operations-group", "chair"),
    "ssc": ("ssc", "member"),
    "ssc_chair": ("ssc", "chair"),
    "party": ("parties", "party"),
    "administrator2": ("secas", "administrator"),
    "tabasc": ("tabasc", "member"),
}


class People(SimpleNamespace):
    """Users of ROLES from the start; the others are created on first use."""

    def __getattr__(self, name: str) -> User:
        if name not in MORE_ROLES:
            raise AttributeError(name)
        setattr(self, name, UserFactory(name=f"The {name}", roles=[MORE_ROLES[name]]))
        return getattr(self, name)


@pytest.fixture
def people(db):
    """A user for each role: people.analyst, people.chair…; `nobody` has an account and no role.

    Their rows are written at once and past the operations, which a thousand tests would wait for; what makes
    accounts is tested in tests/core.
    """
    names = [*ROLES, "nobody"]
    users = User.objects.bulk_create(
        User(name=f"The {name}", email=f"{name}@people.example", password="!") for name in names
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in users
    )
    made = dict(zip(names, users, strict=True))
    bodies = {body.key: body for body in Body.objects.all()}
    Membership.objects.bulk_create(
        Membership(user=made[name], body=bodies[body], role=role, from_on=LONG_AGO, confirmed_on=LONG_AGO)
        for name, (body, role) in ROLES.items()
    )
    return People(**made)


@pytest.fixture
def as_role(people):
    """A client signed in as a role: as_role("chair")."""

    def sign_in(name: str) -> Client:
        client = Client()
        return client if name == "anonymous" else signed_in(client, getattr(people, name))

    return sign_in


@pytest.fixture
def analyst(people) -> User:
    return people.analyst
