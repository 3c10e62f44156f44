"""The daily job on real processes: started by beat, run by the worker for thirty days, the broker away for a while."""

import json
import os
import signal
import subprocess
import sys

import pytest

from secrel.servers.process import wait_until
from tests.governance.watch.test_flags import golden_days
from tests.support.stack import ROOT, Stack

FIRST = "2021-10-01"
RAN = """
import json
from governance.watch.models import DailyRun
from secrel.core.models import AuditEntry
print(json.dumps({
    "days": [str(day) for day in DailyRun.objects.values_list("on", flat=True)],
    "sweeps": AuditEntry.objects.filter(action="governance.sweep_flags").count(),
}))
"""
THIRTY_DAYS = """
import json, time
from datetime import date, timedelta
from governance.watch.models import DailyRun, Flag
from governance.watch.tasks import sweep_flags
from secrel.core.models import AuditEntry

def named(flag):
    return flag.path.strip("/") if flag.thing.startswith(("scope/", "modifications/")) else flag.thing

def done(on):
    row = DailyRun.objects.filter(on=on).first()
    return row and row.done_at

def run(on):
    before, sweeps = done(on), AuditEntry.objects.filter(action="governance.sweep_flags").count()
    sweep_flags.delay(on=on.isoformat())
    end = time.monotonic() + 30
    while done(on) == before and time.monotonic() < end:
        time.sleep(0.02)
    assert done(on) != before, on
    return AuditEntry.objects.filter(action="governance.sweep_flags").count() - sweeps

days = []
for number in range(30):
    on = date(2021, 10, 1) + timedelta(number)
    first, second = run(on), run(on)
    rows = {named(row): row.kind for row in Flag.objects.filter(cleared_on__isnull=True)}
    days.append([on.isoformat(), rows, second])
print(json.dumps(days))
"""
WHILE_AWAY = """
import os, time
from datetime import date
from django.db import transaction
from governance.watch.models import DailyRun
from secrel.core.models import User
from secrel.core.notifications.notify import notify
print("ready", flush=True)
while not os.path.exists(GO):
    time.sleep(0.05)
DailyRun.objects.all().delete()
with transaction.atomic():
    person = User.objects.get(email="chair@panel.example")
    notify([person], subject="Written while the broker was away", body="x", path="/", on=date(2021, 10, 1))
time.sleep(8)
print(DailyRun.objects.count())
"""


@pytest.fixture(scope="module")
def stack():
    running = Stack("daily", data="examples", SECREL_TODAY=FIRST).start()
    yield running
    running.end()


def ran(stack: Stack) -> dict:
    return json.loads(stack.shell(RAN).splitlines()[-1])


def test_beat_starts_the_daily_job_once(stack):
    assert wait_until(lambda: ran(stack)["days"] == [FIRST], 60, 1)
    sweeps = ran(stack)["sweeps"]
    assert sweeps == 1
    assert not wait_until(lambda: ran(stack)["sweeps"] != sweeps, 12, 2)  # some looks after jobs later


def test_the_worker_runs_it_for_thirty_days_and_twice_a_day_changes_nothing(stack):
    days = json.loads(stack.shell(THIRTY_DAYS).splitlines()[-1])
    assert [(on, flags) for on, flags, _ in days] == [(on.isoformat(), flags) for on, flags in golden_days()]
    assert {second for *_, second in days} == {0}


def test_a_broker_that_was_away_loses_neither_the_day_nor_a_mail(stack):
    go = stack.home / "go"
    with subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--no-imports"],
        cwd=ROOT,
        env=stack.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writing:
        writing.stdin.write(WHILE_AWAY.replace("GO", repr(str(go))))
        writing.stdin.close()
        assert writing.stdout.readline() == "ready\n"
        [keeper] = stack.pids("secrel.servers.keeper")
        os.kill(keeper, signal.SIGSTOP)
        os.kill(stack.pids("valkey-server")[0], signal.SIGKILL)
        go.touch()
        assert writing.stdout.readline() == "0\n"  # nobody could start the day
        assert mails(stack) == 0
        os.kill(keeper, signal.SIGCONT)
    assert wait_until(lambda: FIRST in ran(stack)["days"], 90, 1)
    assert wait_until(lambda: mails(stack) == 1, 90, 1)
    assert not wait_until(lambda: mails(stack) != 1, 10, 2)
    stack.manage("verify_record")


def mails(stack: Stack) -> int:
    """How often that mail was sent."""
    files = (stack.home / "var" / "mail").glob("*")
    return sum(path.read_text().count("Subject: Written while the broker was away") for path in files)
