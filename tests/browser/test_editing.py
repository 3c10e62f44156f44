"""Analysts and the DCC edit releases, each journey as its user walks it; in this order on one application."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROLES
from tests.browser.typist import block
from tests.support.stack import PASSWORD

JUNE, NOVEMBER = "/releases/june-2020", "/releases/november-2021"


def press_save(page: Page) -> None:
    field = page.locator("#reason")
    if field.count() and not field.input_value():
        field.fill("As agreed")
    page.locator(".savebar").get_by_role("button", name="Save", exact=True).click()


def save(page: Page) -> None:
    """Returns on the page that answers."""
    with page.expect_navigation():
        press_save(page)


def saved(page: Page, what: str) -> None:
    expect(page.get_by_role("status").filter(has_text=what).first).to_be_visible()


def test_the_preview_shows_a_save_within_a_second(visit):
    page = visit("analyst").open(f"{JUNE}/edit/timeline/")
    beside = page.locator("[data-preview]")
    expect(beside).to_be_hidden()
    page.get_by_role("button", name="Document preview").click()
    expect(beside.get_by_role("row", name="SIT commences")).to_contain_text("To be set")
    page.get_by_label("Date: SIT commences", exact=True).fill("Late Nov 19")
    expect(page.locator("[data-tally]")).to_have_text("Unsaved: 1 cell")
    save(page)
    saved(page, "Timetable saved")
    expect(beside.get_by_role("row", name="SIT commences")).to_contain_text("Late Nov 19")
    other = visit("analyst").open(f"{JUNE}/edit/timeline/")
    other.get_by_label("Date: UIT commences", exact=True).fill("11 Feb 2020")
    save(other)
    saved(other, "Timetable saved")
    expect(beside.get_by_role("row", name="UIT commences").first).to_contain_text("11 Feb 20", timeout=2_500)


def test_two_analysts_in_one_matrix_see_each_other_and_lose_nothing(visit, stack):
    first = visit("analyst").open(f"{JUNE}/edit/participants/")
    first.get_by_label("DCC: MP088", exact=True).check()
    second = visit("administrator")
    stack.shell(
        "from datetime import date\n"
        "from secrel.core.changes.operations import SYSTEM\n"
        "from secrel.core.models import Body, User\n"
        "from secrel.core.people.operations import give_role\n"
        "user = User.objects.get(email='administrator@secas.example')\n"
        "give_role(by=SYSTEM, user=user, body=Body.objects.get(key='secas'), role='analyst', from_on=date(2019, 1, 2))"
    )
    page = second.open(f"{JUNE}/edit/participants/")
    here = page.get_by_text("SECAS analyst has this section open too.")
    expect(here.first).to_be_visible()  # above the sheet, because its preview is closed
    page.get_by_label("Suppliers: MP088", exact=True).check()
    save(page)
    saved(page, "Participant matrix saved")
    save(first)
    saved(first, "Participant matrix saved")
    for name in ("DCC: MP088", "Suppliers: MP088"):
        expect(first.get_by_label(name, exact=True)).to_be_checked()
    first.get_by_label("DCC: MP088", exact=True).uncheck()
    page.goto(page.url)
    page.get_by_label("Gas Networks: MP088", exact=True).check()
    save(page)
    saved(page, "Participant matrix saved")
    save(first)
    saved(first, "Participant matrix saved")
    expect(first.get_by_label("Gas Networks: MP088", exact=True)).to_be_checked()


def test_the_same_cell_of_two_analysts_is_a_choice(visit):
    first = visit("analyst").open(f"{JUNE}/edit/timeline/")
    second = visit("administrator").open(f"{JUNE}/edit/timeline/")
    for page, text in ((first, "4 May 2020"), (second, "5 May 2020")):
        page.get_by_label("Date: UIT window closes", exact=True).fill(text)
    save(first)
    saved(first, "Timetable saved")
    save(second)
    row = second.get_by_role("row", name="Date: UIT window closes")
    expect(row).to_contain_text("04 May 20")
    expect(row).to_contain_text("05 May 20")
    row.get_by_role("checkbox").check()
    second.get_by_label("Notes: UIT window closes", exact=True).fill("Taken as stored.")
    save(second)
    saved(second, "Timetable saved")
    expect(second.get_by_label("Date: UIT window closes", exact=True)).to_have_value("04 May 20")


def sign_in_elsewhere(page: Page, role: str = "analyst") -> None:
    """By the link of the notice, in the tab that it opens; then back to the page."""
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in in another tab").click()
    other = opened.value
    other.get_by_label("Email").fill(ROLES[role])
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("button", name="Sign in", exact=True).click()
    expect(other.get_by_role("heading", level=1)).to_have_text("You are signed in")
    other.close()
    page.bring_to_front()


def test_an_open_page_reports_a_sign_out_and_continues_after_signing_in(visit):
    page = visit("analyst").open(f"{JUNE}/edit/statements/scope/")
    expect(page.locator("[data-preview] [data-stamp]")).to_be_attached()
    page.get_by_label("Additions").fill("A long paragraph that must not be lost.")
    page.locator("#reason").fill("As agreed")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    notice = page.get_by_role("region", name="Signed out")
    expect(notice.get_by_role("alert")).to_contain_text(
        "You have been signed out. What you typed is still here"
    )
    expect(
        page.locator("#reason")
    ).to_be_focused()  # the check came from the page itself, so typing continues
    expect(page.locator("[data-preview] form")).to_have_count(0)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(notice).to_be_focused()
    expect(page.get_by_label("Additions")).to_have_value("A long paragraph that must not be lost.")
    sign_in_elsewhere(page)
    notice.get_by_role("button", name="Try again").dispatch_event("click")
    expect(notice).to_be_hidden()
    page.get_by_role("button", name="Save", exact=True).click()
    saved(page, "Scope saved")
    expect(page.locator("[data-preview]")).to_contain_text("A long paragraph that must not be lost.")


def test_without_script_unsaved_input_comes_back_after_signing_in(visit):
    page = visit("analyst", script=False).open(f"{JUNE}/edit/statements/scope/")
    page.locator("#id_notes").fill("Typed without script.")
    page.locator("#reason").fill("As agreed")
    page.context.clear_cookies()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("You have been signed out. We have kept what you typed")).to_be_visible()
    page.get_by_label("Email").fill(ROLES["analyst"])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("You were signed out before this was saved.")).to_be_visible()
    expect(page.locator("#id_notes")).to_have_value("Typed without script.")
    expect(page.locator("#reason")).to_have_value("As agreed")
    page.get_by_role("button", name="Save", exact=True).click()
    saved(page, "Scope saved")
    expect(page).to_have_url(re.compile("/edit/statements/scope/$"))


def test_secmp0062_is_delivered_in_parts(visit):
    page = visit("analyst").open("/modifications/SECMP0062/edit/parts/")
    new = page.get_by_label("Part: new row 1", exact=True)
    new.fill("3")
    page.get_by_label("SEC documents: new row 1", exact=True).fill("App AB")
    save(page)
    saved(page, "Parts and impacts saved")
    page.goto(page.url.replace("/modifications/SECMP0062/edit/parts/", "/releases/february-2022/edit/scope/"))
    page.get_by_label("Modification", exact=True).fill("SECMP0062")
    page.get_by_role("textbox", name="Description").fill("tell Users which Alerts were throttled.")
    page.get_by_role("button", name="Add to the scope").click()
    expect(page.get_by_role("alert")).to_contain_text("SECMP0062 part 2 or SECMP0062 part 3")
    page.get_by_label("Modification", exact=True).fill("SECMP0062 part 3")
    page.get_by_role("button", name="Add to the scope").click()
    saved(page, "SECMP0062 part 3 has been added to the scope.")
    page.goto(page.url.replace("/releases/february-2022/edit/scope/", "/modifications/SECMP0062/"))
    releases = page.get_by_role("region", name="Releases", exact=True)
    expect(releases).to_contain_text("June 2020 SEC Release (part 1)")
    expect(releases).to_contain_text("February 2022 SEC Release (part 3)")


def test_go_live_from_25_june_to_6_may_shows_the_six_rows_it_breaks(visit):
    page = visit("analyst").open(f"{JUNE}/edit/go-live/")
    page.get_by_role("textbox", name="Go-live").fill("25 Jun 2020")
    page.locator("#reason").fill("As it was planned first")
    page.get_by_role("button", name="Change the go-live").click()
    saved(page, "The go-live has been changed. It was")
    page.get_by_role("textbox", name="Go-live").fill("6 May 2020")
    page.locator("#reason").fill("The DCC asked for it")
    page.get_by_role("button", name="Change the go-live").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "6 steps of the timetable would come after the new go-live"
    )
    broken = (
        page.get_by_label("Effects on the timetable").get_by_role("row").filter(has_text="Needs a new date")
    )
    expect(broken).to_have_count(6)
    page.get_by_role("button", name="Change the go-live").click()
    saved(page, "The go-live has been changed. It was")


def test_a_modification_moves_between_releases(visit):
    page = visit("analyst").open(f"{NOVEMBER}/edit/scope/")
    page.get_by_role("link", name="MP164", exact=True).first.click()
    move = page.get_by_label("Move to another release")
    move.get_by_label("To", exact=True).select_option(label="February 2022 SEC Release")
    move.get_by_label("Reason").fill("Not ready for November")
    move.get_by_role("button", name="Move").click()
    saved(page, "MP164 moved to the February 2022 SEC Release.")
    row = page.get_by_label("Scope ledger").last.get_by_role("row", name="MP164").first
    expect(row).to_contain_text("Left to the February 2022 SEC Release")
    expect(row).to_contain_text("Moved to another release: Not ready for November")


def test_the_dcc_proposes_costs_and_the_analyst_accepts_some(visit):
    dcc = visit("delivery").open(JUNE + "/")
    dcc.goto(dcc.url + "edit/costs/")
    dcc.get_by_label("SIT: SECMP0053", exact=True).fill("30,000")
    dcc.get_by_label("UIT: SECMP0053", exact=True).fill("6,000 est")
    expect(dcc.get_by_text("£1,183,474")).to_be_visible()
    dcc.get_by_role("button", name="Propose to SECAS", exact=True).click()
    saved(dcc, "DCC costs proposed to SECAS")

    page = visit("analyst").open("/")
    page.get_by_role("link", name=re.compile("Proposals by the DCC: DCC costs")).click()
    proposed = page.get_by_label("Proposed by the DCC").first
    proposed.get_by_label("SIT: SECMP0053").check()
    page.get_by_role("button", name="Accept ticked proposals").click()
    saved(page, "DCC costs saved")
    expect(page.get_by_label("SIT: SECMP0053", exact=True)).to_have_value("30,000")
    page.get_by_label("UIT: SECMP0053").last.check()
    page.get_by_label("Reason").last.fill("The assessment says 5,929.")
    page.get_by_role("button", name="Send back ticked proposals").click()
    saved(page, "The proposals that you ticked were sent back")
    dcc.goto(dcc.url)
    expect(dcc.get_by_text("The assessment says 5,929.")).to_be_visible()


def paste(page: Page, label: str, text: str, html: str = "") -> None:
    """Ctrl+V in a cell, with a text and perhaps a table on the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label(label, exact=True).focus()
    page.evaluate(
        """([text, html]) => {
            const kinds = {"text/plain": text, ...(html && {"text/html": html})};
            const blobs = Object.entries(kinds).map(([type, said]) => [type, new Blob([said], {type})]);
            return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
        }""",
        [text, html],
    )
    page.keyboard.press("Control+V")


SUMMARY = (
    "<table><tr><td colspan=2><p>SEC Party impacts</p></td></tr><tr><td>Participant</td><td>Summary of impacts</td>"
    "</tr><tr><td><p>Gas Network Parties</p></td><td><p>They get\n  less.</p><ul><li>And “more”.</li></ul></td></tr>"
    "</table>"
)
"""A table as Word puts it on the clipboard: a cell over two columns, one of two paragraphs, a source in lines."""


def test_a_block_is_pasted_from_a_spreadsheet(visit):
    page = visit("analyst").open(f"{JUNE}/edit/summary/")
    paste(page, "Point: new row 1", "They get less.\nAnd “more”.", SUMMARY)
    saved(page, "Understood: 4 cells, under Audience, Point.")
    row = page.get_by_label("Where each pasted row goes").get_by_role("row", name="They get less.")
    expect(row).to_contain_text("Audience: Gas Networks")
    page.goto(page.url.replace("/summary/", "/participants/"))
    paste(page, "Other SEC Parties: MP088", "✓\r\n", "<table><tr><td>✓</td></tr></table>")
    saved(page, "Understood: 1 cell, under Other SEC Parties.")
    page.goto(page.url.replace("/participants/", "/costs/"))
    paste(page, "SIT: SECMP0053", block([["26,639", "5,929 est"], ["96,995", "12,34"]]))
    saved(page, "Understood: 3 cells, under SIT, UIT")
    expect(page.get_by_label("Where each pasted row goes")).to_contain_text("“12,34” is not a cost")
    expect(page.get_by_label("UIT: SECMP0053", exact=True)).to_have_value("5,929 est")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("“12,34” is not a cost")
    expect(page.get_by_label("UIT: SECMP0062 part 1", exact=True)).to_have_value("12,34")
    page.get_by_label("UIT: SECMP0062 part 1", exact=True).fill("9,359")
    save(page)
    saved(page, "DCC costs saved")


@pytest.fixture
def steps(stack):
    stack.shell(
        "from datetime import date\n"
        "from modifications.operations.progress import set_next_steps\n"
        "from modifications.queries import find\n"
        "from secrel.core.changes.operations import AS_STORED, SYSTEM\n"
        "for reference, day in (('MP149', 1), ('MP180', 2)):\n"
        "    steps = [('Change Board vote', None, '2021-10-27', False, '')]\n"
        "    common = {'by': SYSTEM, 'token': AS_STORED, 'on': date(2021, 9, day)}\n"
        "    set_next_steps(modification=find(reference), steps=steps, **common)\n"
    )


def test_the_paper_round_is_walked_by_keyboard(visit, steps):
    page = visit("analyst").open("/modifications/paper-round/")
    first = page.locator("[name$='.confirm']").first
    first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Space")
    page.keyboard.press("Control+s")
    saved(page, "Paper round saved")
    for reference in ("MP149", "MP180"):
        row = page.get_by_role("row", name=re.compile(f"^{reference} ")).first
        expect(row).to_contain_text("15 Oct 21")


def test_the_timetable_is_edited_by_keyboard_alone(visit):
    page = visit("analyst").open(f"{NOVEMBER}/edit/timeline/")
    first = page.locator("[data-sheet] tbody [data-was]").first
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(":focus")).to_have_attribute("aria-label", re.compile("^Date: "))
    label = page.locator(":focus").get_attribute("aria-label")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Mid Nov 21")
    page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-tally]")).to_contain_text("order")
    page.keyboard.press("Control+s")
    saved(page, "Timetable saved")
    expect(page.locator("[data-sheet] tbody [data-was]").first).to_have_attribute("aria-label", label)


def test_reading_and_saving_work_without_script(visit):
    page = visit("analyst", script=False).open(f"{NOVEMBER}/edit/participants/")
    page.get_by_label("Suppliers: MP149", exact=True).check()
    page.locator(".savebar").get_by_role("button", name="Save", exact=True).click()
    saved(page, "Participant matrix saved")
    page.get_by_role("link", name="Preview this section").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("November 2021 SEC Release: document preview")
