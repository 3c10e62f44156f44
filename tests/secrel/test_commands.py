"""Commands: bootstrap, examples, flags, production's refusals."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from governance.criteria.models import CriterionText
from governance.examples import accounts
from governance.management.commands.load_examples import EXAMPLE_DAY
from governance.watch.models import Flag
from modifications.models.documents import SecDocument
from releases.models.releases import Release
from releases.models.testing import GlossaryTerm
from secrel.core.models.people import Body, User
from secrel.core.models.record import AuditEntry
from secrel.core.people.services.models import ServiceAccount
from secrel.core.processes.startup import refuse_example_accounts

ROOT = Path(__file__).resolve().parent.parent.parent


def call(*arguments: str) -> str:
    out = io.StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_bootstrap_loads_reference_data_once():
    def counts():
        return [model.objects.count() for model in (Body, SecDocument, GlossaryTerm, CriterionText)]

    before = counts()
    call("bootstrap")
    assert counts() == before
    assert before[0] == 11
    assert before[3] == 16


@pytest.mark.django_db
def test_bootstrap_invites_the_first_administrator_by_a_one_time_link(client):
    output = call("bootstrap", "--administrator", "first@example.org", "--name", "First")
    path = re.search(r"http://localhost:8000(/\S+)", output)[1]
    form = client.get(path, follow=True)
    assert form.status_code == 200
    target = form.redirect_chain[-1][0]
    entered = {"password1": "a-long-enough-one", "password2": "a-long-enough-one"}
    assert client.post(target, entered).status_code == 302
    user = User.objects.get(email="first@example.org")
    assert user.check_password("a-long-enough-one")
    assert user.is_staff
    client.logout()
    assert "password1" not in client.get(path, follow=True).content.decode()


@pytest.mark.django_db
def test_bootstrap_makes_a_new_link_until_there_is_a_password():
    links = [
        re.search(r"/accounts/\S+", call("bootstrap", "--administrator", "first@example.org"))[0]
        for _ in range(2)
    ]
    assert all("/reset/key/" in link for link in links)
    user = User.objects.get(email="first@example.org")
    user.set_password("a-long-enough-one")
    user.save()
    with pytest.raises(CommandError, match=r"first@example\.org already has an account"):
        call("bootstrap", "--administrator", "first@example.org")


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["me", "a@", "a b@c.example", "x@example.org\nBcc: y@example.org", ""])
def test_bootstrap_takes_an_address_only(address):
    if address:
        with pytest.raises(CommandError, match="is not an email address"):
            call("bootstrap", "--administrator", address)
    assert not User.objects.exists()


@pytest.mark.django_db
def test_a_mistyped_first_administrator_is_replaced():
    call("bootstrap", "--administrator", "frist@example.org")
    call("bootstrap", "--administrator", "second@example.org")
    with pytest.raises(CommandError, match=r"already two administrators.*--instead-of"):
        call("bootstrap", "--administrator", "first@example.org")
    output = call("bootstrap", "--administrator", "first@example.org", "--instead-of", "frist@example.org")
    assert "/reset/key/" in output
    active = User.objects.filter(is_active=True, memberships__role="administrator")
    assert sorted(active.values_list("email", flat=True)) == ["first@example.org", "second@example.org"]
    User.objects.get(email="second@example.org").set_password("a-long-enough-one")
    entry = AuditEntry.objects.filter(action="core.change_user").get()
    assert (entry.reason, entry.changes) == ("Its address was mistyped.", {"is_active": [True, False]})


@pytest.mark.django_db
def test_an_administrator_with_a_password_is_not_replaced():
    call("bootstrap", "--administrator", "first@example.org")
    user = User.objects.get()
    user.set_password("a-long-enough-one")
    user.save()
    with pytest.raises(CommandError, match="so the account stays"):
        call("bootstrap", "--administrator", "other@example.org", "--instead-of", "first@example.org")
    assert User.objects.get().is_active


@pytest.mark.django_db
def test_examples_stay_out_of_an_installation_with_accounts():
    call("bootstrap", "--administrator", "first@example.org")
    with pytest.raises(CommandError, match="accounts of its own, so the examples stay out of it"):
        call("load_examples")


def test_examples_are_loaded_once(examples):
    assert "there are releases already" in call("load_examples")
    assert Release.objects.count() == 8


def test_example_accounts_share_a_password_that_is_hashed_once(examples):
    """Hashing it for each of them took a fifth of the loading."""
    opened = User.objects.filter(is_example=True).exclude(email=accounts.PARTY)
    assert opened.count() == 19
    assert len({user.password for user in opened}) == 1
    hashes = User.objects.filter(is_example=True).distinct("password").order_by("password")
    assert [user.check_password(accounts.PASSWORD) for user in hashes] == [True, True]


def test_examples_of_an_earlier_version_get_what_came_since(examples):
    """The data of the version before Parties: no such body, and nobody of them."""
    party = User.objects.get(email="party@supplier.example")
    party.registration.delete()
    party.memberships.all().delete()
    party.emailaddress_set.all().delete()
    User.objects.filter(pk=party.pk).update(email="somebody@supplier.example")  # whose answers stay
    Body.objects.get(key="parties").delete()
    call("load_examples")
    assert User.objects.get(email=party.email).memberships.get().body.key == "parties"
    program = ServiceAccount.objects.get()
    assert (program.opens(EXAMPLE_DAY), program.user.api_tokens.exists()) == (
        True,
        False,
    )  # no secret is shipped
    before = AuditEntry.objects.count()
    call("load_examples")
    assert AuditEntry.objects.count() == before


def test_examples_are_refused_in_production(examples, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="cannot be loaded in production"):
        call("load_examples")


def test_production_refuses_to_start_with_an_example_account(examples, settings):
    refuse_example_accounts()
    settings.PRODUCTION = True
    with pytest.raises(ImproperlyConfigured, match="example accounts, whose passwords are public"):
        refuse_example_accounts()


def test_flags_on_demand_for_any_day(examples):
    assert call("sweep_flags", "--on", "2021-10-13") == "2021-10-13: 11 raised, 0 updated, 0 cleared.\n"
    assert call("sweep_flags", "--on", "2021-10-14") == "2021-10-14: 1 raised, 0 updated, 0 cleared.\n"
    assert Flag.objects.count() == 12
    with pytest.raises(CommandError, match=r"“soon” is not a date\. Write it like 2021-10-14\."):
        call("sweep_flags", "--on", "soon")


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SECREL_PRODUCTION": "1"}, "Set the environment variable SECRET_KEY; .env.example explains it."),
        ({"SECREL_PRODUCTION": "1", "SECRET_KEY": "x" * 50}, "Production needs ALLOWED_HOSTS"),
    ],
)
def test_a_missing_setting_names_itself(environment, sentence):
    done = manage("check", **environment)
    assert done.returncode != 0
    assert sentence in done.stderr


def test_a_database_that_is_not_there_gets_a_sentence():
    done = manage("migrate", DATABASE_URL="postgres://x@127.0.0.1:1/x", REDIS_URL="redis://127.0.0.1:1/0")
    assert done.returncode == 1
    assert (
        done.stderr.strip()
        .splitlines()[-1]
        .startswith("The database is not responding, or stopped the command (")
    )
    assert "Traceback" not in done.stderr


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
