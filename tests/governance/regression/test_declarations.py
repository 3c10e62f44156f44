"""Plans and results: declared once and again, late, without a plan, by others, and never changed."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from governance.regression.models import RegressionDeclaration, RegressionFile
from governance.regression.operations import declarations
from governance.regression.operations.declarations import record_regression
from governance.regression.operations.participants import withdraw_participant
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.changes.record import digest_of
from secrel.core.models.outbox import Notification
from secrel.core.models.record import AuditEntry
from secrel.core.values.immutable import WrittenOnce
from tests.core.files.test_uploads import PDF
from tests.governance.integrity.test_verify import findings
from tests.governance.regression.declaring import (
    ON,
    PLANS_DUE,
    RESULTS_DUE,
    declared,
    party,
    release_with_days,
    taking_part,
)

pytestmark = pytest.mark.django_db
SECRET = "Our meters in Thurso."


@pytest.fixture
def user(db):
    return party()


@pytest.fixture
def participant(user):
    return taking_part(release_with_days(), user)


def recorded(participant, by, kind="plan", **facts) -> RegressionDeclaration:
    facts = {"source": "email", "given_on": ON, "text": "By email.", "token": AS_STORED, "on": ON} | facts
    return record_regression(by=by, participant=participant, kind=kind, **facts)


def test_a_plan_is_declared_with_text_and_files_and_the_dcc_is_notified(participant, user, people):
    made = declared(participant, user, text=SECRET, files=[("plan.pdf", PDF), ("list.csv", b"a,b\n")])
    assert (str(made), made.due_on, made.is_late) == (
        "Regression testing plan 1 of North Energy",
        PLANS_DUE,
        False,
    )
    assert [(row.name, row.file.size) for row in made.files.all()] == [
        ("plan.pdf", len(PDF)),
        ("list.csv", 4),
    ]
    message = Notification.objects.filter(user=people.delivery).first()
    assert message.subject == "Regression testing plan of North Energy for the A SEC Release"
    assert message.path == participant.get_absolute_url()
    assert SECRET not in message.body


def test_the_audit_trail_holds_no_text_and_no_file_name(participant, user, people):
    declared(participant, user, text=SECRET, files=[("thurso.pdf", PDF)])
    entry = AuditEntry.objects.latest("position")
    assert entry.target == f"releases/a-release/regression/{participant.receipt}/plan/1"
    assert entry.changes["text"] == [None, digest_of(SECRET)]
    assert entry.changes["due_on"] == [None, "2021-10-18"]
    assert "thurso" not in f"{entry.changes} {entry.label}".lower()


@pytest.mark.parametrize(("days", "late"), [(0, False), (1, True), (200, True)])
def test_one_after_its_due_day_is_taken_and_marked_late(participant, user, people, days, late):
    made = declared(participant, user, on=PLANS_DUE + timedelta(days=days))
    assert made.is_late is late
    assert ("It is late: it was due on 18 October 2021." in last_body(people.delivery)) is late


def test_results_without_a_plan_are_taken_and_say_so(participant, user, people):
    assert declared(participant, user, "results").is_without_plan is True
    assert "No plan was declared before." in last_body(people.delivery)
    declared(participant, user, "plan")
    second = declared(participant, user, "results", text="All passed now.")
    assert (second.number, second.due_on, second.is_without_plan) == (2, RESULTS_DUE, False)


def test_a_later_one_replaces_the_earlier_which_stays_readable(participant, user):
    first = declared(participant, user)
    second = declared(participant, user, text="We test half.", on=PLANS_DUE + timedelta(days=3))
    rows = participant.declarations.order_by("number")
    assert [(row.number, row.text, row.is_late) for row in rows] == [
        (1, "We test the whole pack.", False),
        (2, "We test half.", True),
    ]
    assert first.is_late is False
    assert second.number == 2


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"text": ""}, "There is no text and no file"),
        ({"text": " \n\t "}, "There is no text and no file"),
        ({"kind": "report"}, "Choose the plan or the results"),
        ({"files": [("a.pdf", PDF), ("b.pdf", PDF)]}, "b.pdf has the same content as another file"),
    ],
)
def test_what_says_nothing_is_refused_and_leaves_nothing(participant, user, facts, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        declared(participant, user, **facts)
    assert not RegressionDeclaration.objects.exists()
    assert not RegressionFile.objects.exists()


def test_the_same_again_is_refused_and_the_same_file_with_another_text_is_not(participant, user):
    declared(participant, user, files=[("plan.pdf", PDF)])
    with pytest.raises(RuleBroken, match="already been declared on 15 October 2021"):
        declared(participant, user, files=[("other-name.pdf", PDF)])
    assert declared(participant, user, text="Corrected.", files=[("plan.pdf", PDF)]).number == 2


def test_the_number_of_versions_is_limited(participant, user, monkeypatch):
    monkeypatch.setattr(declarations, "MOST_VERSIONS", 2)
    declared(participant, user)
    declared(participant, user, text="Second.")
    with pytest.raises(RuleBroken, match="has 2 versions already"):
        declared(participant, user, text="Third.")
    assert declared(participant, user, "results").number == 1


def test_an_old_token_is_refused_and_shows_that_a_colleague_was_faster(participant, user):
    token = participant.token
    declared(participant, party("north energy"), token=token)
    with pytest.raises(Stale, match="was changed by somebody else"):
        declared(participant, user, token=token, text="Mine.")
    with pytest.raises(Stale):
        declared(participant, user, token=None, text="Mine.")
    assert participant.declarations.get().text == "We test the whole pack."


def test_nobody_declares_for_another_organisation_or_without_a_confirmed_registration(
    participant, user, people
):
    for other in (party("South Power"), party(state="verified"), people.party, people.delivery, people.tag):
        with pytest.raises(NotAllowed):
            declared(participant, other)
    user.registration.state = "refused"
    user.registration.save()
    with pytest.raises(NotAllowed, match="SECAS has not confirmed a registration"):
        declared(participant, user)


def test_one_that_does_not_take_part_declares_nothing(participant, user, people):
    withdraw_participant(by=people.delivery, participant=participant, reason="x", token=AS_STORED, on=ON)
    with pytest.raises(RuleBroken, match="has the status “Withdrawn”"):
        declared(participant, user)
    with pytest.raises(RuleBroken, match="has the status “Withdrawn”"):
        recorded(participant, people.delivery)


@pytest.mark.parametrize("role", ["delivery", "analyst"])
def test_what_came_by_email_is_recorded_with_its_day_and_the_organisation_is_told(
    participant, user, people, role
):
    made = recorded(participant, getattr(people, role), given_on=date(2021, 10, 14))
    assert (made.source, made.on, made.is_late) == ("email", date(2021, 10, 14), False)
    assert "recorded what North Energy gave (email)" in last_body(user)
    late = recorded(
        participant, getattr(people, role), given_on=date(2021, 10, 19), text="x", on=date(2021, 10, 25)
    )
    assert (late.is_late, late.number) == (True, 2)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"source": "account"}, "Choose how you know"),
        ({"given_on": date(2021, 10, 16)}, "from 23 September 2013 to today, 15 October 2021"),
        ({"given_on": date(202, 10, 14)}, "from 23 September 2013"),
    ],
)
def test_a_record_without_its_source_or_day_is_refused(participant, people, facts, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        recorded(participant, people.delivery, **facts)
    for role in ("tag", "party", "chair"):
        with pytest.raises(NotAllowed):
            recorded(participant, getattr(people, role))


def test_a_declaration_and_its_files_never_change(participant, user, people):
    made = declared(participant, user, files=[("plan.pdf", PDF)])
    with pytest.raises(WrittenOnce):
        made.save()
    before = findings()
    for table in ("declaration", "file"):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
            _sql(f"DELETE FROM governance_regression{table}")
    assert not [one for one in before if participant.receipt in one]
    stored = made.files.get().file
    RegressionFile.objects.create(declaration=made, file=_another(stored), name="slipped-in.pdf")
    assert f"Regression testing plan 1 of {participant.receipt} does not match the audit trail." in findings()


def test_a_submission_dates_no_row_of_the_timetable(participant, user):
    declared(participant, user)
    assert not participant.release.timeline.exclude(actual="").exists()


def last_body(user) -> str:
    return Notification.objects.filter(user=user).first().body


def _sql(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _another(stored):
    return type(stored).objects.create(
        digest="f" * 64, size=1, media_type="text/plain", stored_at=stored.stored_at
    )
