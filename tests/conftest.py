"""Fixtures that every test may use."""

from datetime import date
from types import SimpleNamespace

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from governance.examples import accounts, june_2021, november_2021
from governance.management.commands.bootstrap import load_reference_data
from secrel.core.changes import SYSTEM
from secrel.core.models import User
from tests.factories import UserFactory

DAY = date(2021, 10, 15)


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker):
    """One database with reference data; every test runs in a transaction that is rolled back."""
    with django_db_blocker.unblock():
        call_command("migrate", verbosity=0, interactive=False)
        load_reference_data()
    call_command("collectstatic", verbosity=0, interactive=False)


@pytest.fixture(autouse=True)
def day(settings):
    """Pages take today to be the day of the examples; operations are given their date."""
    settings.TODAY = DAY
    return DAY


@pytest.fixture
def committed_db(django_db_setup, django_db_blocker):
    """A copy of the database in which transactions are real, for threads and triggers; dropped afterwards.

    The record's triggers refuse to empty tables, so a copy is thrown away instead.
    """
    name = settings.DATABASES["default"]["NAME"]
    copy = f"{name}_copy"
    with django_db_blocker.unblock():
        connection.close()
        _server(f'CREATE DATABASE "{copy}" TEMPLATE "{name}"')
        connection.settings_dict["NAME"] = copy
        yield copy
        connection.close()
        connection.settings_dict["NAME"] = name
        _server(f'DROP DATABASE "{copy}" WITH (FORCE)')


def _server(statement: str) -> None:
    with psycopg.connect(
        host=str(settings.PLACES.sockets), user="secrel", dbname="postgres", autocommit=True
    ) as server:
        server.execute(statement)


@pytest.fixture
def examples(db):
    """The example accounts and releases, by short names."""
    return load_examples()


def load_examples() -> SimpleNamespace:
    accounts.load(SYSTEM)
    june, november = june_2021.load(SYSTEM), november_2021.load(SYSTEM)
    return SimpleNamespace(june=june, november=november)


ROLES = {
    "analyst": ("secas", "analyst"),
    "administrator": ("secas", "administrator"),
    "chair": ("panel", "chair"),
    "member": ("panel", "member"),
    "delivery": ("dcc", "delivery"),
}


@pytest.fixture
def people(db):
    """A user for each role: people.analyst, people.chair…; `nobody` has an account and no role."""
    made = {name: UserFactory(name=f"The {name}", roles=[role]) for name, role in ROLES.items()}
    return SimpleNamespace(**made, nobody=UserFactory(name="The nobody"))


@pytest.fixture
def as_role(people):
    """A client signed in as a role: as_role("chair")."""

    def sign_in(name: str) -> Client:
        client = Client()
        if name != "anonymous":
            client.force_login(getattr(people, name))
        return client

    return sign_in


@pytest.fixture
def analyst(people) -> User:
    return people.analyst
