"""The comparison of two versions in a browser: chosen without script, accessible in each layout, never wider than it
should be."""

import re

import pytest

PAGE = "/releases/june-2020/compare/?from=1.0&to=2.0"


@pytest.mark.parametrize("layout", ["inline", "sides", "list"])
@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False)])
def test_a_comparison_is_accessible_in_each_layout(visit, layout, width, dark):
    visitor = visit(width=width, dark=dark)
    visitor.open(f"{PAGE}&as={layout}&show=all")
    assert visitor.findings() == []
    assert visitor.overflow() == 0


def test_versions_are_chosen_and_a_change_is_found_without_script(visit):
    page = visit(script=False).open("/releases/june-2021/")
    page.get_by_role("link", name="What changed").click()
    page.get_by_label("Older version").select_option("2.0")
    page.get_by_label("Newer version").select_option("3.0")
    page.get_by_label("Shown").select_option("sides")
    page.get_by_role("button", name="Compare").click()
    assert page.get_by_role("heading", level=1).inner_text() == "RID 3.0: compared with RID 2.0"
    page.get_by_role("link", name=re.compile("In the document ?: MP146")).first.click()
    assert page.locator(":target").inner_text().startswith("[inserted:")
    older, newer = page.locator(".sides").filter(has=page.locator(":target")).locator("> div").all()
    assert "MP146" not in older.inner_text()
    assert "MP146" in newer.inner_text()
