"""The main pages: no accessibility finding, no console message, nothing wider than 320 px."""

import pytest

from tests.browser.pages import MAIN

FORMS = {"light": {}, "phone": {"width": 320}}


@pytest.mark.parametrize("form", FORMS)
def test_main_pages_are_sound(visit, form):
    visitors, findings = {}, []
    for role, path in MAIN:
        visitor = visitors.setdefault(role, None) or visit(role, **FORMS[form])
        visitors[role] = visitor
        visitor.open(path)
        findings += visitor.findings()
        if over := visitor.overflow():
            findings.append(f"{path} is {over} px too wide")
    assert not findings
