"""A paper from its draft to the change that follows from it, each step by the right person, on real processes."""

import re

from playwright.sync_api import expect

from tests.long.journeys import attend, press

PAPER = "/papers/panel/2021-10-15/2/"
MEETING = "/meetings/panel/2021-10-15/"
REASON = "Its Preliminary Assessment confirms the lead time."
CHANGED = """
from releases.models.scope import ScopeItem
items = ScopeItem.objects.filter(release__slug="november-2022", part__modification__reference="MP154")
print([(item.status, [event.move for event in item.events.all()]) for item in items])
"""


def test_an_analyst_drafts_a_paper_that_proposes_a_change(person, stack):
    page = person("analyst").open("/meetings/plan/")
    page.get_by_label("Body").select_option("Panel")
    page.get_by_label("Day", exact=True).fill("15 Oct 2021")
    page.get_by_label("Number", exact=True).fill("97")
    page.get_by_role("button", name="Plan the meeting").click()
    page = person("analyst").open("/papers/")
    page.get_by_role("link", name="Draft a paper").click()
    page.get_by_label("Body").select_option("Panel")
    page.get_by_label("Meeting on").fill("15 Oct 2021")
    page.get_by_label("Agenda item").fill("2")
    page.get_by_role("button", name="Draft the paper").click()
    expect(page).to_have_url(f"{stack.address}{PAPER}")
    page.get_by_role("link", name="Edit the draft").click()
    page.locator("summary", has_text="Propose a change").click()
    page.get_by_label("Change", exact=True).select_option(
        "Settle the release of a modification that has none"
    )
    page.get_by_label("Modification", exact=True).fill("MP154")
    page.get_by_label("Release", exact=True).select_option("November 2022 SEC Release")
    page.get_by_label("Proposed changes").get_by_label("Reason").fill(REASON)
    page.get_by_role("button", name="Propose the change").click()
    expect(page.get_by_text("Describe what MP154 does").first).to_be_visible()
    page.get_by_label("Proposed changes").get_by_label("Description").fill("change how returns are handled.")
    page.get_by_role("button", name="Propose the change").click()
    expect(page.get_by_text(REASON).first).to_be_visible()


def test_it_is_issued_late_with_a_reason_and_stands_on_the_agenda(person, stack):
    page = person("analyst").open(PAPER)
    page.get_by_role("button", name="Issue the paper").click()
    expect(page.get_by_text(re.compile("late", re.IGNORECASE)).first).to_be_visible()
    page.get_by_label("Why it is late").fill("The assessment came on 14 October.")
    page.get_by_role("button", name="Issue the paper").click()
    expect(page.get_by_role("link", name="Open the PDF")).to_be_visible(timeout=30_000)


def test_the_body_agrees_it_and_the_scope_changes_once(person, stack):
    page = person("secretary").open(MEETING)
    attend(page)
    page.get_by_role("link", name=re.compile("MP154")).first.click()
    expect(page.get_by_role("cell", name=re.compile("MP154 is targeted for"))).to_be_visible()
    item = page.url
    for label, count in (("Agree", "3"), ("Object", "0"), ("Abstain", "0")):
        page.get_by_label(label, exact=True).fill(count)
    press(page, "Record the outcome", "The outcome is recorded. The Chair can now confirm it.")
    page = person("chair").page
    page.goto(item)
    press(page, "Confirm the decision", "The decision is confirmed.")
    expect(page.get_by_text("Carried out on")).to_be_visible()
    assert stack.shell(CHANGED) == "[('targeted', ['enter'])]"
    expect(page.get_by_role("button", name="Confirm the decision")).to_have_count(0)
    page = person("analyst").open("/releases/november-2022/")
    expect(page.get_by_role("link", name="MP154").first).to_be_visible()
    expect(person("analyst").open(PAPER).get_by_role("button", name="Carry it out")).to_have_count(0)
