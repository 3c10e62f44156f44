"""A sheet by keyboard alone, as in a spreadsheet, with undo across pages; and its layout at each width."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_editing import JUNE, saved

STORED = (
    "import json\n"
    "from releases.models.releases import Release\n"
    "rows = Release.objects.get(slug='june-2020').timeline.order_by('position')\n"
    "print(json.dumps([[row.date.label, row.event] for row in rows]))\n"
)
DRAFT, REVIEW, CONSULT = (
    "DCC submits the draft TAD",
    "TAG reviews the draft TAD",
    "DCC consults on the draft TAD",
)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.ariaLabel")


LISTEN = """addEventListener("DOMContentLoaded", () => {
  window.said = [];
  const live = document.querySelector("#live");
  new MutationObserver(() => said.push(live.textContent)).observe(live, {childList: true});
})"""


def said(page: Page, text: str) -> None:
    """What screen readers are told."""
    page.wait_for_function("text => said.includes(text)", arg=text)


def dates(page: Page) -> list[str]:
    return page.locator("td.of-text.date [name$='.date']").evaluate_all("cells => cells.map(c => c.value)")


def events(page: Page) -> list[str]:
    return page.locator("td.names textarea").evaluate_all("cells => cells.map(c => c.value)")


def clipboard(page: Page) -> tuple[str, str]:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return tuple(
        page.evaluate(
            "async () => { const [item] = await navigator.clipboard.read();"
            "return Promise.all(['text/plain', 'text/html'].map("
            "async (kind) => (await item.getType(kind)).text())); }"
        )
    )


def put_on_clipboard(page: Page, text: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)


def to_first_cell(page: Page) -> None:
    while page.evaluate("!document.activeElement.closest('form.sheet tbody')"):
        press(page, "Tab")


def test_a_timetable_is_edited_undone_and_saved_by_keyboard_alone(visit, stack):
    page = visit("analyst").page
    page.add_init_script(LISTEN)
    page.goto(f"{stack.address}{JUNE}/edit/timeline/")
    opened = (dates(page), events(page))
    assert opened[1][2:5] == [DRAFT, REVIEW, CONSULT]
    heard = (
        "window.heard = []; document.forms.sheet.addEventListener('input', (e) => heard.push(e.target.name))"
    )
    page.evaluate(heard)
    to_first_cell(page)
    press(page, "ArrowRight", "ArrowDown", "ArrowDown")
    assert focused(page) == f"Date: {DRAFT}"
    page.keyboard.insert_text("Late Nov 19")  # at once: after a pause, typing is a step of its own
    press(page, "Enter", "ArrowUp", "Shift+ArrowDown", "Shift+ArrowDown")
    said(page, "3 rows by 1 column selected")
    press(page, "Control+d")
    said(page, "2 cells filled down")
    assert dates(page)[2:5] == ["Late Nov 19"] * 3
    expect(page.locator("[data-tally]")).to_have_text("Unsaved: 3 cells")
    heard = page.evaluate("new Set(heard).size")
    assert heard == 3, "each changed field tells the form"

    press(page, "Shift+ArrowRight", "Control+c")
    said(page, "6 cells copied")
    text, html = clipboard(page)
    rows = [f"Late Nov 19\t{event}" for event in (DRAFT, REVIEW, CONSULT)]
    assert text == "\n".join(rows)
    assert re.findall("<td>(.*?)</td>", html)[:2] == ["Late Nov 19", DRAFT]
    press(page, "Delete")
    said(page, "6 cells cleared")
    assert (dates(page)[2:5], events(page)[2:5]) == ([""] * 3, [""] * 3)
    press(page, "Control+z")
    said(page, "Undone: 6 cells cleared")
    assert (dates(page)[4], events(page)[2:5]) == ("Late Nov 19", [DRAFT, REVIEW, CONSULT])
    press(page, "Control+z")
    assert dates(page)[2:5] == ["Late Nov 19", "", ""]
    press(page, "Control+Shift+Z", "Control+z", "Control+y")
    assert dates(page)[2:5] == ["Late Nov 19"] * 3

    press(page, "Control+z", "Alt+ArrowDown")
    said(page, "Row moved to position 4")
    assert focused(page) == f"Date: {DRAFT}"
    assert events(page)[2:4] == [REVIEW, DRAFT]
    assert page.evaluate("heard.filter(name => name.endsWith('.place')).length") == 2
    expect(page.locator("[data-tally]")).to_have_text("Unsaved: 1 cell, order")
    expect(page.get_by_role("button", name="Redo")).to_have_attribute("aria-disabled", "true")

    put_on_clipboard(page, f"Date\tEvent\tNotes\n2 Dec 19\t{CONSULT}\tAsked.\n3 Dec 19\tA new step\t\n")
    before = (dates(page), events(page))
    with page.expect_navigation():
        press(page, "Control+v")
    saved(page, "Understood: 4 cells, under Date, Event, Notes")
    assert focused(page) != f"Date: {DRAFT}", "the report is focused"
    pasted = (dates(page), events(page))
    assert "A new step" in pasted[1]
    assert pasted[0][4] == "02 Dec 19"
    press(page, "Control+z")
    said(page, "Undone: the pasted block")
    expect(page.get_by_label("Pasted cells")).to_be_hidden()
    assert [cells[: len(opened[0])] for cells in (dates(page), events(page))] == [
        c[: len(opened[0])] for c in before
    ]
    assert "A new step" not in events(page)
    press(page, "Control+z")
    said(page, "Undone: a row moved")
    assert events(page)[2:4] == [DRAFT, REVIEW]
    press(page, "Control+z")
    assert (dates(page)[: len(opened[0])], events(page)[: len(opened[1])]) == opened
    expect(page.locator("[data-tally]")).to_be_hidden()
    press(page, *["Control+y"] * 3)
    assert (dates(page), events(page)) == pasted
    press(page, "Control+z")

    page.get_by_role("button", name="Sort by date").focus()
    with page.expect_navigation():
        press(page, "Enter")
    saved(page, "Sort by date: done.")
    in_order = (dates(page), events(page))
    press(page, "Control+z", "Control+y")
    assert (dates(page), events(page)) == in_order
    press(page, "Control+z")
    page.locator("#reason").focus()
    page.keyboard.type("As agreed")
    press(page, "Enter")
    saved(page, "Timetable saved")
    found = json.loads(stack.shell(STORED))
    assert [event for _, event in found] == [*opened[1][:2], REVIEW, DRAFT, *filter(None, opened[1][4:])]
    assert found[3] == ["Late Nov 19", DRAFT]
    assert [date for date, _ in found if date == "Late Nov 19"] == ["Late Nov 19"]


def test_ticks_rows_and_removals_are_undone_too(visit):
    page = visit("analyst").open(f"{JUNE}/edit/documents/")
    boxes = page.locator("form.sheet tbody td.cell input")
    ticks = "boxes => boxes.map(box => box.checked)"
    opened = boxes.evaluate_all(ticks)
    to_first_cell(page)
    press(page, "Shift+ArrowLeft", "Control+c")
    assert clipboard(page)[0].startswith("Section A\t")
    press(page, "Escape", "Shift+ArrowRight", "Shift+ArrowDown", "Delete")
    cleared = boxes.evaluate_all(ticks)
    press(page, "Escape", "Space")
    assert boxes.evaluate_all(ticks) != cleared
    press(page, "Control+z", "Control+z")
    assert boxes.evaluate_all(ticks) == opened
    rows = page.locator("form.sheet tbody tr")
    count = rows.count()
    page.get_by_role("button", name="More rows").focus()
    press(page, "Enter")
    expect(rows).to_have_count(count + 10)
    assert focused(page).startswith("SEC document: new row ")
    page.keyboard.insert_text("App O")
    press(page, "Control+z", "Control+z")
    expect(rows).to_have_count(count)
    press(page, "Control+y", "Control+y")
    expect(rows).to_have_count(count + 10)
    expect(rows.nth(count).get_by_label("SEC document: ")).to_have_value("App O")
    removal = page.get_by_role("checkbox", name=re.compile("^Remove")).first
    removal.focus()
    press(page, "Space")
    expect(rows.first).to_have_attribute("data-removed", "")
    press(page, "Control+z")
    expect(removal).not_to_be_checked()


BOXES = """() => {
  const rect = (one) => document.querySelector(one).getBoundingClientRect();
  const cell = document.activeElement.getBoundingClientRect();
  const scroll = document.querySelector(".sheet .scroll");
  return {cell: [cell.top, cell.bottom], head: rect(".sheet thead").bottom, bar: rect(".savebar").top,
          table: rect(".sheet .scroll").bottom, over: scroll.scrollWidth - scroll.clientWidth};
}"""


@pytest.mark.parametrize("sheet", ["timeline", "participants", "documents", "summary", "costs", "criteria"])
def test_nothing_covers_the_focused_cell_and_no_column_is_cut_off(visit, sheet):
    visitor = visit("analyst")
    page = visitor.open(f"{JUNE}/edit/{sheet}/")
    expect(page.get_by_role("button", name="Document preview")).to_have_attribute("aria-expanded", "false")
    to_first_cell(page)
    for key in ("ArrowDown", "ArrowUp"):
        for _ in range(30):
            press(page, key)
            box = page.evaluate(BOXES)
            assert box["head"] <= box["cell"][0] + 1, key
            assert box["cell"][1] <= box["table"] + 1, key
            assert box["table"] <= box["bar"] + 1, key
    assert box["over"] == 0
    findings = visitor.findings()
    for width, dark in ((1280, True), (390, False)):
        other = visit("analyst", width=width, dark=dark)
        other.open(f"{JUNE}/edit/{sheet}/")
        findings += other.findings()
        assert other.overflow() == 0
    assert not findings


def test_the_preview_opens_from_its_rail_and_stays_open(visit):
    page = visit("analyst").open(f"{JUNE}/edit/costs/")
    rail = page.get_by_role("button", name="Document preview")
    beside = page.get_by_role("complementary", name="Document preview")
    expect(beside).to_be_hidden()
    rail.focus()
    press(page, "Enter")
    expect(beside).to_be_visible()
    page.reload()
    expect(beside).to_be_visible()
    wide = visit("analyst", width=1920).open(f"{JUNE}/edit/costs/")
    expect(wide.get_by_role("complementary", name="Document preview")).to_be_visible()
    keys = page.get_by_text("Keys", exact=True)
    keys.focus()
    press(page, "Enter")
    expect(page.get_by_text("Move the row")).to_have_count(0)
    expect(page.get_by_text("Select a block of cells")).to_be_visible()
    press(page, "Escape")
    expect(page.get_by_text("Select a block of cells")).to_be_hidden()
    expect(keys).to_be_focused()
