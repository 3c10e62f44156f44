"""Evidence left open by an earlier version: it is closed and replaced, and a lost closure is found."""

import pytest
from django.core.management import call_command

from governance.acceptance.models import ClosedEvidence
from governance.acceptance.operations.evidence import change_evidence
from governance.acceptance.operations.reviews import ask_about_evidence
from governance.acceptance.operations.security import close_security_evidence
from governance.acceptance.queries.evidence import in_force
from governance.integrity.queries.record import record_seen_by
from governance.integrity.verify.whole import verify
from governance.watch.tasks import sweep_flags
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.outbox import Notification
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry
from tests.core.changes.test_targets import fill_older_targets
from tests.core.files.test_uploads import PDF
from tests.governance.acceptance.accepting import drafted, file, released, reviewed
from tests.governance.acceptance.security_evidence import mixed_as_before
from tests.governance.acceptance.test_evidence import criterion_of
from tests.governance.acceptance.test_evidence_readers import text_of

pytestmark = pytest.mark.django_db


def test_old_mixed_pieces_are_closed_and_their_team_is_told_once(examples, people, day, as_role):
    security, testing = criterion_of(examples, "security", 1), criterion_of(examples)
    mixed = mixed_as_before([testing, security], people, day)
    only = released([criterion_of(examples, "security", 1)], people, day, [file(content=PDF + b"s")])
    sweep_flags(on=day.isoformat())
    call_command("bootstrap")
    assert close_security_evidence(on=day) == 0
    notifications = Notification.objects.filter(subject=f"Replace evidence {mixed.receipt} with two pieces")
    assert {row.user for row in notifications} == set(User.objects.filter(memberships__body__key="dcc"))
    assert notifications.count() == len({row.user_id for row in notifications})
    body = notifications.first().body
    assert "replace it with two pieces: one for Security 1 and one for Testing 1" in body
    assert not Notification.objects.filter(subject__contains=only.receipt).exists()
    assert set(
        ClosedEvidence.objects.filter(evidence__in=[mixed, only]).values_list("evidence", flat=True)
    ) == {
        mixed.pk,
        only.pk,
    }
    assert (
        AuditEntry.objects.filter(action="governance.close_evidence", target__endswith=mixed.receipt).count()
        == 1
    )
    assert as_role("tag").get(mixed.get_absolute_url()).status_code == 404


def test_an_old_piece_is_split_by_two_that_replace_it(examples, people, day, as_role):
    security, testing = criterion_of(examples, "security", 1), criterion_of(examples)
    mixed = mixed_as_before([testing, security], people, day)
    close_security_evidence(on=day)
    page = as_role("delivery").get(mixed.get_absolute_url()).content.decode()
    assert "Submit what they need as a separate piece." in page
    closed = released([security], people, day, replaces=mixed)
    opened = released([testing], people, day, replaces=mixed)
    assert (in_force(criterion_of(examples)), in_force(criterion_of(examples, "security", 1))) == (
        [opened],
        [closed],
    )
    with pytest.raises(RuleBroken, match="has already been replaced for Testing 1"):
        drafted([testing], people, day, [file(content=PDF + b"3")], replaces=mixed)
    page = as_role("tag").get(opened.get_absolute_url()).content.decode()
    assert mixed.receipt not in page
    assert closed.receipt not in page
    assert mixed.receipt in as_role("delivery").get(opened.get_absolute_url()).content.decode()
    reviewed(criterion_of(examples), people, day)
    ask_about_evidence(by=people.tag, criterion=criterion_of(examples), text="Which build?", on=day)
    assert "Which build?" in as_role("chair").get(testing.get_absolute_url()).content.decode()


def test_nobody_finds_a_criterion_met_on_evidence_they_may_not_read(examples, people, day):
    mixed_as_before([criterion_of(examples), criterion_of(examples, "security", 1)], people, day)
    for verdict in ("met", "conditions"):
        with pytest.raises(RuleBroken, match="Ask the DCC to submit a separate piece"):
            reviewed(criterion_of(examples), people, day, verdict, "x")
    assert reviewed(criterion_of(examples), people, day, "not_met", "It cannot be read.").verdict == "not_met"
    assert reviewed(criterion_of(examples, "security", 1), people, day).verdict == "met"


def test_a_closure_that_is_lost_is_named(examples, people, day):
    piece = released([criterion_of(examples, "security", 1)], people, day)
    assert not dict(verify())["Evidence"]
    AuditEntry.objects.count()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM governance_closedevidence WHERE evidence_id = %s", [piece.pk])
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert dict(verify())["Evidence"] == [
        f"The readers of the evidence with the receipt {piece.receipt} do not match the audit trail."
    ]


def test_a_submission_of_the_first_version_is_hidden_too(examples, people, day, as_role, monkeypatch):
    """In that version it was an entry about the criterion, with digests and the receipt."""
    from secrel.core.changes import operations
    from secrel.core.changes.operations import OPERATIONS, SYSTEM, operation, record

    monkeypatch.setattr(operations, "OPERATIONS", {**OPERATIONS})  # other tests count them
    closed = released([criterion_of(examples, "security", 1)], people, day)
    ordinary = released([criterion_of(examples)], people, day, [file(content=PDF + b"o")])

    @operation("governance.submit_evidence", None)
    def submit(*, by, criterion, piece):
        record(
            target=f"releases/november-2021/criteria/{criterion}",
            label="A criterion of the November 2021 SEC Release",
            changes={"receipt": [None, piece.receipt], "file": [None, "f" * 64]},
        )

    submit(by=SYSTEM, criterion="security-1", piece=closed)
    submit(by=SYSTEM, criterion="testing-1", piece=ordinary)
    submitted = record_seen_by(people.analyst).filter(action="governance.submit_evidence")
    assert not submitted  # closed as long as nothing says which evidence they are about
    fill_older_targets()
    assert [entry.target for entry in submitted.all()] == ["releases/november-2021/criteria/testing-1"]
    assert closed.receipt not in text_of(as_role("analyst").get("/record/record.csv"))


def test_nobody_of_another_body_changes_closed_evidence(examples, people, day):
    draft = drafted([criterion_of(examples, "security", 1)], people, day)
    for role in ("analyst", "ssc", "administrator"):
        with pytest.raises(NotAllowed):
            change_evidence(
                by=getattr(people, role),
                evidence=draft,
                criteria=[criterion_of(examples)],
                token=AS_STORED,
                on=day,
            )
