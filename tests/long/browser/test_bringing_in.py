"""A RID from before this system becomes a release: uploaded, read, confirmed, and judged by the checker."""

import pytest
from playwright.sync_api import expect

from tests.long.browser.test_from_nothing import ACCOUNT
from tests.support.stack import ROOT, Stack

SAMPLE = ROOT.parent / "shared" / "samples" / "panel-releases-update-jan-2020-with-june-2020-rid-v1.1.txt"
pytestmark = pytest.mark.skipif(
    not SAMPLE.exists(), reason="the samples are beside the project, and are not here"
)


@pytest.fixture(scope="module")
def stack():
    running = Stack("bringing-in", "--empty", data="reference", SECREL_TODAY="2020-01-10").start()
    running.shell(ACCOUNT)
    yield running
    running.end()


def test_the_text_of_june_2020_becomes_a_release_whose_total_the_checker_doubts(visit, stack):
    page = visit("analyst").open("/imports/")
    page.get_by_label("File").set_input_files(SAMPLE)
    page.get_by_role("button", name="Upload").click()
    expect(page.get_by_role("heading", name="Check these fields")).to_be_visible(timeout=60_000)
    expect(page.get_by_label("The source").get_by_text("£1,120,042").first).to_be_attached()
    expect(page.get_by_text("the cells add up to £1,180,042: £60,000 less is stated").first).to_be_visible()
    page.get_by_label("I have compared these fields with the source").check()
    page.get_by_label("Keep as published").check()
    page.get_by_role("button", name="Confirm and import").click()
    expect(page.get_by_text("June 2020 RID 1.1 is imported.")).to_be_visible(timeout=60_000)
    expect(
        page.get_by_text("the document says “£1,120,042”; the facts say “£1,180,042”").first
    ).to_be_visible()
    page.goto(f"{stack.address}/releases/june-2020/")
    expect(page.get_by_role("heading", level=1)).to_have_text("June 2020 SEC Release")
