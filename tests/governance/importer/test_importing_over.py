"""What an import may not do to what is here already: other releases, decisions, classes, edits."""

import copy

import pytest

from governance.importer.importing import SameNumber
from governance.versions.operations.versions import issue_draft, withdraw_version
from modifications.models.modifications import Modification
from releases.models.releases import Release, Section
from releases.operations.scope import describe_scope_item
from releases.operations.sections import set_notes
from releases.queries import scope_item
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from tests.governance.importer.test_importer import ON, SAMPLES, needs_samples, sample, take
from tests.support.large import large_document
from tests.support.rids import composed

pytestmark = pytest.mark.django_db


def document(version="1.1", name="November 2023 SEC Release", **head):
    data = large_document(3)
    data["release"]["name"] = name
    data["document"] |= {"version": version} | head
    data["history"] = []
    return data


@pytest.mark.parametrize(("first", "expected"), [("amber", "amber"), ("white", "white"), (None, "red")])
def test_a_document_without_a_class_gets_the_most_restricted_one(first, expected):
    take(document("1.1", classification=first))
    release = take(document("1.2", classification=None)).version.release
    assert release.classification == expected


def test_a_decision_on_a_release_governed_here_is_not_imported(examples):
    with pytest.raises(RuleBroken, match=r"1\.0 would be a decision of the Panel on the November 2021"):
        take(document("1.0", name="November 2021 SEC Release"))
    assert examples.november.versions.get().number == "0.1"


@pytest.mark.parametrize(
    ("version", "life"),
    [("0.2", "planned"), ("1.1", "system_baselined"), ("2.0", "full_baselined"), ("8.0", "full_baselined")],
)
def test_life_follows_the_number(version, life):
    assert Release.objects.get(pk=take(document(version)).version.release_id).life == life


def test_edits_that_only_a_withdrawn_version_holds_are_not_gone_over():
    release = take(document("0.1")).version.release
    set_notes(
        by=SYSTEM, release=release, key=Section.Key.TIMELINE, notes=["Typed here."], on=ON, token=AS_STORED
    )
    draft = issue_draft(by=SYSTEM, release=release, changes="x", on=ON)
    withdraw_version(by=SYSTEM, version=draft, token=AS_STORED, reason="Too early.", on=ON)
    with pytest.raises(RuleBroken, match="changes that are not in any version yet"):
        take(document("0.3"))
    assert composed(release)["timeline_notes"] == ["Typed here."]


def in_parts(name, part, impact):
    """A release that delivers one part of SECMP0060."""
    data = document("0.1", name=name)
    item = data["scope"]["approved"][0]
    assert item["ref"] == "SECMP0060"
    data["scope"]["approved"], data["scope"]["targeted"] = (
        [item | {"part": part, "system_impact": impact}],
        [],
    )
    data["scope"]["change_requests"] = []
    data["impacts"]["participants"] = {"SECMP0060": ["dcc"]}
    data["impacts"]["documents"] = []
    data["costs"]["dcc_lines"] = data["costs"]["dcc_lines"][:1]
    return data


def test_importing_one_release_leaves_the_facts_of_another():
    june = take(in_parts("June 2045 SEC Release", "1", True)).version.release
    before = composed(june)
    november = take(in_parts("November 2045 SEC Release", "2", False))
    assert composed(june) == before
    assert [(row.place, row.as_text) for row in november.differences if "system_impact" in row.place] == [
        ("scope/approved/SECMP0060/system_impact", ("false", "true"))
    ]


def test_a_modification_whole_elsewhere_is_not_in_scope_by_a_part():
    take(in_parts("June 2045 SEC Release", None, True))
    november = take(in_parts("November 2045 SEC Release", "2", True))
    assert [item.status for item in november.version.release.scope.all()] == ["candidate"]
    assert "scope/approved/SECMP0060" in [row.place for row in november.differences]


def test_a_cost_to_come_takes_no_reason_from_one_that_did_not_apply():
    data = document("0.1")
    line = data["costs"]["dcc_lines"][0]
    line["sit"] = {"status": "not_applicable", "amount": None, "reason": "Counted elsewhere."}
    release = take(data).version.release
    newer = copy.deepcopy(data)
    newer["document"]["version"] = "0.2"
    newer["costs"]["dcc_lines"][0]["sit"] = {"status": "tbc", "amount": None}
    take(newer)
    assert composed(release)["costs"]["dcc_lines"][0]["sit"] == {"status": "tbc", "amount": None}


@needs_samples
def test_the_same_number_is_refused_and_nothing_changes():
    take(sample(SAMPLES[1]))
    with pytest.raises(SameNumber, match=r"version 8\.0 of the June 2021 SEC Release already exists"):
        take(sample(SAMPLES[1]))


@needs_samples
def test_an_older_document_is_stored_as_it_is_and_changes_no_fact():
    release = take(sample(SAMPLES[1])).version.release
    before = composed(release)
    older = sample(SAMPLES[1])
    older["document"]["version"] = "7.0"
    older["scope"]["approved"].pop()
    imported = take(older)
    assert (imported.took_facts, imported.version.state, imported.again) == (False, "superseded", older)
    assert composed(Release.objects.get(pk=release.pk)) == before


@needs_samples
def test_a_newer_document_changes_facts_by_operations():
    release = take(sample(SAMPLES[0])).version.release
    newer = sample(SAMPLES[0])
    newer["document"]["version"] = "1.2"
    newer["scope"]["approved"].append(newer["scope"]["targeted"].pop(1) | {"summary": "will do it."})
    newer["scope"]["targeted"].pop()
    newer["costs"]["dcc_total"]["amount"] = "1180042"
    newer["impacts"]["participants"].pop("MP088")
    for row in newer["impacts"]["documents"]:
        row["modifications"] = [ref for ref in row["modifications"] if ref != "MP088"]
    newer["impacts"]["documents"] = [row for row in newer["impacts"]["documents"] if row["modifications"]]
    imported = take(newer)
    assert (imported.again, list(imported.differences)) == (newer, [])
    status = {item.modification.reference: item.status for item in release.scope.all()}
    assert status == {
        "SECMP0053": "approved",
        "SECMP0062": "targeted",
        "MP079": "approved",
        "MP084": "targeted",
        "MP088": "out",
    }


@needs_samples
def test_import_is_refused_over_changes_that_no_version_holds():
    take(sample(SAMPLES[0]))
    item = scope_item("june-2020", "MP079").get()
    fields = {"has_own_verb": False, "position": 0, "cut_off_on": None}
    describe_scope_item(
        by=SYSTEM, item=item, description="do something else.", reason="As agreed", on=ON, **fields
    )
    newer = sample(SAMPLES[0])
    newer["document"]["version"] = "1.2"
    with pytest.raises(RuleBroken, match="changes that are not in any version yet"):
        take(newer)


@needs_samples
def test_import_never_changes_a_title_that_is_stored():
    take(sample(SAMPLES[1]))
    other = sample(SAMPLES[1])
    other["document"]["version"] = "9.0"
    other["scope"]["approved"][0]["title"] = "Another title"
    other["impacts"]["documents"][0]["title"] = "Another title of Section H"
    imported = take(other)
    assert Modification.objects.get(reference="MP106").title == "CHISM update for Unknown WAN Variant"
    assert [(row.place, row.stated) for row in imported.differences] == [
        ("scope/approved/MP106/title", "Another title"),
        ("impacts/documents/Section H/title", "Another title of Section H"),
    ]


def test_facts_that_contradict_other_releases_stay_in_the_document_only(examples):
    """MP149 is targeted in November 2021; a document that targets it again keeps saying so."""
    document = {
        "schema": "secrel.rid/1",
        "release": {"name": "June 2023 SEC Release", "go_live": None},
        "document": {
            "version": "0.1",
            "date": "2021-10-01",
            "classification": None,
            "reference": None,
            "annexes": [],
        },
        "scope": {
            "approved": [],
            "targeted": [{"ref": "MP149", "title": "T", "part": None, "summary": "x", "options": []}],
            "change_requests": [],
        },
        "impacts": {
            "participants": {"MP149": []},
            **{name: [] for name in ("party_summaries", "dcc_summaries", "documents", "other_codes")},
        },
        "timeline": [],
        "testing": {"system_testing": False, "dcc_approach": [], "user_approach": []},
        "costs": {
            "dcc_total": {"status": "none", "amount": None},
            "dcc_lines": [],
            "secas_implementation": None,
            "secas_project_management": None,
        },
        "acceptance": {name: [] for name in ("general", "operational", "testing", "security")},
        "history": [],
        "glossary": {},
    }
    imported = take(document)
    assert imported.again == document
    assert [row.place for row in imported.differences] == [
        "scope/targeted/MP149",
        "impacts/participants/MP149",
    ]
    one_release = (
        "MP149 is targeted in the November 2021 SEC Release. A modification is in one release only, unless it is "
        "divided into parts."
    )
    assert imported.losses == [
        f"Scope, targeted, MP149: the document has “MP149 T”; the facts do not. {one_release}"
    ]
    assert scope_item("june-2023", "MP149").get().status == "candidate"


def test_criteria_that_differ_from_the_standard_are_imported_into_a_baselined_release(people):
    data = document("1.1")
    take(data)
    later = copy.deepcopy(data)
    later["document"]["version"] = "1.2"
    later["acceptance"]["operational"][0] = "A wording of their own."
    assert take(later).version.number == "1.2"
