"""The main pages are sound, and the thin line as each kind of user walks it, in this order, on one application."""

import re
import urllib.request

from playwright.sync_api import expect

from secrel.servers.process import wait_until
from tests.core.files.test_uploads import PDF

NOVEMBER = "/releases/november-2021/"
DAYS_SWEPT = "from governance.watch.models import DailyRun; print(DailyRun.objects.count())"
ITEM = "/meetings/panel/2021-10-15/1/"


def test_anybody_reads_the_latest_pdf_without_an_account(visit, stack):
    page = visit().open("/")
    page.get_by_role("link", name="June 2021 SEC Release", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("June 2021 SEC Release")
    assert wait_until(lambda: stack.status("/releases/june-2021/rid/latest.pdf") == 200, 60)
    link = page.get_by_role("link", name="Latest PDF")
    content = stack.fetch(link.get_attribute("href"))
    assert content[:5] == b"%PDF-"
    assert link.get_attribute("href") == "/releases/june-2021/rid/latest.pdf"


def unfold(page):
    """Open all groups of tasks."""
    page.locator("details.task-group").evaluate_all("groups => groups.forEach(group => group.open = true)")


def test_daily_job_flags_mp149_on_14_october_and_not_on_13(visit, stack):
    visitor = visit("analyst")
    assert wait_until(lambda: stack.shell(DAYS_SWEPT) == "1", 40)  # the example day's job would flag it again
    stack.manage("sweep_flags", "--on", "2021-10-13")
    chase = visitor.open("/").get_by_label("Your tasks")
    expect(chase.get_by_role("link", name=re.compile("MP149"))).to_have_count(0)
    stack.manage("sweep_flags", "--on", "2021-10-14")
    page = visitor.open("/")
    unfold(page)
    chase = page.get_by_label("November 2021", exact=True)
    expect(chase.get_by_role("link", name=re.compile("MP149")).first).to_be_visible()
    expect(chase.get_by_text("Cut-off near").first).to_be_visible()


def test_analyst_edits_sees_the_release_issues_and_presents(visit):
    page = visit("analyst").open(NOVEMBER)
    page.get_by_role("link", name="Edit MP149").click()
    page.get_by_role("textbox", name="Description").fill("let changes to the SEC take effect sooner.")
    page.get_by_label("Cut-off date").fill("2021-10-22")
    page.locator("#id_reason").fill("The Authority asked for a day more")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("MP149 saved.")).to_be_visible()
    expect(page.get_by_text("proposes to let changes to the SEC take effect sooner.")).to_be_visible()

    row = page.get_by_role("row", name="Panel go/no-go decision")
    row.get_by_role("link").click()
    page.get_by_role("textbox", name="Date").fill("22 October 2021")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("row", name="22 Oct 21 Panel go/no-go")).to_be_visible()
    expect(page.get_by_text("3 facts differ from 0.1")).to_be_visible()

    page.get_by_label("Summary of changes, for the document history").fill(
        "MP149 reworded; go/no-go date set."
    )
    page.get_by_role("button", name="Issue a draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("November 2021 RID 0.2")
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible(timeout=20_000)

    page.get_by_label("Meeting on").fill("2021-10-15")
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.get_by_text("Version 0.2 presented.")).to_be_visible()
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible(timeout=20_000)


def test_members_take_positions_and_the_secretary_records_the_outcome(visit):
    for who, stance in (("member", "Agrees"), ("member2", "Objects"), ("member3", "Agrees")):
        page = visit(who).open(ITEM)
        page.get_by_label(stance).check()
        page.get_by_label("Why").fill("" if stance == "Agrees" else "The cut-off leaves too little time.")
        page.get_by_role("button", name="Record my position").click()
        expect(page.get_by_text("Your position is recorded.")).to_be_visible()
    page = visit("secretary").open("/meetings/panel/2021-10-15/")
    for name in ("Panel member", "Second Panel member", "Third Panel member", "Panel Chair"):
        page.get_by_label(re.compile(f"^{name},")).select_option("Present")
    page.get_by_role("button", name="Record the attendance").click()
    expect(page.get_by_text("3 of 3 voting seats present.")).to_be_visible()
    page.get_by_role("link", name="1. Baseline November 2021 RID 0.2").click()
    for label, count in (("Agree", "2"), ("Object", "1"), ("Abstain", "0")):
        page.get_by_label(label, exact=True).fill(count)
    page.get_by_label("Dissent").fill("One member found the cut-off too late.")
    page.get_by_role("button", name="Record the outcome").click()
    expect(page.get_by_text("The outcome is recorded. The Chair can now confirm it.")).to_be_visible()


def test_chair_reads_what_changed_and_confirms(visit, stack):
    page = visit("chair").open("/")
    page.get_by_label("Your tasks").get_by_role("link", name="November 2021").first.click()
    expect(page.get_by_text("2 agree, 1 object, 0 abstain").first).to_be_visible()
    changed = page.get_by_label("What changed")
    expect(
        changed.get_by_text("3 facts differ from 0.1, the version before it, as none was in force.")
    ).to_be_visible()
    expect(changed.get_by_text("MP149: cut-off date")).to_be_visible()
    expect(changed.get_by_text("21 Oct 21", exact=True)).to_be_visible()
    expect(changed.get_by_text("22 Oct 21", exact=True).first).to_be_visible()
    page.get_by_role("button", name="Confirm the decision").click()
    expect(page.get_by_text("The decision is confirmed.")).to_be_visible()
    page.goto(f"{stack.address}{NOVEMBER}rid/1.0/")
    expect(page.get_by_role("heading", level=1)).to_have_text("November 2021 RID 1.0")
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible(timeout=20_000)


def test_public_sees_decision_date_digest_and_pdf(visit, stack):
    page = visit().open(NOVEMBER)
    expect(page.get_by_text("proposes to let changes to the SEC take effect sooner.")).to_be_visible()
    page.get_by_role("link", name="RID 1.0").first.click()
    expect(page.get_by_text("Decision: Baselined by the Panel of 15 October 2021")).to_be_visible()
    digest = page.locator(".note .digest").inner_text()
    assert re.fullmatch(r"[0-9a-f]{64}", digest)
    page.get_by_text("Digests, to check that a file is this one").click()
    assert digest in page.get_by_label("Document").inner_text()
    assert stack.fetch("/releases/november-2021/rid/latest.pdf")[:5] == b"%PDF-"


def test_one_of_the_dcc_prepares_evidence_and_another_releases_it(visit, tmp_path):
    report = tmp_path / "build-report.pdf"
    report.write_bytes(PDF)
    page = visit("delivery").open("/")
    unfold(page)
    tasks = page.get_by_label("November 2021", exact=True)
    tasks.get_by_role("link", name=re.compile(". testing criteria")).first.click()
    page.get_by_role("link", name="Testing 1", exact=True).click()
    page.get_by_role("link", name="Prepare evidence").click()
    expect(page.get_by_role("checkbox", name=re.compile("Testing 1:"))).to_be_checked()
    page.get_by_label("Files to add").set_input_files(report)
    page.get_by_label("What it shows").fill("All code is built.")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("another person at the DCC has to read and release it").first).to_be_visible()
    draft = page.url
    page = visit("delivery2").page
    page.goto(draft)
    page.get_by_role("button", name="Release the evidence").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile(r"Receipt E-2021-\w{4}-\w{4}"))
    with page.expect_download() as download:
        page.get_by_role("link", name="build-report.pdf").click()
    assert download.value.path().read_bytes() == PDF


def test_a_member_of_the_tag_asks_a_question_and_reviews(visit):
    page = visit("tag").open(f"{NOVEMBER}criteria/testing-1/")
    page.get_by_role("textbox", name="Question").fill("Which build?")
    page.get_by_role("button", name="Ask the DCC").click()
    expect(page.get_by_text("Your question is sent to the DCC.")).to_be_visible()
    page.get_by_label("Met with conditions").check()
    page.get_by_role("button", name="Record the review").click()
    expect(
        page.get_by_text("Enter the conditions. The owner and the deciding body rely on them.").first
    ).to_be_visible()
    page.get_by_label("Conditions or reason").fill("Deploy in two steps.")
    page.get_by_role("button", name="Record the review").click()
    expect(page.get_by_text("The review is recorded.")).to_be_visible()
    board = visit("chair").open(f"{NOVEMBER}criteria/")
    row = board.get_by_role("row").filter(has_text="Testing 1")
    expect(row.get_by_text("Met with conditions")).to_be_visible()
    expect(row.get_by_text("Deploy in two steps.")).to_be_visible()


def test_a_file_of_another_kind_is_refused_and_the_text_stays(visit, tmp_path):
    fake = tmp_path / "report.pdf"
    fake.write_bytes(b"MZ not a pdf")
    page = visit("delivery").open(f"{NOVEMBER}evidence/new/?for=testing-2")
    page.get_by_label("Files to add").set_input_files(fake)
    page.get_by_label("What it shows").fill("My words.")
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("report.pdf is not a PDF file, although its name says so.").first).to_be_visible()
    expect(page.get_by_label("What it shows")).to_have_value("My words.")
    expect(page.locator("[data-focus]")).to_be_focused()


def test_two_analysts_see_both_sides(visit, stack):
    first, second = visit("analyst").page, visit("analyst").page
    address = f"{stack.address}{NOVEMBER}scope/MP164/"
    for page in (first, second):
        page.goto(address)
    first.get_by_role("textbox", name="Description").fill("theirs.")
    first.locator("#id_reason").fill("As agreed")
    first.get_by_role("button", name="Save").click()
    expect(first.get_by_text("MP164 saved.")).to_be_visible()
    second.get_by_role("textbox", name="Description").fill("mine.")
    second.locator("#id_reason").fill("As agreed")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("was changed by somebody else since you opened it")).to_be_visible()
    expect(second.get_by_role("cell", name="theirs.")).to_be_visible()
    expect(second.get_by_role("textbox", name="Description")).to_have_value("mine.")
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("MP164 saved.")).to_be_visible()


def test_a_wrong_password_gets_a_sentence(visit):
    page = visit().open("/accounts/login/")
    page.get_by_label("Email").fill("analyst@secas.example")
    page.get_by_label("Password").fill("not this one")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_text("This email address and password do not match.")).to_be_visible()


def test_reading_and_saving_work_without_script(visit):
    visitor = visit("analyst", script=False)
    page = visitor.open(f"{NOVEMBER}scope/MP180/")
    page.get_by_role("textbox", name="Description").fill("prepare the SEC.")
    page.locator("#id_reason").fill("As agreed")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("MP180 saved.")).to_be_visible()
    page.get_by_role("link", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")


def test_palette_finds_by_keyboard(visit):
    page = visit().open("/")
    page.keyboard.press("Control+k")
    page.keyboard.type("dp153")
    expect(page.get_by_role("link", name=re.compile("MP153"))).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("MP153")


def test_theme_is_stored_in_a_cookie(visit):
    page = visit().open("/")
    page.get_by_role("button", name="Switch between light and dark").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_audit_trail_is_sound_at_the_end(visit, stack):
    page = visit("administrator").open("/record/")
    page.get_by_role("link", name="Verify").click()
    page.get_by_role("button", name="Verify now").click()
    expect(page.get_by_text("Everything that must never change is unchanged.")).to_be_visible()
    assert "Head of the audit trail" in stack.manage("verify_record")


def test_mails_are_in_the_folder(stack):
    mails = "".join(path.read_text() for path in (stack.home / "var" / "mail").glob("*"))
    assert "Subject: November 2021 RID 0.2 is presented to the Panel of 15 October 2021" in mails
    assert "To: chair@panel.example" in mails
    address = re.search(rf"{stack.address}(/releases/\S+)", mails)[1]
    with urllib.request.urlopen(stack.address + address) as response:
        assert response.status == 200
