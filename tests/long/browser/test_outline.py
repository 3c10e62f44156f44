"""The impact summary is typed as an outline, by keyboard alone: previewed before it is saved, then stored as typed."""

import json

from playwright.sync_api import Page, expect

JUNE = "/releases/june-2020"
PATH = f"{JUNE}/edit/summary/"
ROWS = """
import json
from django.db import connection
from releases.models.impacts import SummaryPoint
facts = ("releases_", "modifications_", "costs_")  # jobs add rows elsewhere while the test runs
names = sorted(name for name in connection.introspection.table_names() if name.startswith(facts))
with connection.cursor() as cursor:
    cursor.execute(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM {name}" for name in names))
    counts = dict(cursor.fetchall())
points = SummaryPoint.objects.filter(release__slug="june-2020", audience="suppliers").order_by("position")
print(json.dumps([counts, [
    [
        point.text,
        [sub.text for sub in point.sub_points.all()],
        [row.reference for row in point.modifications.in_order()],
    ]
    for point in points if point.parent_id is None
]]))
"""


def typed(page: Page, *keys: str) -> None:
    """Names of keys in angle brackets, and texts."""
    for key in keys:
        if key.startswith("<"):
            page.keyboard.press(key.strip("<>"))
        else:
            page.keyboard.type(key)


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.ariaLabel || ''")


def previewed(page: Page, text: str) -> None:
    page.locator("[data-section] td").filter(has_text=text).first.wait_for(state="attached")


def is_quiet(page: Page, posts: list[str]) -> bool:
    """Whether there are no more requests, as nothing changes any more."""
    for _ in range(5):
        before = len(posts)
        page.wait_for_timeout(2_500)
        if len(posts) == before:
            return True
    return False


def test_an_outline_is_typed_by_keyboard_previewed_and_stored_as_typed(visit, stack):
    visitor = visit("analyst")
    page, posts = visitor.open(PATH), []
    page.on("request", lambda request: posts.append(request.url) if request.method == "POST" else None)
    expect(page.locator("[data-preview] [data-section]")).to_be_attached()
    if page.locator(".desk[data-folded]").count():
        page.locator("[data-fold]").click()
    assert visitor.findings() == []
    counts, before = json.loads(stack.shell(ROWS))

    # who passes by with Tab changes nothing, and arrives at the end of the outline
    page.locator("[name$='.audience']").first.focus()
    for _ in range(200):
        typed(page, "<Tab>")
        if page.evaluate("document.activeElement.matches('.savebar *')"):
            break
    assert page.evaluate("document.activeElement.matches('.savebar *')")
    expect(page.locator("[data-tally]")).to_be_hidden()

    page.locator("[name$='.text']").first.focus()
    typed(page, "<End>", "<Control+End>", "<Enter>", "A first point", "#", "withdrawing", "<Enter>", ".")
    typed(page, "<Enter>", "A detail of it.", "<Tab>", "<Enter>", "Another detail.", "<Enter>", "<Enter>")
    typed(page, "A second point.", "<Enter>", "<Backspace>", "<Alt+ArrowUp>")
    previewed(page, "Another detail.")
    expect(page.locator("[data-typed]")).to_have_text("With your unsaved changes.")
    assert is_quiet(page, posts)
    shown = page.locator("[data-section]").inner_html()
    assert json.loads(stack.shell(ROWS)) == [counts, before]
    other = visit("analyst").open(f"{JUNE}/preview/impacts/")
    expect(other.get_by_text("A first point.")).to_have_count(0)

    # the chips by keyboard, and what no point names then
    unnamed = page.get_by_role("region", name="Not named yet")
    expect(unnamed).to_contain_text("Each modification that is ticked for it is named.")
    page.locator("[name$='.text']").first.focus()
    typed(page, "<Escape>")
    assert focused(page).startswith("Remove SECMP0053")
    typed(page, "<Delete>")
    expect(unnamed).to_contain_text("SECMP0053")
    assert focused(page).startswith("Add a modification")
    typed(page, "<ArrowDown>")
    expect(page.locator("[role=option]").first).to_contain_text("Not named yet")
    assert visitor.findings() == []
    typed(page, "<Enter>")
    expect(unnamed).not_to_contain_text("SECMP0053")
    previewed(page, "Another detail.")

    page.locator("#reason").fill("As agreed")
    page.locator("[name$='.text']").first.focus()
    with page.expect_navigation():
        typed(page, "<Control+Enter>")
    expect(page.get_by_role("status").filter(has_text="Impact summary saved").first).to_be_visible()
    expect(page.locator("[data-preview] [data-section]")).to_be_attached()
    parts = "[...document.querySelectorAll('[data-section] td')].map((cell) => cell.textContent.trim())"
    after = page.evaluate(parts)
    page.evaluate("(html) => document.querySelector('[data-section]').innerHTML = html", shown)
    assert page.evaluate(parts) == after
    added = [
        ["A second point.", [], []],
        ["A first point.", ["A detail of it.", "Another detail."], ["MP079"]],
    ]
    assert json.loads(stack.shell(ROWS))[1] == [before[0], *added, *before[1:]]


def test_the_outline_is_accessible_in_dark_and_on_a_phone_and_a_table_without_script(visit):
    for form in ({"dark": True}, {"width": 390}, {"width": 390, "dark": True}):
        visitor = visit("analyst", **form)
        page = visitor.open(PATH)
        page.locator("[name$='.text']").first.focus()
        typed(page, "<End>", "#")
        expect(page.get_by_role("listbox")).to_be_visible()
        assert (visitor.findings(), visitor.overflow()) == ([], 0)
    page = visit("analyst", script=False).open(PATH)
    headings = ["No.", "Audience", "Area", "Sub-point", "Point", "Modifications", "Remove"]
    expect(page.locator(".sheet thead th:visible")).to_have_count(len(headings))
    for cell, heading in zip(page.locator(".sheet thead th").all(), headings, strict=True):
        expect(cell).to_contain_text(heading)
    expect(page.get_by_role("region", name="Not named yet")).to_be_hidden()


def test_the_preview_of_a_form_follows_and_names_what_it_does_not_show(visit):
    page = visit("analyst").open(f"{JUNE}/edit/statements/scope/")
    expect(page.locator("[data-preview] [data-section]")).to_be_attached()
    page.get_by_label("Additions").fill("A paragraph that nobody saved.")
    expect(page.locator("[data-section]")).to_contain_text("A paragraph that nobody saved.")
    page.goto(page.url)
    expect(page.locator("[data-preview] [data-section]")).to_be_attached()
    expect(page.get_by_text("A paragraph that nobody saved.")).to_have_count(0)
    page.goto(page.url.replace("/statements/scope/", "/go-live/"))
    expect(page.locator("[data-preview] [data-section]")).to_be_attached()
    page.get_by_role("textbox", name="Go-live").fill("some day")
    expect(page.locator("[data-typed]")).to_contain_text("Not shown yet:")
