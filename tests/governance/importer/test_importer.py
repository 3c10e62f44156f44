"""Documents taken over: what comes in goes out again, and its facts are stored as facts."""

import copy
import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, Phase, given

from costs.models import CostCell
from governance.documents.rid.numbering import may_issue
from governance.documents.rid.plain import plain
from governance.importer.importing import import_rid
from governance.importer.reading import check_document
from governance.integrity.verify.whole import verify
from governance.versions.models import Deviation, RidVersion
from governance.versions.operations.versions import issue_draft, present_version
from governance.versions.queries.versions import versions_and_earlier
from modifications.models.documents import SecDocument
from modifications.models.modifications import FormerReference, Modification
from releases.models.releases import Release
from releases.operations.scope import describe_scope_item
from releases.queries import scope_item
from secrel.core.changes.operations import AS_STORED, SYSTEM
from tests.support.properties import settings
from tests.support.rids import composed
from tests.support.strategies import rid_documents

pytestmark = pytest.mark.django_db
SHARED = Path(__file__).parents[4] / "shared"
SAMPLES = ("june-2020-rid-v1.1", "june-2021-rid-v8.0")
ON = date(2021, 10, 1)
needs_samples = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the samples are beside the project, and are not here"
)
PROPERTY = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking a whole document takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def sample(name):
    return json.loads((SHARED / "samples" / f"{name}.expected.json").read_text())


def take(document):
    return import_rid(by=SYSTEM, document=check_document(document), on=ON)


@needs_samples
@pytest.mark.parametrize("name", SAMPLES)
def test_samples_come_out_as_they_went_in(name):
    imported = take(sample(name))
    assert json.dumps(imported.again) == json.dumps(sample(name))  # order of everything included
    snapshot = RidVersion.objects.get(pk=imported.version.pk).snapshot
    assert plain(snapshot.rid) == sample(name)


@needs_samples
def test_deviations_of_the_samples_are_one_total():
    for name in SAMPLES:
        take(sample(name))
    assert list(Deviation.objects.values_list("version__release__slug", "path", "stated", "computed")) == [
        ("june-2020", "costs/dcc_total/amount", '"1120042"', '"1180042"')
    ]


@needs_samples
def test_next_draft_composes_the_computed_total_and_the_imported_version_keeps_its_own():
    version = take(sample(SAMPLES[0])).version
    assert version.snapshot.content.data["costs"]["dcc_total"]["amount"] == "1120042"
    draft = issue_draft(by=SYSTEM, release=version.release, changes="Total corrected.", on=ON)
    assert draft.number == "1.2"
    assert draft.snapshot.content.data["costs"]["dcc_total"] == {"status": "quoted", "amount": "1180042"}
    assert [row["version"] for row in draft.snapshot.issue["history"]] == [
        *("0.1", "0.2", "0.3", "1.0", "1.1", "1.2"),
    ]


@needs_samples
def test_changing_one_stored_fact_changes_exactly_that_path():
    release = take(sample(SAMPLES[0])).version.release
    before = composed(release)
    item = scope_item("june-2020", "MP079").get()
    fields = {"has_own_verb": False, "position": 0, "cut_off_on": None}
    describe_scope_item(
        by=SYSTEM, item=item, description="do something else.", reason="As agreed", on=ON, **fields
    )
    expected = copy.deepcopy(before)
    expected["scope"]["targeted"][1]["summary"] = "proposes to do something else."
    assert composed(Release.objects.get(pk=release.pk)) == expected
    cell = CostCell.objects.get(item__part__modification__reference="SECMP0053", stage="sit")
    CostCell.objects.filter(pk=cell.pk).update(amount=1)
    expected["costs"]["dcc_lines"][0]["sit"]["amount"] = "1"
    expected["costs"]["dcc_total"]["amount"] = str(1180042 - 26639 + 1)
    assert composed(Release.objects.get(pk=release.pk)) == expected


@PROPERTY
@given(document=rid_documents(consistent=True))
def test_a_consistent_document_is_all_facts(document):
    with transaction.atomic():
        imported = take(document)
        stated_by_facts = [row.place for row in imported.differences]
        snapshot = RidVersion.objects.get(pk=imported.version.pk).snapshot
        exported = plain(snapshot.rid)
        transaction.set_rollback(True)
    assert imported.again == document
    assert exported == document
    not_facts = ("costs/dcc_total/status", "costs/dcc_total/amount")  # the sum is computed, never stored
    assert [
        place for place in stated_by_facts if place not in not_facts and not place.endswith("/title")
    ] == []


@PROPERTY
@given(document=rid_documents(consistent=False))
def test_any_valid_document_comes_out_as_it_went_in(document):
    with transaction.atomic():
        imported = take(document)
        snapshot = RidVersion.objects.get(pk=imported.version.pk).snapshot
        exported = plain(snapshot.rid)
        transaction.set_rollback(True)
    assert imported.again == document
    assert exported == document


@needs_samples
def test_full_export_imports_into_an_empty_database_without_a_deviation():
    with transaction.atomic():
        release = take(sample(SAMPLES[0])).version.release
        draft = issue_draft(by=SYSTEM, release=release, changes="Total corrected.", on=ON)
        data = json.loads(json.dumps(draft.snapshot.as_data()))
        transaction.set_rollback(True)
    assert not Release.objects.exists()
    imported = take(data)
    assert list(imported.differences) == []
    assert imported.version.snapshot.as_data() == data
    assert composed(imported.version.release) == data["content"]


@needs_samples
def test_absent_optional_facts_leave_the_stored_ones():
    """The plain form need not hold links of points, rules or sources: that they are absent says nothing."""
    first = sample(SAMPLES[0])
    first["impacts"]["party_summaries"][0]["points"][0]["modifications"] = ["SECMP0053"]
    first["timeline"][12]["rule"] = {"working_days": -10, "of": "UIT commences"}
    first["costs"]["dcc_lines"][0]["sit"]["source"] = "Impact Assessment"
    first["scope"]["targeted"][0]["cut_off"] = {
        "label": "01 Jun 20",
        "precision": "day",
        "date": "2020-06-01",
    }
    release = take(first).version.release
    newer = sample(SAMPLES[0])
    newer["document"]["version"] = "1.2"
    take(newer)
    content = composed(Release.objects.get(pk=release.pk))
    assert content["impacts"]["party_summaries"][0]["points"][0]["modifications"] == ["SECMP0053"]
    assert content["timeline"][12]["rule"] == {"working_days": -10, "of": "UIT commences"}
    assert content["costs"]["dcc_lines"][0]["sit"]["source"] == "Impact Assessment"
    assert content["scope"]["targeted"][0]["cut_off"]["label"] == "01 Jun 20"


@needs_samples
@pytest.mark.parametrize(("stored", "stated"), [("MP153", "DP153"), ("DP153", "MP153")])
def test_a_proposal_and_its_modification_are_one(stored, stated):
    first = json.loads(json.dumps(sample(SAMPLES[1])).replace("MP153", stored))
    release = take(first).version.release
    if stored == "MP153":
        modification = Modification.objects.get(reference="MP153")
        FormerReference.objects.create(modification=modification, reference="DP153")
    newer = json.loads(json.dumps(sample(SAMPLES[1])).replace("MP153", stated))
    newer["document"]["version"] = "9.0"
    imported = take(newer)
    assert imported.again == newer
    [modification] = Modification.objects.filter(number=153)
    assert modification.reference == "MP153"
    assert [event.move for event in release.scope.get(part__modification=modification).events.all()] == [
        "enter"
    ]
    assert [
        row.designation for row in SecDocument.objects.filter(impacts__part__modification=modification)
    ] == ["Section J"]


@needs_samples
def test_a_modification_is_in_scope_by_one_part():
    release = take(sample(SAMPLES[0])).version.release
    newer = sample(SAMPLES[0])
    newer["document"]["version"] = "1.2"
    newer["scope"]["targeted"][0]["part"] = None
    assert take(newer).again == newer
    status = {item.part.name: item.status for item in release.scope.filter(part__modification__number=62)}
    assert status == {"1": "out", "": "targeted"}


@needs_samples
def test_history_names_a_version_once_that_came_in_later():
    release = take(sample(SAMPLES[0])).version.release
    older = sample(SAMPLES[0])
    older["document"]["version"] = "1.0"
    older["history"] = older["history"][:4]
    take(older)
    draft = issue_draft(by=SYSTEM, release=release, changes="Next.", on=ON)
    numbers = [row["version"] for row in draft.snapshot.issue["history"]]
    assert numbers == ["0.1", "0.2", "0.3", "1.0", "1.1", "1.2"]
    assert not may_issue(versions_and_earlier(release))


@needs_samples
def test_trial_of_a_version_that_is_here_composes_from_facts(tmp_path):
    take(sample(SAMPLES[1]))
    changed = sample(SAMPLES[1])
    changed["scope"]["approved"][0]["title"] = "Tampered"
    out, errors = io.StringIO(), io.StringIO()
    file = tmp_path / "rid.json"
    file.write_text(json.dumps(changed))
    with pytest.raises(SystemExit, match="1"):
        call_command("import_rid", str(file), "--dry-run", stdout=out, stderr=errors)
    assert json.loads(out.getvalue()) == changed
    assert "is already stored, so a real import would be refused" in errors.getvalue()
    assert "Scope, approved, MP106, title: the document says “Tampered”" in errors.getvalue()


@needs_samples
@pytest.mark.parametrize("classification", ["green", "amber", "red", None])
def test_only_white_documents_are_for_everybody(client, as_role, classification):
    document = sample(SAMPLES[1])
    document["document"]["classification"] = classification
    take(document)
    for address in ("8.0/", "8.0.json", "8.0.html", "8.0.docx", "8.0.zip"):
        assert client.get(f"/releases/june-2021/rid/{address}").status_code == 404
        assert as_role("analyst").get(f"/releases/june-2021/rid/{address}").status_code == 200
    assert (
        "It is not in the scope of any published release"
        in client.get("/modifications/MP153/").content.decode()
    )


@needs_samples
def test_a_general_criterion_has_a_page(as_role):
    document = sample(SAMPLES[1])
    document["acceptance"]["general"] = ["SECAS will be ready."]
    take(document)
    analyst = as_role("analyst")
    for address in ("/", "/releases/june-2021/", "/releases/june-2021/criteria/general-1/"):
        assert analyst.get(address).status_code == 200


@needs_samples
def test_imported_draft_can_be_presented_and_the_record_stays_whole():
    with transaction.atomic():
        release = take(sample(SAMPLES[0])).version.release
        data = json.loads(
            json.dumps(issue_draft(by=SYSTEM, release=release, changes="x", on=ON).snapshot.as_data())
        )
        transaction.set_rollback(True)
    version = take(data).version
    present_version(by=SYSTEM, version=version, meeting_on=date(2021, 10, 15), token=AS_STORED, on=ON)
    assert [found for _, findings in verify() for found in findings] == []
