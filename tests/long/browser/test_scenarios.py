"""What-if by browser: six rows break, a part moves to November, two scenarios side by side, and one becomes a draft."""

from playwright.sync_api import Page, expect

from tests.governance.scenarios.test_results import SIX

BACK = """
from datetime import date
from releases.models.releases import Release
from releases.operations.releases import change_release
from secrel.core.changes.operations import AS_STORED, SYSTEM
change_release(by=SYSTEM, release=Release.objects.get(slug="june-2020"), fields={"go_live_on": date(2020, 6, 25)},
               token=AS_STORED, reason="As it was planned.", on=date(2021, 10, 15))
"""
NOW = """
from releases.queries import scope_item
from releases.models.releases import Release
print(Release.objects.get(slug="june-2020").go_live_on, scope_item("november-2021", "SECMP0062-part-2").count())
"""


def started(page: Page, address: str, release: str, name: str) -> str:
    """Start a scenario from the page of a release; returns its address."""
    page.goto(f"{address}/releases/{release}/")
    page.get_by_role("link", name="Start a what-if").click()
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return page.url.split("?")[0]


def moved_to(page: Page, day: str) -> None:
    page.get_by_role("link", name="Change a go-live").click()
    page.get_by_label("New go-live").fill(day)
    page.get_by_role("button", name="Add the step").click()
    expect(page.get_by_text("The step is added.").first).to_be_visible()


def test_a_what_if_from_its_start_to_an_applied_draft(visit, stack):
    stack.shell(BACK)
    visitor = visit("analyst")
    page = visitor.page
    early = started(page, stack.address, "june-2020", "June 2020 on 6 May")
    page.get_by_role("link", name="Change a go-live").click()
    assert visitor.findings() == []
    expect(page.get_by_label("Release", exact=True)).to_have_value("june-2020")
    page.get_by_label("New go-live").fill("6 May 2020")
    page.get_by_role("button", name="Add the step").click()
    for event in SIX:
        expect(page.locator("main")).to_contain_text(f"“{event}” on")
    expect(page.get_by_text("6 dates break").first).to_be_visible()
    page.get_by_role("link", name="Move a modification to another release").click()
    page.get_by_role("combobox", name="Modification").fill("SECMP0062 part 2")
    page.get_by_label("From", exact=True).select_option("november-2020")
    page.get_by_label("To", exact=True).select_option("november-2021")
    page.get_by_role("button", name="Add the step").click()
    expect(page.get_by_role("heading", name="November 2021 SEC Release")).to_be_visible()
    assert stack.shell(NOW).split() == ["2020-06-25", "0"]

    started(page, stack.address, "june-2020", "June 2020 on 2 July")
    moved_to(page, "2 July 2020")
    page.get_by_role("link", name="June 2020 on 6 May").click()
    expect(page.get_by_role("columnheader", name="June 2020 on 2 July").first).to_be_visible()
    assert visitor.findings() == []
    compared = page.url.removeprefix(stack.address)

    page.goto(early)
    page.get_by_role("button", name="Share with colleagues").click()
    assert visitor.findings() == []
    path = early.removeprefix(stack.address)
    colleague = visit("analyst2", width=390, dark=True)
    for address in (path, "/scenarios/", "/calendar/blackouts/"):
        colleague.open(address)
        assert (colleague.findings(), colleague.overflow()) == ([], 0), address
    assert visit("member").open(path).get_by_role("heading", level=1).inner_text() != "June 2020 on 6 May"
    own = visit("analyst", width=390)
    for address in (path, f"{path}apply/", f"{path}discard/", compared, "/scenarios/new/"):
        own.open(address)
        assert (own.findings(), own.overflow()) == ([], 0), address

    page.get_by_role("link", name="Apply as a draft").click()
    page.get_by_label("Reason", exact=True).fill("The Panel agreed it.")
    page.get_by_role("button", name="Apply", exact=True).click()
    expect(page.locator("main")).to_contain_text("The changes were made on")
    assert stack.shell(NOW).split() == ["2020-05-06", "1"]
