"""Tampering by ORM, SQL and file is refused, or found by verify_record."""

import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from governance.acceptance.models import Evidence, Review
from governance.composing.models import Content, Snapshot
from governance.integrity.verify.whole import RecordedFacts
from governance.meetings.models import Decision, Outcome
from governance.versions.models import VersionStep
from secrel.core.models import AuditEntry
from secrel.core.models.files import StoredFile
from secrel.core.values.immutable import WrittenOnce

pytestmark = pytest.mark.django_db
IMMUTABLE = {
    Content: "governance_content",
    Snapshot: "governance_snapshot",
    StoredFile: "core_storedfile",
    VersionStep: "governance_versionstep",
    Review: "governance_review",
    Outcome: "governance_outcome",
    Decision: "governance_decision",
}


@pytest.fixture
def version(published):
    """June 2021's version 8.0 with its PDF; the examples have evidence, reviews and decisions."""
    return published


def tamper(table: str, statement: str) -> None:
    """As the owner of the tables can: triggers off, the statement, triggers on."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def findings() -> list[str]:
    out = io.StringIO()
    try:
        call_command("verify_record", stdout=out)
    except SystemExit as exit_:
        assert exit_.code == 1
    return [line.strip() for line in out.getvalue().splitlines() if line.startswith("  ")]


def test_untouched_data_has_no_findings(version):
    assert findings() == []


@pytest.mark.parametrize("model", IMMUTABLE, ids=lambda model: model.__name__)
def test_orm_and_sql_are_refused(version, model):
    row = model.objects.first()
    for deed in (row.save, row.delete, model.objects.all().delete, lambda: model.objects.update(pk=1)):
        with pytest.raises(WrittenOnce):
            deed()
    key = model._meta.pk.column
    for statement in (f"UPDATE {{}} SET {key} = {key}", "DELETE FROM {}", "TRUNCATE {} CASCADE"):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(statement.format(IMMUTABLE[model]))


@pytest.mark.parametrize(
    ("table", "statement", "named"),
    [
        (
            "governance_content",
            """UPDATE governance_content SET data = jsonb_set(data, '{costs,dcc_total,amount}', '"1"')""",
            "was changed after it was composed",
        ),
        (
            "governance_snapshot",
            """UPDATE governance_snapshot SET issue = jsonb_set(issue, '{document,status}', '"Baselined"')""",
            "of version 8.0 was changed after it was frozen.",
        ),
        (
            "governance_ridversion",
            "UPDATE governance_ridversion SET state = 'superseded' WHERE major = 8",
            "June 2021 RID 8.0 is superseded, but the audit trail says issued.",
        ),
        (
            "governance_ridversion",
            "UPDATE governance_ridversion SET snapshot_id = "
            "(SELECT snapshot_id FROM governance_ridversion WHERE dated_on = '2021-09-21') WHERE major = 8",
            "June 2021 RID 8.0 points to a snapshot that the audit trail does not name for it.",
        ),
        (
            "core_auditentry",
            "DELETE FROM core_auditentry WHERE position > "
            "(SELECT position FROM core_auditentry WHERE target = 'releases/november-2021/rid/0.1') - 1",
            "is not in the audit trail: its entry was removed, or it was never made by an operation.",
        ),
        (
            "core_auditentry",
            "DELETE FROM core_auditentry WHERE position > 3",
            "that is no longer in it.",
        ),
    ],
)
def test_changes_that_bypass_the_triggers_are_found(version, table, statement, named):
    tamper(table, statement)
    found = findings()
    assert any(named in finding for finding in found), found


@pytest.mark.parametrize(
    ("table", "statement", "named"),
    [
        ("core_auditentry", "UPDATE core_auditentry SET changes = '[]'", "was changed after it was written."),
        ("governance_snapshot", "UPDATE governance_snapshot SET issue = '{}'", "A row cannot be read"),
        (
            "governance_evidence",
            "UPDATE governance_evidence SET state = 'discarded', released_by_id = NULL, released_at = NULL",
            "is in the audit trail but no longer stored.",
        ),
        (
            "governance_evidence",
            "UPDATE governance_evidence SET text = 'All is well.'",
            "is not the one named in the audit trail.",
        ),
        (
            "governance_evidencefile",
            "UPDATE governance_evidencefile SET name = 'other.txt'",
            "is not the one named in the audit trail.",
        ),
        (
            "governance_evidence_criteria",
            "DELETE FROM governance_evidence_criteria",
            "is not the one named in the audit trail.",
        ),
        (
            "governance_review",
            "UPDATE governance_review SET verdict = 'not_met'",
            "A review of releases/february-2021/criteria/operational-1 does not match the audit trail.",
        ),
        (
            "governance_review",
            "DELETE FROM governance_review WHERE id = (SELECT max(id) FROM governance_review)",
            "is in the audit trail but no longer stored as it was.",
        ),
        (
            "governance_criterion",
            "UPDATE governance_criterion SET state = 'not_met'",
            "Operational 1 of the February 2021 Example Release has the status not_met, but the audit trail "
            "says otherwise.",
        ),
        (
            "governance_ridversion",
            "UPDATE governance_ridversion SET changes = 'Something else' WHERE major = 8",
            "June 2021 RID 8.0 has another date or history row than its snapshot.",
        ),
        (
            "governance_renderjob",
            "DELETE FROM governance_renderjob WHERE state = 'done'",
            "is in the audit trail but no longer stored.",
        ),
        (
            "governance_decision",
            "DELETE FROM governance_decision WHERE id = (SELECT max(id) FROM governance_decision)",
            "The decision “agreed” of meetings/csc/2021-09-28/1 is in the audit trail but no longer "
            "stored as it was.",
        ),
        (
            "governance_outcome",
            "UPDATE governance_outcome SET dissent = 'Everybody objected.'",
            "of meetings/panel/2021-06-18/1 does not match the audit trail.",
        ),
        (
            "governance_decision",
            f"UPDATE governance_decision SET content_digest = '{'0' * 64}'",
            "The decision “baselined” of meetings/panel/2021-06-18/1 does not match the audit trail.",
        ),
    ],
)
def test_unreadable_and_missing_rows_are_found(version, table, statement, named):
    tamper(table, statement)
    found = findings()
    assert any(named in finding for finding in found), found


def test_a_snapshot_is_in_the_record_whatever_its_entry_is_about():
    """A paper or a notice is not a version of a RID."""
    recorded = RecordedFacts()
    recorded._read_entry(
        AuditEntry(target="meetings/panel/2021-10-15/1", changes={"snapshot": [None, "5" * 64]})
    )
    assert recorded.snapshots == {"5" * 64}


def test_a_changed_pdf_is_named(version):
    path = default_storage.path(version.snapshot.job.pdf.path)
    original = open(path, "rb").read()
    try:
        with open(path, "ab") as stored:
            stored.write(b" ")
        assert findings() == [
            f"The PDF of version 8.0 ({version.snapshot.job.pdf_id[:12]}) was changed in the storage."
        ]
    finally:
        with open(path, "wb") as stored:
            stored.write(original)


def test_a_missing_file_is_found_and_its_page_says_so(version, client):
    file = version.snapshot.job.pdf
    content = default_storage.open(file.path).read()
    default_storage.delete(file.path)
    try:
        assert findings() == [f"The PDF of version 8.0 ({file.digest[:12]}) is missing from the storage."]
        response = client.get("/releases/june-2021/rid/8.0.pdf")
        assert response.status_code == 503
        assert "The stored copy of this file is damaged" in response.content.decode()
    finally:
        from django.core.files.base import ContentFile

        default_storage.save(file.path, ContentFile(content))


def test_changed_evidence_is_named(version):
    evidence = Evidence.objects.earliest("pk")
    path = Path(default_storage.path(evidence.files.get().file.path))
    content_before = path.read_bytes()
    path.write_bytes(content_before + b"x")
    try:
        assert findings() == [f"The evidence with the receipt {evidence.receipt} was changed in the storage."]
    finally:
        path.write_bytes(content_before)  # the examples' own


def test_a_pdf_put_in_anothers_place_is_named(version):
    other = Evidence.objects.earliest("pk").files.get().file_id
    tamper(
        "governance_renderjob",
        f"UPDATE governance_renderjob SET pdf_id = '{other}' WHERE snapshot_id = '{version.snapshot_id}'",
    )
    [finding] = findings()
    assert finding.endswith("is not the one named in the audit trail.")


def test_page_shows_the_same_as_the_command(version, as_role):
    page = as_role("analyst").post("/record/verify/").content.decode()
    assert "Everything that must never change is unchanged." in page
    tamper("governance_ridversion", "UPDATE governance_ridversion SET state = 'superseded' WHERE major = 8")
    page = as_role("administrator").post("/record/verify/").content.decode()
    assert "June 2021 RID 8.0 is superseded, but the audit trail says issued." in page
