"""Modifications that the Authority decided: its letter, its answer, the window, and what is flagged."""

from datetime import date

import pytest

from governance.consultations.operations.letters import record_letter, record_letter_answer
from governance.consultations.operations.results import record_consultation_decision
from governance.consultations.queries.consultations import letter_state
from governance.watch.late import late_on
from modifications.models.modifications import Modification
from modifications.models.modifications import ModificationDecision as Decided
from releases.models.releases import Release
from secrel.core.changes.errors import RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.files.uploads import check_file
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from tests.core.files.test_uploads import PDF
from tests.governance.acceptance.accepting import file
from tests.governance.consultations.asked import JUNE, MEETING, opened

pytestmark = pytest.mark.django_db
MAY = date(2020, 5, 6)


@pytest.fixture
def row(examples, people):
    """A consultation on June 2020, one of whose modifications the Authority approved."""
    modification = Modification.objects.get(reference="SECMP0062")
    authority = Body.objects.get(key="authority")
    Decided.objects.filter(modification=modification).delete()
    Decided.objects.create(
        modification=modification, body=authority, outcome="approved", decided_on=date(2020, 1, 10)
    )
    return opened(people.analyst)


def moved(row, people, **other):
    return record_consultation_decision(
        by=people.analyst,
        consultation=row,
        **{
            "outcome": "moved",
            "body": Body.objects.get(key="panel"),
            "decided_on": MEETING,
            "words": ["Agreed."],
            "go_live_on": MAY,
            "token": AS_STORED,
            "on": MEETING,
        }
        | other,
    )


def flagged(thing: str) -> str:
    found = late_on(MEETING).get(f"releases/{JUNE}/{thing}")
    return found.sentence if found else ""


def test_a_move_without_a_letter_is_recorded_and_flagged(row, people):
    assert letter_state(row) == "The Authority decided on SECMP0062, and no letter to it is recorded."
    decision = moved(row, people)
    assert (decision.before_on, decision.go_live_on, decision.broken) == (date(2020, 6, 25), MAY, 6)
    assert flagged("letter").endswith(
        "its go-live was moved to 6 May 2020. The Authority decided on SECMP0062, and no letter to it is recorded."
    )
    record_letter(by=people.analyst, consultation=row, sent_on=MEETING, token=AS_STORED, on=MEETING)
    assert flagged("letter").endswith("was sent on Friday, 13 March 2020 and is not answered yet.")
    permitted(row, people, window_from=None, window_until=None)
    assert flagged("letter") == ""


def permitted(row, people, **other):
    return record_letter_answer(
        by=people.analyst,
        consultation=row,
        **{
            "answer": "permitted",
            "answered_on": MEETING,
            "window_from": date(2020, 5, 1),
            "window_until": date(2020, 5, 5),
            "token": AS_STORED,
            "on": MEETING,
        }
        | other,
    )


def test_a_date_outside_the_window_is_recorded_and_flagged_with_the_state_of_the_letter(row, people):
    letter = {"by": people.analyst, "consultation": row, "token": AS_STORED, "on": MEETING}
    record_letter(sent_on=date(2020, 3, 10), file=check_file(file("letter.pdf")), **letter)
    with pytest.raises(RuleBroken, match="recorded already"):
        record_letter(sent_on=date(2020, 3, 10), **letter)
    permitted(row, people)
    assert Release.objects.get(slug=JUNE).window.text == (
        "from 1 May 2020 to 5 May 2020 (permitted by the Authority, 13 March 2020)"
    )
    assert AuditEntry.objects.filter(action="governance.record_letter_answer").latest("position").changes == {
        "answer": ["", "permitted"],
        "answered_on": [None, "2020-03-13"],
        "window": [None, ["2020-05-01", "2020-05-05"]],
    }
    moved(row, people)
    assert Release.objects.get(slug=JUNE).go_live_on == MAY
    assert flagged("window") == (
        "June 2020 SEC Release: 6 May 2020 is after the permitted window, which is from 1 May 2020 to 5 May 2020 "
        "(permitted by the Authority, 13 March 2020). The letter to the Authority was sent on Tuesday, 10 March 2020. "
        "It answered on Friday, 13 March 2020 and permits a go-live from 1 May 2020 to 5 May 2020."
    )


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"answered_on": date(2020, 3, 9)}, "was sent on Tuesday, 10 March 2020"),
        ({"answered_on": date(2020, 3, 14)}, "14 March 2020 has not come yet"),
        ({"answer": "perhaps"}, "Choose what the Authority answered"),
        ({"answer": "refused"}, "permits no window if it does not permit"),
        ({"answer": "refused", "window_from": None}, "permits no window if it does not permit"),
        ({"answer": "refused", "window_until": None}, "permits no window if it does not permit"),
        ({"window_until": date(2020, 4, 30)}, "The window ends before it begins"),
        ({"token": 1}, "was changed by somebody else"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(row, people, other, sentence):
    with pytest.raises(RuleBroken, match="No letter"):
        permitted(row, people)
    letter = {"by": people.analyst, "consultation": row, "token": AS_STORED, "on": MEETING}
    record_letter(sent_on=date(2020, 3, 10), **letter)
    with pytest.raises((RuleBroken, Stale), match=sentence):
        permitted(row, people, **other)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"decided_on": date(2020, 3, 14)}, "14 March 2020 has not come yet"),
        ({"decided_on": date(2020, 3, 8)}, "was opened on Monday, 9 March 2020"),
        ({"decided_on": date(2020, 3, 11), "reason": "–"}, "is before the deadline"),
        ({"go_live_on": None}, "Enter the new go-live"),
        ({"outcome": "other"}, "Choose one of the decisions"),
        ({"words": []}, "Write what was decided"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(row, people, other, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        moved(row, people, **other)
    assert Release.objects.get(slug=JUNE).go_live_on == date(2020, 6, 25)


def test_a_decision_is_recorded_when_the_release_has_that_day_or_is_over(row, people):
    """Entered after the fact: nothing moves, and the decision stands."""
    early = moved(row, people, decided_on=date(2020, 3, 11), reason="The Panel met early.")
    again = moved(row, people)
    assert (early.broken, again.before_on, again.effects) == (6, MAY, [])
    Release.objects.filter(slug=JUNE).update(life="live")
    later = moved(row, people, go_live_on=date(2020, 5, 7))
    assert (later.go_live_on, Release.objects.get(slug=JUNE).go_live_on) == (date(2020, 5, 7), MAY)
    assert list(row.decisions.all()) == [early, again, later]


def test_the_letter_is_sent_with_its_file_and_read_by_the_owner_alone(row, people, as_role, settings):
    settings.TODAY = MEETING
    client, page = as_role("analyst"), row.get_absolute_url()
    entered = {"sent_on": "10 March 2020", "token": row.token}
    wrong = client.post(f"{page}letter/", entered | {"file": file("letter.pdf", b"no PDF")})
    assert (wrong.status_code, b"letter.pdf" in wrong.content) == (422, True)
    assert client.post(f"{page}letter/", entered | {"file": file("letter.pdf")}).status_code == 303
    assert b"".join(client.get(f"{page}letter/file/").streaming_content) == PDF
    assert as_role("member").get(f"{page}letter/file/").status_code == 403
    assert b"letter.pdf" not in as_role("anonymous").get(page).content
    row.refresh_from_db()
    answer = {"answer": "refused", "answered_on": "13 March 2020", "token": row.token}
    assert client.post(f"{page}letter/answer/", answer).status_code == 303
    assert letter_state(row).endswith("and does not permit the change.")
