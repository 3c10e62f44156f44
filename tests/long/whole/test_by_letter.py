"""November 2021 from a draft for comment to a baseline by correspondence, each step by the right person."""

import re

from playwright.sync_api import expect

from tests.long.journeys import press

NOVEMBER = "/releases/november-2021/"
DRAFT = f"{NOVEMBER}rid/0.2/"


def test_a_draft_is_issued_for_comment_to_bodies_and_parties(person):
    page = person("analyst").open(f"{NOVEMBER}scope/MP149/")
    page.get_by_role("textbox", name="Description").fill("let changes to the SEC take effect sooner.")
    page.locator("#id_reason").fill("As the Working Group worded it")
    page.get_by_role("button", name="Save", exact=True).click()
    page = person("analyst").open(NOVEMBER)
    page.get_by_label("Summary of changes, for the document history").fill("MP149 reworded.")
    page.get_by_label("Open for comment until").fill("22 Oct 2021")
    for body in ("TABASC", "Operations Group", "Parties"):
        expect(page.get_by_label(body, exact=True)).to_be_checked()
    page.get_by_role("button", name="Issue a draft").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("November 2021 RID 0.2")
    expect(page.get_by_text("Draft for comment until 22 October 2021").first).to_be_visible()
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible(timeout=30_000)


def test_a_party_and_two_bodies_comment_each_for_itself(person):
    texts = {"party": "When must we be ready?", "operations": "Who runs it?", "delivery": "Costs are firm."}
    for who, text in texts.items():
        page = person(who).open(DRAFT)
        page.get_by_label("Section").select_option("Implementation timeline")
        page.get_by_label("Comment", exact=True).fill(text)
        page.get_by_role("button", name="Send the comment", exact=True).click()
        comments = page.get_by_label("Comments")
        expect(comments.get_by_text(text)).to_be_visible()
        others = [other for other in texts.values() if other != text]
        for other in others:
            expect(comments.get_by_text(other)).to_have_count(0)
    page = person("analyst").open(DRAFT)
    for text in texts.values():
        expect(page.get_by_text(text)).to_be_visible()
    page.locator("summary", has_text="Answer").first.click()
    page.get_by_label("Answer").first.fill("On 4 November.")
    press(page, "Send the answer", "Your answer has been sent.")
    page = person("party").open(DRAFT)
    expect(page.get_by_text("On 4 November.")).to_be_visible()
    expect(page.get_by_text("Resolved")).to_be_visible()


def test_the_panel_decides_by_correspondence(person):
    page = person("analyst").open(DRAFT)
    page.get_by_label("Meeting on").fill("15 Oct 2021")
    page.get_by_label("By correspondence, closing at").fill("23:59")
    press(page, "Present", "Version 0.2 presented.")
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Panel of 15 October 2021").first.click()
    item = page.url
    expect(page.get_by_text("closes at 23:59 on 15 October 2021").first).to_be_visible()
    for who in ("member", "member2"):
        page = person(who).page
        page.goto(item)
        expect(
            page.get_by_label("Comments", exact=True).get_by_text("When must we be ready?")
        ).to_be_visible()
        page.get_by_label("Agrees").check()
        press(page, "Record my position", "Your position is recorded.")
    page = person("secretary").page
    page.goto(item)
    page.get_by_label("Result").select_option("Baselined")
    page.get_by_role("button", name="Record the outcome").click()
    expect(
        page.get_by_text("Members can take positions until 23:59 on 15 October 2021, and 1").first
    ).to_be_visible()
    page = person("member3").page
    page.goto(item)
    page.get_by_label("Abstains").check()
    press(page, "Record my position", "Your position is recorded.")
    page = person("secretary").page
    page.goto(item)
    page.get_by_label("Result").select_option("Baselined")
    press(page, "Record the outcome", "The outcome is recorded.")
    page.goto(re.sub(r"\d+/$", "", item))
    expect(page.get_by_text("Closed", exact=True)).to_be_visible()
    page = person("chair").page
    page.goto(item)
    expect(page.get_by_text("2 agree, 0 object, 1 abstain").first).to_be_visible()
    press(page, "Confirm the decision", "The decision is confirmed.")


def test_everybody_reads_what_is_in_force(person, visit):
    for visitor in (person("party"), visit()):
        page = visitor.open(f"{NOVEMBER}rid/1.0/")
        expect(page.get_by_role("heading", level=1)).to_have_text("November 2021 RID 1.0")
        expect(page.get_by_text("When must we be ready?")).to_have_count(0)


def test_the_audit_trail_is_whole_at_the_end(stack):
    assert "Head of the audit trail" in stack.manage("verify_record")
