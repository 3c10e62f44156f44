"""Composing, freezing and comparing: the same facts give the same content, and a change is one difference."""

import copy
from datetime import date
from decimal import Decimal

import pytest

from costs.operations.cells import CostCellFacts, set_cells
from costs.stages import EXPECTED_STAGES
from governance.composing.operations.contents import store_contents
from governance.documents.engine.blocks import texts
from governance.documents.engine.links import Links
from governance.documents.engine.snapshot import NotValid, freeze
from governance.documents.rid.document import appendices, sections
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.numbering import may_issue, next_number
from governance.documents.rid.types.rid import Rid, RidContent
from governance.versions.models import RidVersion
from governance.versions.operations.versions import issue_draft
from releases.models.releases import Section
from releases.operations.scope import change_scope_item
from releases.operations.testing import set_annexes
from releases.operations.timeline import change_timeline_row
from releases.queries import scope_item, section_token, timeline_row
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.changes.record import digest_of
from secrel.core.dates.partial_dates import PartialDate
from tests.support.factories import ReleaseFactory
from tests.support.rids import compared, composed

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 1)


def printed(content) -> str:
    return "\n".join(
        text for section in sections(RidContent.of_data(content), Links()) for text in texts(section.blocks)
    )


def test_june_2021_has_the_published_content(examples):
    content = composed(examples.june)
    assert [item["ref"] for item in content["scope"]["approved"]] == [
        "MP106",
        "MP144",
        "MP146",
        "MP147",
        "MP153",
    ]
    assert content["scope"]["targeted"] == []
    assert content["impacts"]["participants"] == {
        "MP106": ["suppliers", "electricity_networks", "gas_networks", "other_sec_parties"],
        "MP144": ["suppliers", "electricity_networks", "gas_networks", "other_sec_parties", "dcc"],
        "MP146": ["suppliers", "dcc"],
        "MP147": ["dcc"],
        "MP153": ["dcc"],
    }
    assert [
        (row["document"], row["title"], row["modifications"]) for row in content["impacts"]["documents"]
    ] == [
        ("Section H", "DCC Services", ["MP146"]),
        ("Section I", "Data Privacy", ["MP144"]),
        ("Section J", "Charges", ["MP153"]),
        ("Appendix I", "CH Installation and Maintenance Support Materials", ["MP106"]),
        ("Appendix O", "SMKI Repository Interface Design Specification", ["MP147"]),
    ]
    assert [row["when"]["label"] for row in content["timeline"]] == ["17 Jul 20", "11 Dec 20", "24 Jun 21"]
    assert content["costs"]["dcc_total"] == {"status": "none", "amount": None}
    assert content["costs"]["secas_implementation"] == {"days": 2, "amount": "1200"}
    assert content["costs"]["secas_project_management"] == {"days": 5, "amount": "3000"}
    assert len(content["acceptance"]["operational"]) == 2


def test_june_2021_has_its_ten_history_rows(examples):
    version = RidVersion.objects.get(release=examples.june, major=8)
    rows = version.snapshot.issue["history"]
    assert [row["version"] for row in rows] == [
        "0.1",
        "1.0",
        "1.1",
        "2.0",
        "3.0",
        "4.0",
        "5.0",
        "6.0",
        "7.0",
        "8.0",
    ]
    assert [row["date"] for row in rows[-2:]] == ["2021-05-11", "2021-06-01"]
    assert (version.state, str(version.published_on)) == ("issued", "2021-06-01")


def test_november_2021_targets_mp149_by_its_cut_off(examples):
    scope = composed(examples.november)["scope"]
    targeted = {item["ref"]: item.get("cut_off", {}).get("date") for item in scope["targeted"]}
    assert targeted == {"MP149": "2021-10-21", "MP164": None, "MP180": "2021-10-28"}
    assert len(scope["approved"]) == 8
    assert scope["change_requests_state"] == "unknown"


def test_november_2021_has_the_sixteen_standard_criteria(examples):
    acceptance = composed(examples.november)["acceptance"]
    assert [len(acceptance[name]) for name in ("operational", "testing", "security")] == [9, 6, 1]
    owners = [entry["owner"] for entry in acceptance["criteria"]]
    assert (owners.count("DCC"), owners.count("SECAS")) == (14, 2)


def test_composing_again_gives_the_same_digest(examples):
    assert digest_of(composed(examples.november)) == digest_of(composed(examples.november))


def test_composing_asks_a_constant_number_of_queries(examples, django_assert_num_queries):
    for release, count in ((examples.june, 18), (examples.november, 16)):  # one has points, one has costs
        with django_assert_num_queries(count):
            composed(release)


def test_an_empty_release_composes_freezes_and_prints(people):
    release = ReleaseFactory(go_live_on=None)
    content = composed(release)
    text = printed(content)
    assert "The scope of this release is still to be set." in text
    assert "The timetable of this release is still to be set." in text
    assert "Targeted Modification Proposals" not in text
    assert store_contents([release], date(2021, 10, 15)) == {release.slug: digest_of(content)}


def test_cost_cells_make_the_total(examples):
    item = scope_item("november-2021", "MP077").get()
    rows = examples.november.scope.filter(part__modification__impacts_dcc_systems=True)
    set_cells(
        by=SYSTEM,
        release=examples.november,
        cells=[
            CostCellFacts(stage, "firm" if row == item else "estimate", Decimal(100), item=row)
            for stage in EXPECTED_STAGES
            for row in rows
        ],
        on=ON,
        token=AS_STORED,
    )
    content = composed(examples.november)
    assert content["costs"]["dcc_total"] == {"status": "estimate", "amount": "1600"}
    assert "estimated at £1,600 in total" in printed(content)
    assert "in italics" in printed(content)


def test_glossary_holds_exactly_the_acronyms_printed(examples):
    content = composed(examples.june)
    assert list(content["glossary"]) == [
        *("CH", "CHISM", "DCC", "PIT", "RID", "SEC", "SECAS", "SIT", "SM", "SMKI", "SR", "UIT", "WAN"),
    ]


def test_changing_one_fact_changes_exactly_that_fact(examples, analyst):
    before = composed(examples.november)
    item = scope_item("november-2021", "MP149").get()
    token = section_token(examples.november, Section.Key.SCOPE)
    change_scope_item(
        by=analyst, item=item, token=token, description=item.description, cut_off_on=date(2021, 10, 22), on=ON
    )
    [change] = compared(before, composed(examples.november))
    assert (change.label, change.before, change.after) == ("MP149: cut-off date", "21 Oct 21", "22 Oct 21")
    row = timeline_row("november-2021", "panel-gono-go-decision").get()
    change_timeline_row(
        by=analyst, row=row, token=AS_STORED, planned=PartialDate(2021, month=10, day=22), on=ON
    )
    assert [c.label for c in compared(before, composed(examples.november))] == [
        *("MP149: cut-off date", "Panel go/no-go decision: date")
    ]


def test_approval_is_a_change_of_status_not_two_rows(examples):
    before = composed(examples.november)
    after = copy.deepcopy(before)
    item = after["scope"]["targeted"].pop(0)
    after["scope"]["approved"].append(item | {"summary": item["summary"].replace("proposes to", "will")})
    [change] = [c for c in compared(before, after) if c.label.endswith("status")]
    assert (change.path, change.before, change.after) == (
        ("scope", "MP149", "status"),
        "targeted",
        "approved",
    )
    assert [c.kind for c in compared(before, after)] == ["changed"]


def test_prose_is_compared_word_by_word(examples):
    before = composed(examples.june)
    after = copy.deepcopy(before)
    after["scope"]["approved"][1]["summary"] = before["scope"]["approved"][1]["summary"].replace(
        "Other", "other"
    )
    [change] = compared(before, after)
    assert [(w.kind, w.text) for w in change.words if w.kind != "kept"] == [
        ("removed", "Other"),
        ("added", "other"),
    ]


def test_added_and_removed_rows_are_one_fact_each(examples):
    before = composed(examples.june)
    after = copy.deepcopy(before)
    gone = after["timeline"].pop(0)
    after["glossary"]["XYZ"] = "An acronym"
    changes = {change.label: (change.kind, change.before, change.after) for change in compared(before, after)}
    assert changes == {
        gone["event"]: ("removed", f"17 Jul 20: {gone['event']}", ""),
        "XYZ": ("added", "", "An acronym"),
    }


def test_differences_are_shown_in_words_for_a_reader(examples):
    before = composed(examples.june)
    after = copy.deepcopy(before)
    after["release"]["profile"] = "system_impacting"
    after["impacts"]["participants"]["MP106"] = ["suppliers", "dcc"]
    after["impacts"]["party_summaries"][1]["points"].append({"text": "One more.", "sub": ["And below."]})
    after["costs"]["secas_implementation"] = {"days": 3, "amount": "1800"}
    after["acceptance"]["operational"].pop(0)
    after["acceptance"]["criteria"].pop(0)
    after["acceptance"]["criteria"][0]["key"] = "operational-1"
    shown = [
        (change.section_name, change.label, change.before, change.after) for change in compared(before, after)
    ]
    ready = before["acceptance"]["operational"][0]
    everybody = "Suppliers, Electricity Networks, Gas Networks, Other SEC Parties"
    assert shown == [
        ("Release", "kind of release", "document-only", "system-impacting"),
        ("Impacts", "participant matrix: MP106", everybody, "Suppliers, DCC"),
        ("Impacts", "Party impacts: Supplier Parties: points: 2", "", "One more. – And below."),
        ("Costs", "SECAS, implementation", "two days (£1,200)", "three days (£1,800)"),
        ("Acceptance criteria", "operational criteria: 1", ready, ""),
    ]


def test_a_text_that_became_another_is_not_mixed_with_it(examples):
    before = composed(examples.june)
    after = copy.deepcopy(before)
    after["scope"]["approved"][0]["summary"] = "will do nothing that anybody has ever thought of until today."
    [change] = compared(before, after)
    assert (change.words, change.after) == ((), "do nothing that anybody has ever thought of until today.")


def test_a_schema_error_names_place_and_rule(examples):
    version = RidVersion.objects.get(release=examples.june, major=8)
    data = copy.deepcopy(version.snapshot.as_data())
    data["content"]["costs"]["dcc_total"]["amount"] = "12.345"
    with pytest.raises(NotValid, match=r"^content/costs/dcc_total/amount: '12\.345' does not match"):
        freeze(RID_KIND, Rid.of_data(data))


def test_frozen_digests_are_those_of_the_parts(examples):
    snapshot = RidVersion.objects.get(release=examples.june, major=8).snapshot
    frozen = freeze(RID_KIND, snapshot.rid)
    assert (frozen.digest, frozen.content_digest, frozen.issue_digest) == (
        *(snapshot.digest, snapshot.content_id, snapshot.issue_digest),
    )
    assert digest_of({"content": frozen.content, "issue": frozen.issue}) == snapshot.digest


def test_appendices_hold_history_and_glossary(examples):
    snapshot = RidVersion.objects.get(release=examples.june, major=8).snapshot
    history, glossary = appendices(snapshot.rid.content, snapshot.rid.issue)
    assert len(history.blocks[0].rows) == 10
    assert history.heading == "Appendix 1: Version control"
    assert glossary.blocks[1].rows[0].cells[0].text == "CH"


JUNE_2021 = ["draft", "baseline", "draft", "baseline", *["issue"] * 6]
JUNE_2020 = ["draft", "draft", "draft", "baseline", "draft"]


@pytest.mark.parametrize(
    ("kinds", "numbers"),
    [
        (JUNE_2021, ["0.1", "1.0", "1.1", "2.0", "3.0", "4.0", "5.0", "6.0", "7.0", "8.0"]),
        (JUNE_2020, ["0.1", "0.2", "0.3", "1.0", "1.1"]),
    ],
)
def test_computed_numbers_match_the_published_ones(kinds, numbers):
    versions = []
    for kind in kinds:
        assert kind != "issue" or may_issue(versions)
        versions.append((next_number(versions, kind), kind))
    assert [f"{major}.{minor}" for (major, minor), _ in versions] == numbers


def test_secas_issues_only_after_the_second_baseline():
    assert not may_issue([((1, 0), "baseline"), ((1, 1), "draft")])
    assert may_issue([((1, 0), "baseline"), ((2, 0), "baseline")])


def test_a_new_annex_is_a_change_that_a_draft_can_be_issued_for(examples, analyst):
    set_annexes(by=analyst, release=examples.november, annexes=[("Annex A", "TAD")], token=AS_STORED)
    before = RidVersion.objects.get(release=examples.november).snapshot.content.data
    assert [change.section for change in compared(before, composed(examples.november))] == ["annexes"]
    assert issue_draft(by=analyst, release=examples.november, changes="Annex A.", on=ON).number == "0.2"


def test_a_short_summary_of_its_own_is_compared(examples):
    before = composed(examples.june)
    after = copy.deepcopy(before)
    after["scope"]["approved"][0]["summary"] = "Helps"
    [change] = compared(before, after)
    assert change.after == "Helps"
