"""June 2020 from what was presented as 1.1 to live and closed, each step on its page by the right person."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.typist import Typist
from tests.core.files.test_uploads import PDF
from tests.long.journeys import attend, press
from tests.support.stack import Stack

JUNE = "/releases/june-2020/"
ITEM = "/meetings/panel/2020-01-17/1/"
SECURITY = "The DCC has completed the relevant security testing, and the security architecture is approved."
ONLY_JUNE = """
from governance.composing.models import RenderJob
from governance.composing.tasks import render_snapshot
from governance.examples import accounts, june_2020
from governance.examples.story import day, person
from governance.versions.models import RidVersion
from governance.versions.operations.versions import present_version
from governance.management.commands.load_examples import load_releases
from secrel.core.changes.operations import AS_STORED, SYSTEM

accounts.load(SYSTEM)
load_releases(stories=[june_2020])
present_version(
    by=person(accounts.ANALYST),
    version=RidVersion.objects.get(major=1, minor=1),
    meeting_on=day("2020-01-17"),
    token=AS_STORED,
    reference="SECP_76_1701_23",
    on=day("2020-01-10"),
)
for job in RenderJob.objects.filter(state="queued"):
    render_snapshot(job=job.pk, digest=job.snapshot_id)
"""
CONDITION = "Show that the throttling can be switched off."


@pytest.fixture(scope="module")
def stack() -> Iterator[Stack]:
    """With the story of June 2020 alone: a later one decides on the version that is presented in it."""
    running = Stack("june-2020", data="reference")
    running.shell(ONLY_JUNE)
    yield running.start()
    running.end()


def test_members_take_positions_and_an_edit_ends_them(person):
    for who in ("member", "member2", "member3"):
        page = person(who).open(ITEM)
        page.get_by_label("Agrees").check()
        press(page, "Record my position", "Your position is recorded.")
    page = person("analyst").open(f"{JUNE}scope/MP084/")
    page.get_by_role("textbox", name="Description").fill(
        "give Other Users a seat on the SEC Panel, by election."
    )
    page.locator("#id_reason").fill("Found while it waited")
    page.get_by_role("button", name="Save", exact=True).click()
    page = person("member").open(ITEM)
    expect(page.get_by_text("No longer counts", exact=True)).to_have_count(3)
    expect(page.get_by_text("The release was edited after 1.1 was presented.")).to_be_visible()
    page = person("analyst").open(f"{JUNE}scope/MP084/")
    page.get_by_role("textbox", name="Description").fill("give Other Users a seat on the SEC Panel.")
    page.locator("#id_reason").fill("Back to what is presented")
    page.get_by_role("button", name="Save", exact=True).click()
    for who in ("member", "member2", "member3"):
        page = person(who).open(ITEM)
        page.get_by_label("Agrees").check()
        press(page, "Record my position", "Your position is recorded.")


def test_the_panel_baselines_it_subject_to_one_change(person, stack):
    page = person("secretary").open("/meetings/panel/2020-01-17/")
    attend(page)
    page = person("secretary").open(ITEM)
    page.get_by_label("Result").select_option("Baselined, subject to named changes")
    page.get_by_label("Agree", exact=True).fill("3")
    page.get_by_text("Changes required").click()
    page.get_by_label("Change 1: section").select_option("Acceptance criteria")
    page.get_by_label("Change 1: what is changed").fill(
        "The security criterion of the standard set is added."
    )
    press(page, "Record the outcome", "The outcome is recorded.")
    press(person("chair").open(ITEM), "Confirm the decision", "The decision is confirmed.")
    page = person("analyst").open(f"{JUNE}edit/criteria/")
    typist = Typist(page, stack.address)
    header = ["Set", "Criterion", "Evidence from", "Reviewed by"]
    typist.paste([header, ["Security", SECURITY, "DCC", "SSC"]])
    typist.save_sheet("Acceptance criteria")
    expect(page.get_by_text(SECURITY).first).to_be_visible()
    page = person("analyst").open(JUNE)
    page.get_by_label("Summary of changes, for the document history").fill("The security criterion is added.")
    page.get_by_role("button", name="Issue a draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("June 2020 RID 1.2")
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible(timeout=30_000)
    page = person("analyst").open(ITEM)
    page.get_by_label("Changed version", exact=True).select_option(index=1)
    press(page, "Submit the version", "The changed version is with the Chair for confirmation.")
    page = person("chair").open(f"{JUNE}rid/1.2/")
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible(timeout=30_000)
    press(person("chair").open(ITEM), "Confirm the changes", "The changes are confirmed")
    page = person("chair").open(f"{JUNE}rid/2.0/")
    expect(page.get_by_role("heading", level=1)).to_have_text("June 2020 RID 2.0")


@pytest.mark.parametrize(
    ("first", "second", "pattern", "name"),
    [
        ("delivery", "delivery2", "Operational", "operational"),
        ("delivery", "delivery2", "Testing", "testing"),
        ("delivery", "delivery2", "Security", "security"),
        ("analyst", "analyst2", "Operational", "secas"),
    ],
)
def test_evidence_is_prepared_by_one_and_released_by_another(person, tmp_path, first, second, pattern, name):
    report = tmp_path / f"{name}.pdf"
    report.write_bytes(PDF + name.encode())
    page = person(first).open(f"{JUNE}evidence/new/")
    for box in page.get_by_role("checkbox", name=re.compile(f"{pattern} [0-9]+:")).all():
        box.check()
    page.get_by_label("Files to add").set_input_files(report)
    page.get_by_label("What it shows").fill("All that the criteria ask for.")
    press(page, "Save the draft", "The draft is saved.")
    other = person(second).page
    other.goto(page.url)
    press(other, "Release the evidence", "The evidence is released. The receipt is E-2021-")


def test_three_bodies_review_sixteen_criteria_and_recommend(person):
    bodies = {"tag": "Testing", "operations": "Operational", "ssc": "Security"}
    counted = 0
    for who, category in bodies.items():
        page = person(who).open(f"{JUNE}criteria/")
        links = page.get_by_role("link", name=re.compile(f"^{category} [0-9]+$"))
        addresses = [link.get_attribute("href") for link in links.all()]
        for address in addresses:
            page = person(who).open(address)
            page.get_by_label("Met", exact=True).check()
            press(page, "Record the review", "The review is recorded.")
        counted += len(addresses)
    assert counted == 16
    for who, body in (("tag", "TAG"), ("operations", "Operations Group"), ("ssc", "SSC")):
        page = person("analyst").open(f"{JUNE}criteria/")
        page.get_by_label("Body to ask").select_option(body)
        page.get_by_label("Meeting on").fill("15 Oct 2021")
        press(page, "Put it on the agenda", "is on the agenda")
        item = page.url
        meeting = item.rsplit("/", 2)[0] + "/"
        page = person("secretary").page
        page.goto(meeting)
        attend(page)
        page.goto(item)
        page.get_by_label("Result").select_option("Recommended")
        press(page, "Record the outcome", "The outcome is recorded.")
        page = person(f"{who}_chair").page
        page.goto(item)
        press(page, "Confirm the decision", "The decision is confirmed.")


def test_the_panel_decides_go_with_one_condition_which_is_closed(person):
    page = person("analyst").open(f"{JUNE}criteria/")
    page.get_by_label("Body to ask").select_option("Panel, for go or no-go")
    page.get_by_label("Meeting on").fill("15 Oct 2021")
    press(page, "Put it on the agenda", "is on the agenda")
    item = page.url
    page = person("secretary").page
    page.goto(item.rsplit("/", 2)[0] + "/")
    attend(page)
    page.goto(item)
    page.get_by_label("Result").select_option("Go, with conditions")
    page.locator("summary", has_text="Conditions").click()
    page.get_by_label("Condition 1: what is to be done").fill(CONDITION)
    page.get_by_label("Condition 1: by whom").select_option("DCC")
    page.get_by_label("Condition 1: by when").fill("22 Oct 2021")
    press(page, "Record the outcome", "The outcome is recorded.")
    page = person("chair").page
    page.goto(item)
    press(page, "Confirm the decision", "The decision is confirmed.")
    page = person("delivery").open(f"{JUNE}criteria/")
    expect(page.get_by_text(CONDITION).first).to_be_visible()
    page.get_by_label("How it was met").fill("Shown on 15 October.")
    press(page, "Report it as met", "Reported as met")
    page = person("analyst").open(f"{JUNE}criteria/")
    press(page, "Close condition 1", "Closed")


def test_what_is_targeted_is_approved_and_the_release_goes_live_and_is_closed(person):
    page = person("analyst").open(f"{JUNE}going-live/")
    waits = page.get_by_text("is targeted but not approved")
    references = [line.split()[0] for line in waits.all_inner_texts()]
    assert references
    for reference in references:
        page = person("analyst").open(f"/modifications/{reference}/edit/stage/")
        moves = page.get_by_label("Action")
        if moves.locator("option[value=report]").count():
            moves.select_option("report")
            page.get_by_role("button", name="Save the stage").click()
        page.locator("#decision_outcome").select_option("approved")
        page.get_by_role("button", name="Record the decision").click()
        expect(page.get_by_role("status").filter(has_text=f"Recorded for {reference}").first).to_be_visible()
        link = page.get_by_role("link", name="June 2020 SEC Release")
        page.goto(f"{page.url.split('/modifications')[0]}{link.first.get_attribute('href')}")
        page.get_by_label("Status").select_option("approve")
        page.get_by_label("Reason").last.fill("Approved")
        page.get_by_role("button", name="Save", exact=True).first.click()
    page = person("analyst").open(f"{JUNE}going-live/")
    expect(page.get_by_text("The release is ready to go live.")).to_be_visible()
    press(page, "Record the go-live", "is live")
    page.get_by_label("SEC version").fill("7.0")
    page.get_by_label("Lessons").fill("Begin UIT earlier.")
    press(page, "Save versions and lessons", "The versions and lessons are saved.")
    press(page, "Close the release", "is closed")


def test_the_audit_trail_is_whole_at_the_end(person, stack):
    assert "Head of the audit trail" in stack.manage("verify_record")
