"""A stranger, without account and without scripts: the latest baselined PDF in two clicks, a day's texts in three."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from secrel.servers.process import wait_until

FORMS = {"wide": {}, "phone": {"width": 390}}


class Clicks:
    """Counts what a reader presses."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, target: Locator) -> None:
        self.count += 1
        target.click()


@pytest.fixture(params=FORMS)
def page(request, visit) -> Page:
    return visit(script=False, **FORMS[request.param]).open("/")


def test_the_latest_baselined_pdf_is_two_clicks_away(page, stack):
    click = Clicks()
    assert wait_until(lambda: stack.status("/releases/june-2022/rid/1.0.pdf") == 200, 60)
    click(page.get_by_role("link", name="June 2022 SEC Release", exact=True))
    row = page.get_by_role("listitem").filter(has=page.get_by_role("link", name="RID 1.0", exact=True))
    expect(row.get_by_text("Baselined")).to_be_visible()
    link = row.get_by_role("link", name="PDF of RID 1.0")
    assert link.get_attribute("href") == "/releases/june-2022/rid/1.0.pdf"
    with page.expect_download() as download:
        click(link)
    assert download.value.path().read_bytes()[:5] == b"%PDF-"
    assert click.count == 2
    assert stack.fetch("/releases/june-2022/rid/latest.pdf") == download.value.path().read_bytes()


def test_the_texts_in_force_on_a_day_are_three_clicks_away(page):
    click = Clicks()
    day = page.get_by_label("On this day")
    click(day)
    day.fill("1 June 2020")
    click(page.get_by_role("button", name="Show the documents"))
    expect(page.get_by_role("heading", level=1)).to_have_text("SEC documents in force (Document Log)")
    expect(page.get_by_text("The texts in force on 1 June 2020")).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name="Appendix AK"))
    expect(row.get_by_text("3 Apr 2020")).to_be_visible()
    click(row.get_by_role("link", name="3 Apr 2020"))
    expect(page).to_have_url(re.compile("/notices/2020-04-03-appendix-ak/$"))
    assert click.count == 3
    assert page.context.cookies() == []
