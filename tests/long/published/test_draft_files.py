"""Files of drafts, with the real broker and worker: in advance once an edit pauses, and while broker or worker hang."""

import os
import signal

import pytest
from playwright.sync_api import expect

from secrel.servers.process import wait_until
from tests.long.hostile.test_broker_hangs import LIMIT, Reader, timed
from tests.support.stack import Stack

PDF, WORD = (f"/releases/november-2021/as-it-stands.{ending}" for ending in ("pdf", "docx"))
EDIT = """
from datetime import date
from releases.models import Release
from releases.operations.scope import change_scope_item
from releases.queries import scope_item
from secrel.core.changes.operations import AS_STORED, SYSTEM
for n in range(3):
    item = scope_item("november-2021", "MP149").get()
    change_scope_item(by=SYSTEM, item=item, token=AS_STORED, reason="Measured", cut_off_on=None,
                      description=f"WORDS wording {n}.", on=date(2021, 10, 15))
"""
TELL = """
from governance.composing.models import DraftFile
rows = DraftFile.objects.filter(subject="releases/november-2021")
print(*(f"{row.form}:{row.asked_at is None}:{row.is_made}:{row.attempts}" for row in rows.order_by("form")))
"""


@pytest.fixture
def analyst(stack):
    reader = Reader(stack)
    reader.sign_in("analyst")
    return reader


@pytest.fixture
def stop(stack):
    """Lets processes stand still; they continue when the test ends, in any case."""
    stopped = []

    def act(*words: str) -> None:
        for process in stack.pids(*words):
            os.kill(process, signal.SIGSTOP)
            stopped.append(process)

    yield act
    for process in stopped:
        os.kill(process, signal.SIGCONT)


def edited(stack: Stack, words: str) -> None:
    stack.shell(EDIT.replace("WORDS", words))


def test_several_edits_that_pause_are_printed_once_before_anybody_asks(stack, analyst):
    edited(stack, "First")
    made = "pdf:True:True:1 word:True:True:1"
    assert wait_until(lambda: stack.shell(TELL).endswith(made), 120, 5), stack.shell(TELL)
    for address, begins in ((PDF, "%PDF"), (WORD, "PK")):
        status, content = analyst.get(address)
        assert (status, content[: len(begins)]) == (200, begins)


def test_a_draft_waits_while_the_broker_hangs_and_what_is_published_does_not(stack, analyst, stop):
    edited(stack, "Second")
    stop("valkey-server")
    (status, page), seconds = timed(analyst.get, PDF)
    assert (status, "being made" in page, seconds < LIMIT) == (202, True, True)
    assert analyst.get("/releases/june-2021/rid/latest.pdf")[0] == 200
    for process in stack.pids("valkey-server"):
        os.kill(process, signal.SIGCONT)
    assert wait_until(lambda: analyst.get(PDF)[0] == 200, 90, 1)


def test_the_page_that_waits_offers_the_file_once_a_worker_has_made_it(stack, visit, stop):
    edited(stack, "Third")
    stop("celery", " worker ", " --concurrency 2 ")
    visitor = visit("analyst")
    page = visitor.open(WORD)
    expect(page.get_by_text("The Word file is being made.")).to_be_visible()
    assert (visitor.findings(), visitor.overflow()) == ([], 0)
    expect(page.get_by_text("has been waiting for some time")).to_be_visible(timeout=40_000)
    for process in stack.pids("celery", " worker ", " --concurrency 2 "):
        os.kill(process, signal.SIGCONT)
    expect(page.get_by_text("The Word file is ready.")).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the Word file").click()
    assert download.value.suggested_filename == "november-2021-as-it-stands.docx"
