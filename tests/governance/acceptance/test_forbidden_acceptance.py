"""Every state, role and move of acceptance: what is not in these tables is refused without a trace."""

import pytest
from django.utils import timezone

from governance.acceptance.models import Condition, Deliverable, Evidence, Question
from governance.acceptance.queries.evidence import basis_of
from governance.acceptance.workflow import CONDITION, DELIVERABLE, EVIDENCE
from governance.criteria.models import Criterion
from governance.criteria.workflow import CRITERION
from secrel.core.changes.errors import NotAllowed
from secrel.core.changes.operations import SYSTEM
from secrel.core.changes.permissions import ROLES as HELD
from secrel.core.changes.permissions import Permission
from secrel.core.models.record import AuditEntry
from tests.governance.acceptance.accepting import condition_of, drafted, released
from tests.governance.acceptance.test_evidence import criterion_of
from tests.support.sweeps import swept

pytestmark = pytest.mark.django_db
ROLES = (
    *("anonymous", "nobody", "analyst", "analyst2", "secretary", "administrator", "member", "chair"),
    *("delivery", "delivery2", "tag", "tag_chair", "operations", "operations_chair", "ssc", "ssc_chair"),
)
REFUSED = (302, 403, 404, 409, 422)
TAG, DCC, SECAS = ("tag", "tag_chair"), ("delivery", "delivery2"), ("analyst", "analyst2")

# state: {move: roles that a page lets through}; every other combination is forbidden
NOT_WITHOUT = {"not_met": TAG, "not_applicable": TAG, "ask": TAG, "reply": DCC}
ALL_FOUR = NOT_WITHOUT | {"met": TAG, "conditions": TAG}
OF_CRITERION = {
    "open": NOT_WITHOUT,
    **dict.fromkeys(("submitted", "met", "conditions", "not_met", "not_applicable"), ALL_FOUR),
}
OF_EVIDENCE = {
    "draft": {"edit": DCC, "release": ("delivery2",), "discard": DCC},
    "released": {},
    "discarded": {},
}
OF_CONDITION = {
    "open": {"report": DCC},
    "reported": {"close": SECAS, "reopen": SECAS},
    "closed": {},
}


def test_the_tables_name_every_state():
    assert set(OF_CRITERION) == set(CRITERION.states)
    assert set(OF_EVIDENCE) == set(EVIDENCE.states)
    assert set(OF_CONDITION) == set(CONDITION.states)


def attempts(as_role, moves, allowed):
    """Every forbidden combination is tried, and leaves no entry in the audit trail."""
    for role in ROLES:
        client = as_role(role)
        before = AuditEntry.objects.count()  # who is made for the test has entries of their own
        for move, (address, entered) in moves.items():
            if role not in allowed.get(move, ()):
                response = client.post(address, entered)
                assert response.status_code in REFUSED, (role, move, response.status_code)
        assert AuditEntry.objects.count() == before, role


@pytest.mark.parametrize("state", swept(OF_CRITERION, "submitted"))
def test_a_criterion_moves_by_its_table_only(examples, people, as_role, day, state):
    criterion = criterion_of(examples)
    if state != "open":
        released([criterion], people, day)
    Criterion.objects.filter(pk=criterion.pk).update(state=state)
    Question.objects.create(
        criterion=criterion, text="?", body=criterion.reviewer, asked_by=people.tag, asked_at=timezone.now()
    )
    at, basis = criterion.get_absolute_url(), basis_of(criterion)
    verdicts = ("met", "conditions", "not_met", "not_applicable")
    moves = {
        key: (f"{at}review/", {"verdict": key, "text": "x", "evidence_digest": basis}) for key in verdicts
    }
    moves |= {"ask": (f"{at}ask/", {"text": "x"}), "reply": (f"{at}ask/1/", {"text": "x"})}
    attempts(as_role, moves, OF_CRITERION[state])
    assert Criterion.objects.get(pk=criterion.pk).state == state


@pytest.mark.parametrize("state", swept(OF_EVIDENCE, "draft"))
def test_evidence_moves_by_its_table_only(examples, people, as_role, day, state):
    criterion = criterion_of(examples)
    if state == "released":
        evidence = released([criterion], people, day)
    else:
        evidence = drafted([criterion], people, day)
        Evidence.objects.filter(pk=evidence.pk).update(state=state)
    at, text = evidence.get_absolute_url(), {"criteria": [criterion.pk], "text": "x", "token": 1}
    moves = {
        "edit": (f"{at}edit/", text | {"classification": "reviewers"}),
        "release": (f"{at}release/", {"token": 1}),
        "discard": (f"{at}discard/", {"token": 1}),
    }
    attempts(as_role, moves, OF_EVIDENCE[state])
    assert Evidence.objects.get(pk=evidence.pk).state == state


@pytest.mark.parametrize("state", swept(OF_CONDITION, "reported"))
def test_a_condition_moves_by_its_table_only(examples, people, as_role, day, state):
    condition = condition_of(examples.november, due_on=day, state=state)
    at = "/releases/november-2021/conditions/1/"
    moves = {
        "report": (f"{at}report/", {"done": "Done.", "token": 1}),
        "close": (f"{at}close/", {"token": 1}),
        "reopen": (f"{at}reopen/", {"reason": "Not yet.", "token": 1}),
    }
    attempts(as_role, moves, OF_CONDITION[state])
    assert Condition.objects.get(pk=condition.pk).state == state


def test_a_deliverable_moves_by_nobodys_hand():
    """Its moves follow from decisions: no role has the permission for them."""
    needed = {move.needs for move in DELIVERABLE.moves.values()}
    assert needed == {Permission.FOLLOW_UP}
    assert not any(needed & known.permissions for known in HELD)


def test_a_move_that_follows_is_refused_to_people(people):
    deliverable = Deliverable(kind="tad", number=1)
    for who in (people.analyst, people.chair, people.delivery, people.tag):
        with pytest.raises(NotAllowed, match="Your role does not allow you to accept it"):
            DELIVERABLE.apply(deliverable, "accept", who)
    assert DELIVERABLE.apply(deliverable, "accept", SYSTEM) == ("submitted", "accepted")
