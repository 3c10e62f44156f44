"""An empty database, one analyst and the printed RID of June 2020: all of it entered by paste and keyboard."""

import json
from difflib import unified_diff

import pytest
from playwright.sync_api import Page, Request, expect

from governance.documents.engine.printing.render import render_print
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.plain import lift
from tests.browser.typist import block
from tests.long.browser.test_from_nothing import ACCOUNT, OWN, SAMPLE, lines
from tests.support.stack import Stack

JUNE = "/releases/june-2020/"
SOLUTIONS = {"proposed": "Proposed Solution", "alternative": "Alternative Solution"}
PASTE = """
([field, html]) => {
  const data = new DataTransfer();
  data.setData('text/plain', 'copied');
  data.setData('text/html', html);
  field.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}
"""


@pytest.fixture(scope="module")
def stack():
    running = Stack("by-paste", "--empty", data="reference", SECREL_TODAY="2020-01-10").start()
    running.shell(ACCOUNT)
    yield running
    running.end()


class Counted:
    """A page whose user is counted: `actions` (a paste, click, shortcut or field filled), `requests` (pages opened, and
    saves with the page that they end on) and `refusals`. A preview is an action and no request."""

    def __init__(self, page: Page, site: str) -> None:
        self.page, self.site = page, site
        self.actions = self.requests = self.refusals = 0
        self.is_preview = False
        page.on("request", self._count)

    def _count(self, request: Request) -> None:
        is_page = request.is_navigation_request() and request.redirected_from is None
        self.requests += is_page and not self.is_preview

    def open(self, path: str) -> None:
        self.actions += 1
        self.page.goto(self.site + path)

    def fill(self, label: str, text: str) -> None:
        self.actions += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, label: str, option: str) -> None:
        self.actions += 1
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def check(self, label: str) -> None:
        self.actions += 1
        self.page.get_by_label(label).check()

    def preview(self, act) -> None:
        """What is sent to be shown again, with nothing saved."""
        self.actions += 1
        self.is_preview = True
        with self.page.expect_navigation():
            act()
        self.is_preview = False

    def save(self, name: str, message: str) -> None:
        self.actions += 1
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).last.click()
        self.refusals += self.page.get_by_role("alert").count()
        expect(self.page.get_by_role("status").filter(has_text=message).first).to_be_visible()


def scope_of(document: dict) -> str:
    """The scope as the document lists it."""
    found = []
    for entry in (*document["scope"]["approved"], *document["scope"]["targeted"]):
        part = f"part {entry['part']} " if entry["part"] else ""
        found.append(f"{entry['ref']} ‘{entry['title']}’ {part}{entry['summary']}")
        found += [f"• {option['text']}" for option in entry["options"]]
    return "\n".join(found)


def enter(user: Counted, document: dict, printed: str) -> None:
    page = user.page
    user.open("/releases/new/from-table/")
    user.choose("Slot", "June")
    user.fill("Go-live", "25 June 2020")
    page.locator("[name=text]").fill(scope_of(document))
    user.preview(page.get_by_role("button", name="Preview", exact=True).click)
    user.actions += 1  # the list
    user.save("Create the release", "with 5 modifications in its scope")
    user.open(f"{JUNE}edit/fill/")
    user.check("Replace them")
    field = page.get_by_label("The document, or some of its tables")
    user.preview(lambda: page.evaluate(PASTE, [field.element_handle(), printed]))
    for box in page.locator("[name=confirm]").all():
        user.actions += 1
        box.check()
    user.save("Save all of it", "Saved: DCC Change Requests, Participant matrix, Document matrix")
    user.open(f"{JUNE}edit/other-costs/")
    user.fill("Days: SECAS: implementation", str(document["costs"]["secas_implementation"]["days"]))
    user.fill("Days: SECAS: project management", str(document["costs"]["secas_project_management"]["days"]))
    user.save("Save", "Operational and SECAS costs saved")
    user.open(f"{JUNE}edit/testing/")
    user.fill("The DCC’s approach", "\n\n".join(document["testing"]["dcc_approach"]))
    user.fill("The users’ approach", "\n\n".join(document["testing"]["user_approach"]))
    user.save("Save", "Test strategy saved")
    user.open(f"{JUNE}edit/statements/impacts/")
    user.choose("Other industry codes", "Listed" if document["impacts"]["other_codes"] else "None")
    user.save("Save", "Impacts saved")
    for entry in (entry for entry in document["scope"]["targeted"] if entry["options"]):
        user.open(f"/modifications/{entry['ref']}/edit/solutions/")
        rows = [[SOLUTIONS[option["kind"]], option["text"]] for option in entry["options"]]
        page.locator("[name=paste]").evaluate("field => field.closest('details').open = true")
        page.get_by_label("Copied cells").fill(block(rows))
        user.actions += 2
        user.preview(page.get_by_role("button", name="Preview", exact=True).click)
        user.save("Save", "Solutions saved")
    user.open(JUNE)
    user.fill("Summary of changes, for the document history", "Entered here from the printed document.")
    user.save("Issue a draft", "has been issued")


def test_june_2020_is_entered_by_paste_and_keyboard(visit, stack):
    document = json.loads((SAMPLE if SAMPLE.exists() else OWN).read_text())
    printed = str(render_print(RID_KIND, lift(document, site="https://example.org", marks=[])))
    user = Counted(visit("analyst").page, stack.address)
    enter(user, document, printed[printed.index("<body") :])
    made = json.loads(stack.manage("export_rid", "june-2020/1.2"))
    assert made["history"].pop()["changes"] == "Entered here from the printed document."
    for whole in (made, document):  # of the issue, and what is added up
        whole["document"] = whole["document"]["annexes"]
        del whole["costs"]["dcc_total"]
        for row in whole[
            "timeline"
        ]:  # rows of the standard timetable keep their rules, which say what the notes say
            row.pop("rule", None)
    differences = [*unified_diff(lines(document), lines(made), "printed", "entered", n=1, lineterm="")]
    assert not differences, "\n".join(differences)
    assert (user.actions, user.requests, user.refusals) == (32, 14, 0)
