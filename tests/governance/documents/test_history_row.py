"""The drafted row of the document history."""

from datetime import date

import pytest

from governance.documents.rid.history_row import drafted
from governance.versions.models import RidVersion
from governance.versions.operations.versions import issue_draft
from releases.models.releases import Release
from releases.operations.scope import move_in_scope
from releases.queries import scope_item
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from tests.governance.versions.test_versions import MEETING, edit
from tests.support.rids import compared, composed

pytestmark = pytest.mark.django_db


def row(slug: str, old: tuple[int, int], new: tuple[int, int]) -> str:
    versions = {(v.major, v.minor): v for v in RidVersion.objects.filter(release__slug=slug)}
    before, after = versions[old].snapshot.content.data, versions[new].snapshot.content.data
    return drafted(compared(before, after))


def test_additions_removals_and_approvals_are_named(examples):
    first = row("june-2021", (1, 0), (1, 1))
    assert first.startswith("SECMP0067 taken out; DP144, DP145, MP106, MP116, MP138 and MP147 added; ")
    assert row("june-2021", (6, 0), (7, 0)) == "MP106, MP147 and MP153 approved."


def test_the_drafted_row_is_empty_without_differences(examples):
    content = composed(examples.november)
    assert drafted(compared(content, content)) == ""


def test_the_form_of_the_next_version_holds_it(examples, as_role, analyst):
    edit(analyst)
    item = scope_item("november-2021", "MP180").get()
    move_in_scope(by=SYSTEM, item=item, move="take_out", on=date(2021, 10, 1))
    page = as_role("analyst").get("/releases/november-2021/")
    form = page.context["draft_form"]
    assert form["changes"].value() == "MP149 reworded; MP180 taken out."


def test_another_number_is_taken_with_a_reason(examples, as_role, analyst):
    edit(analyst)
    entered = {"changes": "Reworded.", "number": "0.5", "as": "draft"}
    client = as_role("analyst")
    response = client.post("/releases/november-2021/rid/issue/", entered)
    assert response.status_code == 422
    assert "Give a reason for skipping version" in response.content.decode()
    response = client.post(
        "/releases/november-2021/rid/issue/", entered | {"reason": "0.2 to 0.4 went by mail"}
    )
    assert response["Location"] == "/releases/november-2021/rid/0.5/"


def test_a_number_that_is_taken_or_past_is_refused(examples, analyst):
    release = Release.objects.get(slug="november-2021")
    edit(analyst)
    with pytest.raises(RuleBroken, match=r"0\.1 comes before 0\.2, the next number") as refused:
        issue_draft(by=analyst, release=release, changes="x", number="0.1", reason="Why not", on=MEETING)
    assert refused.value.field == "number"
