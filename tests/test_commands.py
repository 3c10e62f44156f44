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

from governance.models import CriterionText, Flag
from modifications.models import SecDocument
from releases.models import GlossaryTerm, Release
from secrel.core.models import AuditEntry, Body, User
from secrel.core.startup import refuse_example_accounts

ROOT = Path(__file__).resolve().parent.parent


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
    said = call("bootstrap", "--administrator", "first@example.org", "--name", "First")
    path = re.search(r"http://localhost:8000(/\S+)", said)[1]
    form = client.get(path, follow=True)
    assert form.status_code == 200
    target = form.redirect_chain[-1][0]
    typed = {"password1": "a-long-enough-one", "password2": "a-long-enough-one"}
    assert client.post(target, typed).status_code == 302
    user = User.objects.get(email="first@example.org")
    assert user.check_password("a-long-enough-one")
    assert user.is_staff
    client.logout()
    assert "password1" not in client.get(path, follow=True).content.decode()


@pytest.mark.django_db
def test_bootstrap_says_that_an_account_is_there():
    call("bootstrap", "--administrator", "first@example.org")
    assert "first@example.org has an account already." in call(
        "bootstrap", "--administrator", "first@example.org"
    )


def test_examples_are_loaded_once(examples):
    assert "there are releases already" in call("load_examples")
    assert Release.objects.count() == 7


def test_examples_of_an_earlier_version_get_what_came_since(examples):
    """The data of the version before Parties: no such body, and nobody of them."""
    party = User.objects.get(email="party@supplier.example")
    party.registration.delete()
    party.memberships.all().delete()
    party.emailaddress_set.all().delete()
    party.notifications.all().delete()
    party.delete()
    Body.objects.get(key="parties").delete()
    call("load_examples")
    assert User.objects.get(email=party.email).memberships.get().body.key == "parties"
    before = AuditEntry.objects.count()
    call("load_examples")
    assert AuditEntry.objects.count() == before


def test_examples_are_refused_in_production(examples, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="never loaded in production"):
        call("load_examples")


def test_production_refuses_to_start_with_an_example_account(examples, settings):
    refuse_example_accounts()
    settings.PRODUCTION = True
    with pytest.raises(ImproperlyConfigured, match="example accounts with known passwords"):
        refuse_example_accounts()


def test_flags_on_demand_for_any_day(examples):
    assert call("sweep_flags", "--on", "2021-10-13") == "2021-10-13: 7 raised, 0 updated, 0 cleared.\n"
    assert call("sweep_flags", "--on", "2021-10-14") == "2021-10-14: 1 raised, 0 updated, 0 cleared.\n"
    assert Flag.objects.count() == 8
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
