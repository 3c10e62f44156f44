"""Every page in every size and theme: no axe finding, no console message, nothing wider than the window."""

import pytest

from tests.browser.pages import EVERY
from tests.browser.seeded import SEED
from tests.support.stack import Stack

FORMS = {
    "light": {},
    "dark": {"dark": True},
    "390 px": {"width": 390},
    "320 px, dark": {"width": 320, "dark": True},
}


@pytest.fixture(scope="module")
def stack(running_stack) -> Stack:
    running_stack.begin_again()
    running_stack.shell(SEED)
    return running_stack


@pytest.mark.timeout(1200)  # all pages in one test: five minutes on a slow machine
@pytest.mark.parametrize("form", FORMS)
def test_every_page_is_sound(visit, form):
    visitors, findings = {}, []
    for role, path in EVERY:
        if role not in visitors:
            visitors[role] = visit(role, **FORMS[form])
        visitor = visitors[role]
        page = visitor.open(path)
        if "confirm_access" in page.url or "reauthenticate" in page.url:
            page.get_by_label("Password").fill("secrel-example")
            page.get_by_role("button").last.click()
            page.wait_for_load_state()
        findings += visitor.findings()
        if over := visitor.overflow():
            findings.append(f"{path} is {over} px too wide")
        if visitor.page.locator("[style]").count():
            findings.append(f"{path} holds a style attribute")
    assert not findings, "\n".join(findings)
