"""A value explained, by keyboard and by click, with and without scripts; a release as at a day, and back."""

from playwright.sync_api import expect

RELEASE = "/releases/june-2020/"
COST = f"{RELEASE}explain/costs/dcc_lines/SECMP0053/sit/"


def test_value_explains_itself_beside_the_document_and_the_tab_key_stops_once_a_row(visit):
    page = visit("analyst").open(RELEASE)
    page.get_by_role("link", name="Where each value comes from").click()
    page.locator(f'#costs a[href="{COST}"]').click()
    panel = page.locator("#explanation")
    expect(panel).to_contain_text("£26,639, Impact Assessment")
    expect(panel).to_contain_text("Entered by")
    expect(page).to_have_url(f"{page.url.partition('/releases/')[0]}{RELEASE}explain/")
    row = page.locator("#costs tbody tr").first.get_by_role("link").first
    row.focus()
    page.keyboard.press("Tab")
    expect(page.locator("#costs tbody tr").nth(1).get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("Design, Build & PIT")
    total = page.locator("#costs tfoot a").last
    total.click()
    expect(panel).to_contain_text("How it is computed")
    panel.get_by_role("link", name="SECMP0053: SIT").click()
    expect(panel).to_contain_text("£26,639")


def test_release_as_at_a_day_leads_to_the_change_before_and_back_to_today(visit):
    page = visit().open("/releases/june-2021/")
    page.get_by_role("link", name="As at a day").click()
    page.get_by_label("As at the end of").fill("1 Feb 2021")
    page.get_by_role("button", name="Show this day").click()
    expect(page.get_by_text("As it stood at the end of 1 February 2021")).to_be_visible()
    page.get_by_role("link", name="Next change: 24 Feb 2021").click()
    expect(page.get_by_text("As it stood at the end of 24 February 2021")).to_be_visible()
    page.get_by_role("link", name="See it as it is today").click()
    expect(page.get_by_text("Shown here")).to_be_visible()
