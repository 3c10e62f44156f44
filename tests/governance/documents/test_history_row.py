"""The drafted row of the document history."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from governance.documents.checks.reading.changes import ChangeKind, untold
from governance.documents.rid.history_row import ScopeChanges, drafted, scope_changes
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import RidContent
from governance.documents.rid.types.scope import Scope, ScopeEntry
from governance.versions.models import RidVersion
from governance.versions.operations.versions import issue_draft
from governance.versions.queries.differences import covered_changes, differences_from, drafted_row
from releases.models.releases import Release
from releases.operations.scope import move_in_scope
from releases.queries import scope_item
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from tests.governance.versions.checked import document
from tests.governance.versions.test_versions import MEETING, edit
from tests.support.rids import composed

pytestmark = pytest.mark.django_db


JUNE_2021 = {
    "0.1": "First",
    "1.0": "Baselined",
    "1.1": "Updated following MP106, MP116, MP138, DP144, DP145 and MP147 being added to the scope, the rejection of "
    "SECMP0067 and changes to ",
    "2.0": "Baselined",
    "3.0": "Updated following MP146 being added to the scope and changes to ",
    "4.0": "Updated following the approval of MP146.",
    "5.0": "Updated following MP116 and DP145 falling out of scope, DP153 being added to the scope and changes to ",
    "6.0": "Updated following MP138 falling out of scope, DP144 becoming MP144, DP153 becoming MP153",
    "7.0": "Updated following the approval of MP153.",
    "8.0": "Updated following the approval of MP144.",
}


def test_the_rows_of_june_2021_are_made_again_from_its_events(examples):
    """No row says when MP106 and MP147 were approved: that day is not recorded."""
    versions = list(RidVersion.objects.filter(release__slug="june-2021").order_by("major", "minor"))
    assert [row.number for row in versions] == list(JUNE_2021)
    rows = {}
    for before, version in pairwise(versions):
        content = version.snapshot.rid.content
        differences = differences_from(before, content)
        rows[version.number] = drafted_row(version.release, before, content, differences)
    for number, row in rows.items():
        if JUNE_2021[number] != "Baselined":
            assert row.startswith(JUNE_2021[number]), row
    assert (rows["1.0"], rows["2.0"]) == ("", "")  # as presented


def test_a_draft_proposal_that_became_a_modification_neither_came_nor_left(examples):
    [five, six] = RidVersion.objects.filter(release__slug="june-2021", major__in=(5, 6)).order_by("major")
    head = RID_KIND.head(six.snapshot.differs_from(five.snapshot))
    assert [part.text for part in head[:2]] == ["1 modification out", "2 with another reference"]


def test_what_a_row_covers_has_its_entry_in_the_ledger(examples, as_role):
    version = RidVersion.objects.get(release__slug="june-2021", major=7)
    found = [(row.what, row.ref, row.event.day_recorded, row.is_told) for row in covered_changes(version)]
    assert found == [
        ("approved", "MP106", False, False),
        ("approved", "MP147", False, False),
        ("approved", "MP153", True, True),
    ]
    page = as_role("analyst").get("/releases/june-2021/rid/7.0/").content.decode()
    assert (page.count("Not in the row"), page.count("Day not recorded")) == (2, 2)
    assert "Not in the row" not in as_role("member").get("/releases/june-2021/rid/7.0/").content.decode()


scopes = st.dictionaries(
    st.sampled_from(["MP101", "MP102", "SECMP0103", "MP104A", "DP105", "MP106"]),
    st.sampled_from(["targeted", "approved"]),
)


def scope_of(statuses: dict[str, str]) -> Scope:
    entry = {"title": "A", "part": None, "summary": "s", "options": []}
    lists = {
        status: [entry | {"ref": ref} for ref, its in statuses.items() if its == status]
        for status in ("approved", "targeted")
    }
    found = {status: tuple(map(ScopeEntry.of_data, entries)) for status, entries in lists.items()}
    return replace(RidContent.of_data(document()["content"]).scope, **found)


@given(scopes, scopes, st.sampled_from(["", "rejected", "withdrawn", "moved"]))
def test_a_drafted_row_tells_every_change_of_the_scope(before, after, ground):
    changes = scope_changes(scope_of(before), scope_of(after))
    text = drafted(changes, [], dict.fromkeys(changes.left, ground))
    assert list(untold(text, changes)) == []
    assert (text == "") == (changes == ScopeChanges())
    approved = set(changes.approved)
    assert set(untold(drafted(changes, [], undated=approved), changes)) <= {
        (ChangeKind.APPROVED, r) for r in approved
    }


def test_the_drafted_row_is_empty_without_differences(examples):
    content = RidContent.of_data(composed(examples.november))
    assert drafted(scope_changes(content.scope, content.scope), []) == ""


def test_the_form_of_the_next_version_holds_it(examples, as_role, analyst):
    edit(analyst)
    item = scope_item("november-2021", "MP180").get()
    move_in_scope(by=SYSTEM, item=item, move="take_out", on=date(2021, 10, 1))
    page = as_role("analyst").get("/releases/november-2021/")
    form = page.context["draft_form"]
    assert (
        form["changes"].value() == "Updated following MP180 falling out of scope and the rewording of MP149."
    )


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
