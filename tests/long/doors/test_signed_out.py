"""A sign-in that ends under an open page, in every way that it can: nothing typed is lost, nothing goes to the wrong
name."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROLES
from tests.browser.test_editing import NOVEMBER, press_save, save, saved, sign_in_elsewhere
from tests.core.files.test_uploads import PDF
from tests.support.stack import PASSWORD

DAYS = (f"{day} Nov 21" for day in range(10, 31))
"""One page for each test, so that saved input of another test does not matter."""


def end_session(page: Page, stack) -> None:
    stack.shell("from django.contrib.sessions.models import Session; Session.objects.all().delete()")


def sign_out(page: Page, stack) -> None:
    tab = page.context.new_page()
    tab.goto(f"{stack.address}/accounts/logout/")
    tab.locator("main form button").first.click()
    expect(tab.get_by_role("banner").get_by_role("link", name="Sign in", exact=True)).to_be_visible()
    tab.close()


def clear_cookies(page: Page, stack) -> None:
    page.context.clear_cookies()


def sign_in(page: Page, stack, role: str) -> None:
    """Sign in from another tab of the same browser, which signs the earlier user out."""
    sign_out(page, stack)
    tab = page.context.new_page()
    tab.goto(f"{stack.address}/accounts/login/")
    tab.get_by_label("Email").fill(ROLES[role])
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in", exact=True).click()
    expect(tab.get_by_role("link", name="Sign in", exact=True)).to_have_count(0)
    tab.close()


def timetable(visit, **form):
    page = visit("analyst", **form).open(f"{NOVEMBER}/edit/timeline/")
    expect(page.locator("[data-preview] [data-stamp]")).to_be_attached()
    return page


@pytest.fixture
def entered():
    return next(DAYS)


@pytest.fixture
def notice():
    return lambda page: page.get_by_role("region", name="Signed out")


@pytest.mark.parametrize("ends", [end_session, sign_out, clear_cookies])
def test_a_sheet_keeps_its_input_and_is_saved_after_signing_in_elsewhere(visit, stack, notice, ends, entered):
    page = timetable(visit)
    cell = page.locator("[data-sheet] tbody [data-was]").first
    cell.fill(entered)
    ends(page, stack)
    expect(notice(page)).to_be_visible()
    press_save(page)
    expect(notice(page)).to_be_focused()
    expect(page.locator("[data-savebar] #signed-out")).to_have_count(1)
    expect(page.locator("[data-tally]")).to_have_text("Unsaved: 1 cell")
    expect(page.locator(".note.signed-out")).to_have_count(1)
    sign_in_elsewhere(page)
    save(page)
    saved(page, "Timetable saved")


def test_while_signed_out_a_page_stops_its_requests_and_says_so_once(visit, stack, notice):
    page = timetable(visit)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    end_session(page, stack)
    expect(notice(page)).to_be_visible()
    asked.clear()
    page.wait_for_timeout(4_000)
    assert asked == []
    page.keyboard.press("Control+k")
    expect(notice(page)).to_be_focused()
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert {url.split("?")[0] for url in asked} == {f"{stack.address}/accounts/signed-in/"}
    sign_in_elsewhere(page)
    notice(page).get_by_role("button", name="Try again").dispatch_event("click")
    expect(notice(page)).to_be_hidden()
    expect(page.locator("[data-preview] [data-stamp]")).to_be_attached()


def test_another_person_signed_in_elsewhere_cannot_save_the_page(visit, stack, notice, entered):
    page = timetable(visit)
    cell = page.locator("[data-sheet] tbody [data-was]").first
    cell.fill(entered)
    sign_in(page, stack, "chair")
    page.evaluate("window.signIn.seenAt = 0")  # as if the page had been open for a while
    press_save(page)
    expect(notice(page)).to_be_focused()
    says = notice(page).get_by_role("alert")
    expect(says).to_contain_text("You are signed in as Panel Chair, but SECAS analyst opened this page")
    expect(notice(page).get_by_role("link")).to_have_text(["Sign out in another tab"])
    expect(cell).to_have_value(entered)
    sign_in(page, stack, "analyst")
    notice(page).get_by_role("button", name="Try again").dispatch_event("click")
    expect(notice(page)).to_be_hidden()
    expect(cell).to_have_value(entered)


def test_without_script_another_person_is_refused_and_the_author_finds_the_text(visit, stack, entered):
    page = visit("analyst", script=False).open(f"{NOVEMBER}/edit/timeline/")
    cell = page.locator("[data-sheet] tbody [data-was]").first
    cell.fill(entered)
    sign_in(page, stack, "chair")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Nothing was saved")
    expect(page.get_by_text(entered)).to_have_count(0)
    sign_in(page, stack, "analyst")
    page.goto(f"{stack.address}/accounts/unsaved/")
    page.get_by_role("link", name="Releases › November 2021 › Edit › Timeline").click()
    page.get_by_role("button", name="Discard it").click()
    saved(page, "Unsaved input discarded.")


def test_an_old_csrf_token_without_script_is_sent_again_with_one_click(visit, stack, entered):
    page = visit("analyst", script=False).open(f"{NOVEMBER}/edit/timeline/")
    cell = page.locator("[data-sheet] tbody [data-was]").first
    cell.fill(entered)
    sign_in(page, stack, "analyst")
    save(page)
    expect(page.get_by_text("You were signed out before this was saved.")).to_be_visible()
    expect(cell).to_have_value(entered)
    save(page)
    saved(page, "Timetable saved")
    expect(page).to_have_url(re.compile("/edit/timeline/$"))


def test_a_page_reopened_by_another_person_says_whose_it_is(visit, stack, notice):
    page = visit("analyst").open("/modifications/MP149/edit/")
    page.goto(f"{stack.address}/releases/")
    sign_in(page, stack, "chair")
    page.go_back()
    shown = notice(page).or_(page.get_by_role("heading", name="Not allowed"))
    expect(shown).to_be_visible()


EVIDENCE = "/releases/november-2021/evidence/new/?for=testing-2"


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(PDF)
    return file


def test_a_chosen_file_stays_chosen(visit, stack, notice, report):
    page = visit("delivery").open(EVIDENCE)
    files = page.get_by_label("Files to add")
    files.set_input_files(report)
    page.get_by_label("What it shows").fill("My words.")
    clear_cookies(page, stack)
    page.get_by_role("button", name="Save the draft").click()
    expect(notice(page)).to_be_focused()
    assert files.evaluate("input => input.files[0].name") == "report.pdf"
    sign_in_elsewhere(page, "delivery")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_role("link", name=re.compile("report.pdf")).first).to_be_visible()


def test_without_script_a_file_is_chosen_again_by_its_name(visit, stack, report):
    page = visit("delivery", script=False).open(EVIDENCE)
    page.get_by_label("Files to add").set_input_files(report)
    page.get_by_label("What it shows").fill("My words without script.")
    clear_cookies(page, stack)
    page.get_by_role("button", name="Save the draft").click()
    page.get_by_label("Email").fill(ROLES["delivery"])
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("Choose these files again: report.pdf.")).to_be_visible()
    expect(page.get_by_label("What it shows")).to_have_value("My words without script.")
    page.get_by_label("Files to add").set_input_files(report)
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("My words without script.").first).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("report.pdf")).first).to_be_visible()


def test_more_text_than_can_be_sent_is_not_sent(visit, stack):
    page = visit("analyst").open("/modifications/new/")
    page.get_by_label("Title").evaluate(
        "(input, count) => { input.maxLength = count; input.value = 'x'.repeat(count) }", 3_200_000
    )
    page.get_by_label("Reference").first.fill("MP901")
    page.locator("main form .btn-main").first.click()
    expect(page.get_by_text("Not saved. This form has 3.2 MB of text")).to_be_focused()
    expect(page.get_by_label("Reference").first).to_have_value("MP901")


@pytest.mark.parametrize("form", [{}, {"dark": True}, {"width": 390}], ids=["light", "dark", "390 px"])
def test_the_notice_is_sound_in_every_form(visit, stack, notice, form):
    visitor = visit("analyst", **form)
    page = visitor.open(f"{NOVEMBER}/edit/timeline/")
    expect(page.locator("[data-preview] [data-stamp]")).to_be_attached()
    end_session(page, stack)
    expect(notice(page)).to_be_in_viewport()
    assert visitor.findings() == []
    assert visitor.overflow() == 0
