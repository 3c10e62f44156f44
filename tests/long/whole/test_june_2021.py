"""June 2021, documents only, to live without a go/no-go: SECAS confirms, a second person of SECAS checks."""

import io
import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from tests.conftest import connected_to
from tests.core.files.test_uploads import PDF
from tests.long.journeys import press
from tests.support.stack import Stack

JUNE = "/releases/june-2021/"
ACCOUNTS = """
from governance.examples import accounts
from secrel.core.changes.operations import SYSTEM
accounts.load(SYSTEM)
"""


@pytest.fixture(scope="module")
def document(examples_database, django_db_blocker) -> str:
    """RID 8.0 of June 2021 as data."""
    out = io.StringIO()
    with django_db_blocker.unblock(), connected_to(examples_database):
        call_command("export_rid", "june-2021/8.0", stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def stack(document, tmp_path_factory):
    """An installation on the day of the go-live, into which that RID was imported."""
    running = Stack("june-2021", "--empty", data="reference", SECREL_TODAY="2021-06-24").start()
    running.shell(ACCOUNTS)
    file = tmp_path_factory.mktemp("rid") / "june-2021.json"
    file.write_text(document)
    running.manage("import_rid", str(file), "--by", "analyst@secas.example")
    yield running
    running.end()


def test_one_of_secas_submits_and_another_releases_and_checks(person, tmp_path):
    page = person("analyst").open(f"{JUNE}going-live/")
    expect(page.get_by_text("Operational 1: Evidence from SECAS.")).to_be_visible()
    report = tmp_path / "ready.pdf"
    report.write_bytes(PDF)
    page = person("analyst").open(f"{JUNE}evidence/new/")
    for box in page.get_by_role("checkbox", name=re.compile("Operational [12]:")).all():
        box.check()
    page.get_by_label("Files to add").set_input_files(report)
    page.get_by_label("What it shows").fill("The text is ready, and so are we.")
    press(page, "Keep the draft", "The draft is kept.")
    other = person("analyst2").page
    other.goto(page.url)
    press(other, "Release the evidence", "Released. The receipt is E-2021-")
    for number in (1, 2):
        page = person("analyst2").open(f"{JUNE}criteria/operational-{number}/")
        page.get_by_label("Met", exact=True).check()
        press(page, "Record the review", "The review is kept.")


def test_it_goes_live_and_is_closed_without_a_go(person, stack):
    page = person("analyst").open(f"{JUNE}going-live/")
    expect(page.get_by_text("Nothing stands in the way.")).to_be_visible()
    press(page, "Record the go-live", "is live")
    page.get_by_label("SEC version").fill("8.4")
    page.get_by_label("Lessons").fill("Two weeks are enough for documents.")
    press(page, "Keep it", "What the SEC became is kept.")
    press(page, "Close the release", "is closed")
    page = person("chair").open("/meetings/")
    expect(page.get_by_text("Go/no-go")).to_have_count(0)
    assert "Head of the audit trail" in stack.manage("verify_record")
