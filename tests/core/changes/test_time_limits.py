"""Database statements that take too long are stopped, and the page shows a sentence."""

import os
import subprocess
import sys

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection, transaction
from django.test import RequestFactory

from secrel.core.web.middleware import sentences
from tests.support.stack import ROOT

pytestmark = pytest.mark.django_db


def answer(error: Exception, **extra):
    request = RequestFactory().get("/", **extra)
    request.user = AnonymousUser()
    request.session = {}
    return sentences(lambda _: None).process_exception(request, error)


def failing(statement: str, setting: str) -> OperationalError:
    with connection.cursor() as cursor, pytest.raises(OperationalError) as caught, transaction.atomic():
        cursor.execute(f"SET LOCAL {setting} = '50ms'")
        cursor.execute(statement)
    return caught.value


def test_a_statement_that_takes_too_long_is_stopped_with_a_sentence():
    response = answer(failing("SELECT pg_sleep(5)", "statement_timeout"))
    assert response.status_code == 503
    assert "This took too long, so we stopped it." in response.content.decode()


def test_lock_held_by_somebody_else_is_not_waited_for():
    database = connection.settings_dict
    with psycopg.connect(host=database["OPTIONS"]["host"], user="secrel", dbname=database["NAME"]) as other:
        other.execute("LOCK TABLE core_body IN ACCESS EXCLUSIVE MODE")
        response = answer(failing("SELECT count(*) FROM core_body", "lock_timeout"))
    assert response.status_code == 409
    assert "Somebody else was saving the same thing" in response.content.decode()


@pytest.mark.parametrize(("module", "limit"), [("secrel.wsgi", "20s"), ("secrel.celery", "0")])
def test_pages_have_limits_and_jobs_have_their_own(module, limit):
    code = f"import {module}, django; django.setup()\nfrom django.db import connection as c\n"
    code += "k = c.cursor(); k.execute('SHOW statement_timeout'); print(k.fetchone()[0])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ, capture_output=True, text=True
    )
    assert done.stdout.strip() == limit, done.stderr
    assert settings.LOCK_SECONDS == 10
