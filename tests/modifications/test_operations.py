"""Registering modifications and recording decisions."""

from datetime import date

import pytest

from modifications.models import Modification
from modifications.operations import record_decision, register_modification
from modifications.queries import find
from secrel.core.errors import RuleBroken
from secrel.core.models import AuditEntry, Body
from tests.factories import ModificationFactory

pytestmark = pytest.mark.django_db


def test_registered_modification_has_its_number_and_parts(analyst):
    modification = register_modification(
        by=analyst, reference="secmp 62", title="Alerts", stage="report", parts=["1", "2"]
    )
    assert (modification.reference, modification.number, modification.suffix) == ("SECMP0062", 62, "")
    assert [str(part) for part in modification.parts.all()] == ["SECMP0062 part 1", "SECMP0062 part 2"]


@pytest.mark.parametrize("reference", ["MP153", "DP153"])
def test_a_reference_is_given_once_in_any_of_its_names(analyst, reference):
    ModificationFactory(reference="MP153", former=["DP153"])
    with pytest.raises(RuleBroken, match="in the register already"):
        register_modification(by=analyst, reference=reference, title="x", stage="report")


def test_a_reference_of_no_known_form_is_refused(analyst):
    with pytest.raises(RuleBroken, match="is no reference"):
        register_modification(by=analyst, reference="MOD1", title="x", stage="report")


@pytest.mark.parametrize(("outcome", "stage"), [("approved", "implementation"), ("rejected", "rejected")])
def test_decision_moves_the_stage(analyst, outcome, stage):
    modification = ModificationFactory(stage="decision")
    board = Body.objects.get(key="change-board")
    record_decision(
        by=analyst, modification=modification, body=board, outcome=outcome, decided_on=date(2021, 9, 29)
    )
    assert Modification.objects.get(pk=modification.pk).stage == stage
    assert AuditEntry.objects.latest("position").changes["stage"] == ["decision", stage]


def test_a_second_decision_is_refused(analyst):
    modification = ModificationFactory(stage="decision")
    board = Body.objects.get(key="change-board")
    decide = {"by": analyst, "modification": modification, "body": board, "decided_on": date(2021, 9, 29)}
    record_decision(outcome="approved", **decide)
    with pytest.raises(RuleBroken, match="is implementation already"):
        record_decision(outcome="rejected", **decide)


def test_find_is_quiet_about_nonsense():
    assert find("zebra") is None
