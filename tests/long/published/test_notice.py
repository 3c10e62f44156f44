"""Notices published at a set time by beat and worker, on time while PDFs are made; a failed one is tried again."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import redis
from playwright.sync_api import expect

from secrel.servers.process import wait_until
from tests.support.stack import Stack

JUNE, FEBRUARY = "/notices/2021-10-15-june-2021/", "/notices/2021-10-15-february-2021/"
SCHEDULE = """
from datetime import date, timedelta
from django.conf import settings
settings.TODAY = date(2021, 10, 15)  # as the processes have it
from governance.notices.models import Notice
from governance.notices.operations.publishing import schedule_notice
from secrel.core.changes.operations import AS_STORED
from secrel.core.dates.clock import moment, today
from secrel.core.models.people import User
by = User.objects.get(email="analyst@secas.example")
notice = Notice.objects.get(slug="SLUG")
at = moment() + timedelta(seconds=4)
schedule_notice(by=by, notice=notice, at=at, now=moment(), token=AS_STORED, on=today())
Notice.objects.filter(pk=notice.pk).update(stated_count=COUNT)
"""
AGAIN = """
from governance.notices.models import Notice
notice = Notice.objects.get(slug="SLUG")
print(notice.state, notice.attempts, bool(notice.try_again_at), notice.failure)
Notice.objects.filter(pk=notice.pk).update(stated_count=None, try_again_at=notice.publish_at)
"""

FILL = """
from governance.composing.models import RenderJob
from governance.composing.tasks import render_snapshot
from governance.notices.models import NoticeVersion
published = NoticeVersion.objects.filter(notice__slug__startswith="2020-").values("snapshot")
for job in RenderJob.objects.filter(snapshot__in=published)[:4]:
    RenderJob.objects.filter(pk=job.pk).update(state="queued", pdf=None, attempts=0)
    render_snapshot.delay(job=job.pk, digest=job.snapshot_id)
"""


@contextmanager
def busy_rendering(stack: Stack) -> Iterator[None]:
    """Both processes of the worker stand still with a PDF to make; two more PDFs wait in the queue."""
    _, *processes = stack.pids("celery", " worker ", " --concurrency 2 ")
    assert len(processes) == 2
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        stack.shell(FILL)
        with redis.Redis(unix_socket_path=str(stack.places.valkey_socket)) as broker:
            taken = wait_until(lambda: broker.llen("documents") == 2, 10, 0.1) or broker.llen("documents") > 2
        # More than two wait where a file made in advance already held a process.
        assert taken, "the worker takes no more than it can make"
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


def scheduled(stack, slug: str, *, count: int | None) -> None:
    """Schedule for a moment to come, as the form of the page cannot name a second. `count`: then stated, as a slip."""
    stack.shell(SCHEDULE.replace("SLUG", slug).replace("COUNT", str(count)))


def test_a_notice_is_drafted_from_its_release_and_read_by_nobody_yet(person, stack):
    page = person("analyst").open("/notices/")
    page.get_by_role("button", name=re.compile("Draft the notice.*June 2021")).click()
    expect(page).to_have_url(f"{stack.address}{JUNE}")
    expect(page.get_by_role("cell", name="SMKI Full Extract")).to_be_visible()
    page.get_by_role("textbox", name="Time").fill("00:00")
    page.get_by_role("button", name="Publish at a set time", exact=True).click()
    expect(page.get_by_text("is in the past").first).to_be_visible()
    assert stack.status(JUNE) == 404


def test_it_is_published_on_time_while_the_worker_is_busy_with_pdfs(stack):
    with busy_rendering(stack):
        scheduled(stack, "2021-10-15-june-2021", count=None)
        assert wait_until(lambda: stack.status(JUNE) == 200, 60, 0.5), "beat looks every 15 seconds"
        assert stack.status(f"{JUNE}1.pdf") != 200
    assert wait_until(lambda: stack.status(f"{JUNE}1.pdf") == 200, 90, 0.5)
    log = stack.fetch("/documents/in-force.csv?on=2021-10-15").decode()
    assert "Appendix O,SMKI Repository Interface Design Specification,,2021-06-24,,MP147" in log
    assert f"{JUNE}</loc>" in stack.fetch("/sitemap.xml").decode()


def test_a_failed_publication_is_flagged_and_tried_again(person, stack):
    page = person("analyst").open("/notices/")
    page.get_by_role("button", name=re.compile("Draft the notice.*February 2021")).click()
    expect(page).to_have_url(f"{stack.address}{FEBRUARY}")
    scheduled(stack, "2021-10-15-february-2021", count=9)
    page.reload()
    failed = page.get_by_text("The notice could not be published at its time")
    wait_until(lambda: page.reload() and failed.count() == 1, 60, 1)
    expect(failed).to_be_visible()
    assert stack.status(FEBRUARY) == 404
    stack.manage("sweep_flags", "--on", "2021-10-15")
    flag = person("analyst").open("/flags/").get_by_text("was to be published on 15 Oct 2021")
    expect(flag.first).to_be_visible()
    said = stack.shell(AGAIN.replace("SLUG", "2021-10-15-february-2021"))
    assert said.startswith("scheduled 1 True The notice cannot be published yet."), said
    assert wait_until(lambda: stack.status(FEBRUARY) == 200, 60, 0.5)
