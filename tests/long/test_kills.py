"""Processes killed in mid-work: every job ends exactly once, nothing is lost, nothing is left behind.

Each kill runs on an application of its own, while twenty releases publish at once.
"""

import json
import os
import signal
import socket
import subprocess
import sys

import pytest

from secrel.servers.process import wait_until
from tests.support.stack import ROOT, Stack

COUNT = 20
PUBLISH = f"""
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from django.db import connection
from governance.versions.operations.history import record_earlier_version
from governance.versions.operations.versions import issue_version
from releases.models import Release
from releases.operations.releases import create_release
from secrel.core.changes.operations import SYSTEM

ON = date(2021, 10, 15)

def make(n):
    release = create_release(by=SYSTEM, slug=f"release-{{n}}", name=f"Release {{n}}", go_live_on=date(2022, 2, 24),
                             profile="document_only", on=ON)
    for number in ("1.0", "2.0"):
        record_earlier_version(by=SYSTEM, release=release, number=number, kind="baseline", dated_on=ON, changes="x")

def publish(n):
    try:
        issue_version(by=SYSTEM, release=Release.objects.get(slug=f"release-{{n}}"), changes="Issued.", on=ON)
    finally:
        connection.close()

if not Release.objects.filter(slug="release-0").exists():
    for n in range({COUNT}):
        make(n)
with ThreadPoolExecutor(8) as pool:
    list(pool.map(publish, range({COUNT})))
print("published")
"""
TELL = """
import json
from django.db.models import Count
from governance.composing.models import RenderJob
from governance.versions.models import RidVersion
from secrel.core.models import AuditEntry
jobs = RenderJob.objects.filter(snapshot__versions__release__slug__startswith="release-").distinct()
finished = AuditEntry.objects.filter(action="governance.finish_rendering").values("target").annotate(n=Count("pk"))
print(json.dumps({
    "versions": RidVersion.objects.filter(release__slug__startswith="release-").count(),
    "jobs": jobs.count(),
    "done": jobs.filter(state="done").count(),
    "states": list(jobs.values_list("state", flat=True).distinct()),
    "finished_twice": [row["target"] for row in finished if row["n"] > 1],
    "pdfs": jobs.values("pdf").distinct().count(),
}))
"""
WHOLE = {
    "versions": COUNT,
    "jobs": COUNT,
    "done": COUNT,
    "states": ["done"],
    "finished_twice": [],
    "pdfs": COUNT,
}


@pytest.fixture
def stack(request):
    """Without the examples: each kill brings its own twenty releases."""
    running = Stack(f"kill-{abs(hash(request.node.name)) % 10**6}", "--empty", data="reference").start()
    yield running
    running.end()


def progress(stack: Stack) -> dict:
    return json.loads(stack.shell(TELL).splitlines()[-1])


def settle(stack: Stack, seconds: float = 90) -> dict:
    wait_until(lambda: progress(stack)["done"] == COUNT, seconds, 1)
    return progress(stack)


def test_twenty_publishes_at_once_make_one_pdf_each(stack):
    assert "published" in stack.shell(PUBLISH)
    assert settle(stack) == WHOLE
    assert "problem" not in stack.manage("verify_record")
    for n in range(COUNT):
        assert stack.status(f"/releases/release-{n}/rid/latest.pdf") == 200


VICTIMS = {
    "worker": ("celery", " worker ", " --concurrency 2 "),
    "a worker's process": ("celery", " worker ", " --concurrency 2 "),
    "beat": ("celery", " beat "),
    "broker": ("valkey-server",),
    "web main process": ("secrel.servers.web ",),
    "a web process": ("secrel.servers.serving",),
    "database": ("/postgres ", "-D"),
    "keeper": ("secrel.servers.keeper",),
}


@pytest.mark.parametrize("victim", VICTIMS)
def test_a_kill_in_mid_work_loses_nothing(stack, victim):
    assert "published" in stack.shell(PUBLISH)
    wait_until(lambda: progress(stack)["done"] >= 1, 30, 0.2)
    pids = stack.pids(*VICTIMS[victim])
    assert pids, f"there is no {victim}"
    os.kill(pids[-1] if victim == "a worker's process" else pids[0], signal.SIGKILL)
    assert settle(stack) == WHOLE
    assert stack.answers(30)
    stack.manage("verify_record")
    assert stack.interrupt() == 0
    assert wait_until(lambda: not stack.pids(), 20), stack.pids()


def test_a_killed_supervisor_leaves_nothing_and_the_next_start_finishes(stack):
    assert "published" in stack.shell(PUBLISH)
    wait_until(lambda: progress(stack)["done"] >= 1, 30, 0.2)
    stack.process.kill()
    stack.process.communicate()
    assert wait_until(lambda: not stack.pids(), 45, 0.5), stack.pids()
    stack.start()
    assert settle(stack) == WHOLE
    stack.manage("verify_record")


def start_another(stack: Stack) -> subprocess.CompletedProcess:
    command = [sys.executable, "manage.py", "demo", "--port", str(stack.port)]
    return subprocess.run(command, cwd=ROOT, env=stack.environment, capture_output=True, text=True)


def test_a_second_demo_says_that_one_is_running(stack):
    done = start_another(stack)
    assert done.returncode == 1
    assert f"The demo is already running at {stack.address}." in done.stderr


def test_a_busy_port_says_what_to_do():
    stack = Stack("busy")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", stack.port))
        taken.listen()
        done = start_another(stack)
    stack.end()
    assert done.returncode == 1
    assert (
        f"Port {stack.port} is taken by another program. Choose another: PORT={stack.port + 1} make demo"
        in done.stderr
    )


def test_ctrl_c_ends_everything_and_the_next_start_has_the_data():
    stack = Stack("ctrl-c").start()
    assert stack.interrupt() == 0
    assert wait_until(lambda: not stack.pids(), 20), stack.pids()
    stack.start()
    assert b"November 2021 SEC Release" in stack.fetch("/releases/")
    stack.end()


def test_a_database_that_is_away_gets_a_sentence_and_comes_back(stack):
    [keeper] = stack.pids("secrel.servers.keeper")
    os.kill(keeper, signal.SIGSTOP)
    postgres = stack.pids("/postgres ", "-D")[0]
    os.kill(postgres, signal.SIGKILL)
    assert wait_until(lambda: stack.status("/releases/") == 503, 20, 0.2)
    assert stack.status("/health/") == 503
    os.kill(keeper, signal.SIGCONT)
    assert wait_until(lambda: stack.status("/releases/") == 200, 30, 0.2)
