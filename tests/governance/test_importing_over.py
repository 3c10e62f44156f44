"""What an import may not do to what is here already: other releases, decisions, classes, edits."""

import copy
from datetime import date

import pytest

from governance.documents.compose import compose
from governance.importer.importing import import_rid
from governance.importer.reading import check_document
from governance.operations.versions import issue_draft, withdraw_version
from releases.models import Release, Section
from releases.operations.sections import set_notes
from secrel.core.changes import SYSTEM
from secrel.core.errors import RuleBroken
from tests.large import large_document

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 1)


def document(version="1.1", name="November 2023 SEC Release", **head):
    said = large_document(3)
    said["release"]["name"] = name
    said["document"] |= {"version": version} | head
    said["history"] = []
    return said


def take(said):
    return import_rid(by=SYSTEM, document=check_document(said), on=ON)


@pytest.mark.parametrize(("first", "kept"), [("amber", "amber"), ("white", "white"), (None, "red")])
def test_a_document_without_a_class_opens_nothing(first, kept):
    take(document("1.1", classification=first))
    release = take(document("1.2", classification=None)).version.release
    assert release.classification == kept


def test_a_decision_on_what_is_governed_here_is_not_imported(examples):
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
    set_notes(by=SYSTEM, release=release, key=Section.Key.TIMELINE, notes=["Typed here."], on=ON)
    draft = issue_draft(by=SYSTEM, release=release, changes="x", on=ON)
    withdraw_version(by=SYSTEM, version=draft, token=None, reason="Too early.", on=ON)
    with pytest.raises(RuleBroken, match="changes that no version holds yet"):
        take(document("0.3"))
    assert compose(release)["timeline_notes"] == ["Typed here."]


def in_parts(name, part, impact):
    """A release that delivers one part of SECMP0060."""
    said = document("0.1", name=name)
    item = said["scope"]["approved"][0]
    assert item["ref"] == "SECMP0060"
    said["scope"]["approved"], said["scope"]["targeted"] = (
        [item | {"part": part, "system_impact": impact}],
        [],
    )
    said["scope"]["change_requests"] = []
    said["impacts"]["participants"] = {"SECMP0060": ["dcc"]}
    said["impacts"]["documents"] = []
    said["costs"]["dcc_lines"] = said["costs"]["dcc_lines"][:1]
    return said


def test_importing_one_release_leaves_the_facts_of_another():
    june = take(in_parts("June 2045 SEC Release", "1", True)).version.release
    before = compose(june)
    november = take(in_parts("November 2045 SEC Release", "2", False))
    assert compose(june) == before
    assert [(row.place, row.as_text) for row in november.differences if "system_impact" in row.place] == [
        ("scope/approved/SECMP0060/system_impact", ("false", "true"))
    ]


def test_a_modification_whole_elsewhere_is_not_in_scope_by_a_part():
    take(in_parts("June 2045 SEC Release", None, True))
    november = take(in_parts("November 2045 SEC Release", "2", True))
    assert [item.status for item in november.version.release.scope.all()] == ["candidate"]
    assert "scope/approved" in [row.place for row in november.differences]


def test_a_cost_to_come_takes_no_reason_from_one_that_did_not_apply():
    said = document("0.1")
    line = said["costs"]["dcc_lines"][0]
    line["sit"] = {"status": "not_applicable", "amount": None, "reason": "Counted elsewhere."}
    release = take(said).version.release
    newer = copy.deepcopy(said)
    newer["document"]["version"] = "0.2"
    newer["costs"]["dcc_lines"][0]["sit"] = {"status": "tbc", "amount": None}
    take(newer)
    assert compose(release)["costs"]["dcc_lines"][0]["sit"] == {"status": "tbc", "amount": None}
