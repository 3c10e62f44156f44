"""The statements of a section in the browser: a reason is asked for only where a list does not apply."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_editing import NOVEMBER


@pytest.mark.parametrize(
    ("script", "dark", "width"), [(True, False, 1280), (False, True, 390)], ids=["script", "no-script"]
)
def test_a_reason_is_shown_only_where_a_list_does_not_apply(visit, script, dark, width):
    page = visit("analyst", script=script, dark=dark, width=width).open(f"{NOVEMBER}/edit/statements/costs/")
    state = page.get_by_label("DCC costs", exact=True)
    reason = page.get_by_label("DCC costs: reason", exact=True)
    expect(reason).to_be_hidden()
    expect(page.get_by_label("SECAS effort: reason", exact=True)).to_be_hidden()
    state.select_option("not_applicable")
    expect(reason).to_be_visible()
    expect(page.get_by_label("SECAS effort: reason", exact=True)).to_be_hidden()
    reason.fill("The release touches no system.")
    state.select_option("none")
    expect(reason).to_be_visible()  # nothing that somebody typed is hidden
    reason.fill("")
    expect(reason).to_be_hidden()
    state.select_option("not_applicable")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Enter why it does not apply.").first).to_be_visible()
    expect(reason).to_have_attribute("aria-invalid", "true")
    state.select_option("none")
    expect(reason).to_be_visible()  # with its refusal, until the form is sent again
