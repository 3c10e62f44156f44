"""An empty database and one analyst: a whole RID built through the pages alone."""

import json
from difflib import unified_diff
from pathlib import Path

import pytest

from tests.browser.typist import Typist, build
from tests.support.stack import ROOT, Stack

SAMPLE = ROOT.parent / "shared" / "samples" / "june-2020-rid-v1.1.expected.json"
OWN = Path(__file__).parent / "june-2020-example.json"
ACCOUNT = """
from datetime import date
from secrel.core.changes.operations import SYSTEM
from secrel.core.models import Body
from secrel.core.people.operations import add_user, give_role
user = add_user(by=SYSTEM, email="analyst@secas.example", name="An analyst", password="secrel-example")
give_role(by=SYSTEM, user=user, body=Body.objects.get(key="secas"), role="analyst", from_on=date(2019, 1, 1))
"""


@pytest.fixture(scope="module")
def stack():
    running = Stack("from-nothing", "--empty", data="reference", SECREL_TODAY="2020-01-10").start()
    running.shell(ACCOUNT)
    yield running
    running.end()


def lines(document: dict) -> list[str]:
    """As text, order included."""
    return json.dumps(document, indent=1, ensure_ascii=False).splitlines()


@pytest.fixture(scope="module")
def document():
    return json.loads((SAMPLE if SAMPLE.exists() else OWN).read_text())


def test_june_2020_is_built_through_the_pages_alone(visit, stack, document):
    page = visit("analyst").page
    build(Typist(page, stack.address), document, meeting="2020-01-17")
    made = json.loads(stack.manage("export_rid", "june-2020/1.1"))
    total = made["costs"].pop("dcc_total")
    stated = document["costs"].pop("dcc_total")
    differences = [*unified_diff(lines(document), lines(made), "expected", "made", n=1, lineterm="")]
    assert not differences, "\n".join(differences)
    assert total == {"status": "quoted", "amount": "1180042"}
    assert int(total["amount"]) - int(stated["amount"]) in (60_000, 0)
