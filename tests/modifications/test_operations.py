"""Registering modifications and recording decisions."""

import hashlib
from datetime import date

import pytest
from django.core.files.base import ContentFile

from modifications.models.documents import SecDocument
from modifications.models.modifications import Modification
from modifications.operations.documents import add_alias, add_change_request, propose_document
from modifications.operations.progress import receive_assessment, request_assessment, set_next_steps
from modifications.operations.register import (
    change_modification,
    convert_modification,
    link_modification,
    record_decision,
    record_recommendation,
    register_modification,
    set_solutions,
    withdraw_decision,
)
from modifications.queries import find
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.files.storing import store_file
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from tests.support.factories import ModificationFactory

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
    with pytest.raises(RuleBroken, match="already in the register"):
        register_modification(by=analyst, reference=reference, title="x", stage="report")


def test_an_invalid_reference_is_refused(analyst):
    with pytest.raises(RuleBroken, match="is not a reference"):
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
    with pytest.raises(RuleBroken, match="is “Implementation”"):
        record_decision(outcome="rejected", **decide)


def test_find_is_quiet_about_nonsense():
    assert find("zebra") is None


def test_conversion_keeps_the_number_and_the_old_name_findable(analyst):
    proposal = ModificationFactory(reference="DP153")
    converted = convert_modification(by=analyst, modification=proposal, on=date(2021, 3, 12))
    assert converted.reference == "MP153"
    assert find("DP153") == find("MP153") == converted
    with pytest.raises(RuleBroken, match="MP153 is not a Draft Proposal"):
        convert_modification(by=analyst, modification=converted, on=date(2021, 3, 12))


def test_changed_fields_are_recorded_and_others_stay(analyst):
    modification = ModificationFactory(title="Before", path="self_governance")
    fields = {"title": "After", "is_urgent": True}
    change_modification(
        by=analyst, modification=modification, fields=fields, reason="Renamed.", token=AS_STORED
    )
    entry = AuditEntry.objects.latest("position")
    assert entry.changes == {"title": ["Before", "After"], "is_urgent": [False, True]}
    assert Modification.objects.get(pk=modification.pk).path == "self_governance"
    with pytest.raises(RuleBroken, match="Nothing has changed"):
        change_modification(by=analyst, modification=modification, fields=fields, token=AS_STORED)


def test_solutions_are_replaced_and_one_is_the_approved_one(analyst):
    modification = ModificationFactory()
    texts = [("proposed", "One seat."), ("alternative", "A new seat.")]
    set_solutions(by=analyst, modification=modification, solutions=texts, approved=2, token=AS_STORED)
    assert [(row.kind, row.text, row.is_approved) for row in modification.solutions.all()] == [
        ("proposed", "One seat.", False),
        ("alternative", "A new seat.", True),
    ]


def test_links_have_one_end_and_are_unique(analyst):
    modification = ModificationFactory(reference="MP140")
    request = add_change_request(by=analyst, reference="CR1057", title="Firmware")
    link = link_modification(by=analyst, modification=modification, kind="depends_on", other=request)
    assert str(link) == "MP140 depends on CR1057"
    with pytest.raises(RuleBroken, match="This link already exists"):
        link_modification(by=analyst, modification=modification, kind="depends_on", other=request)
    with pytest.raises(RuleBroken, match="cannot be linked to itself"):
        link_modification(by=analyst, modification=modification, kind="corrects", other=modification)


def test_next_steps_make_sentences(analyst):
    modification, board = ModificationFactory(), Body.objects.get(key="change-board")
    steps = [
        ("Change Board vote", board, "2021-10-27", False, ""),
        ("Authority decision", None, "2021-11-15", True, ""),
        ("Modification Report", None, "2021-11", False, ""),
        ("Consultation", None, "", False, ""),
        ("Working Group", None, "2021-09", False, "solution agreed"),
    ]
    set_next_steps(by=analyst, modification=modification, steps=steps, on=date(2021, 9, 21), token=AS_STORED)
    assert [step.sentence for step in modification.next_steps.all()] == [
        "Change Board vote expected on 27 Oct 21",
        "Authority decision expected by 15 Nov 21",
        "Modification Report expected in Nov 21",
        "Consultation expected, date to be set",
        "Working Group: solution agreed",
    ]


def test_assessment_is_outstanding_until_it_is_received(analyst):
    part = ModificationFactory().parts.get()
    asked = {"kind": "impact", "requested_on": date(2021, 8, 2), "due": PartialDate(2021, month=10)}
    assessment = request_assessment(by=analyst, part=part, on=date(2021, 8, 2), **asked)
    assert assessment.is_outstanding
    received = receive_assessment(
        by=analyst, assessment=assessment, received_on=date(2021, 10, 11), on=date(2021, 10, 11)
    )
    assert not received.is_outstanding
    with pytest.raises(RuleBroken, match="It was requested on 02 Aug 2021"):
        receive_assessment(
            by=analyst, assessment=assessment, received_on=date(2021, 7, 1), on=date(2021, 10, 12)
        )


def test_assessment_keeps_its_file_and_a_combined_one_the_parts_it_covers(analyst):
    part, other = (ModificationFactory().parts.get() for _ in range(2))
    on = date(2021, 8, 2)
    assessment = request_assessment(by=analyst, part=part, kind="combined", covers=[other], on=on)
    content = ContentFile(b"an assessment")
    file = store_file(content, digest=hashlib.sha256(b"an assessment").hexdigest(), media_type="text/plain")
    received = receive_assessment(
        by=analyst, assessment=assessment, received_on=on, file=file, file_name="assessment.txt", on=on
    )
    assert (list(received.covers.all()), received.file.size, received.file_name) == (
        *([other], 13, "assessment.txt"),
    )


def test_recommendation_keeps_the_words_it_is_about_and_decides_nothing(analyst):
    modification = ModificationFactory(stage="decision")
    set_solutions(
        by=analyst, modification=modification, solutions=[("alternative", "Another way.")], token=AS_STORED
    )
    decision = record_recommendation(
        by=analyst,
        modification=modification,
        body=Body.objects.get(key="change-board"),
        outcome="approved",
        solution=modification.solutions.get(),
        decided_on=date(2021, 9, 29),
    )
    set_solutions(
        by=analyst, modification=modification, solutions=[("alternative", "Changed.")], token=AS_STORED
    )
    decision.refresh_from_db()
    assert str(decision) == ("Approval recommended by the Change Board: Alternative Solution: Another way.")
    assert Modification.objects.get(pk=modification.pk).stage == "decision"


def test_an_approved_solution_stays_so_while_its_text_stays(analyst):
    modification = ModificationFactory()
    set_solutions(
        by=analyst,
        modification=modification,
        solutions=[("proposed", "A."), ("alternative", "B.")],
        approved=2,
        token=AS_STORED,
    )
    set_solutions(
        by=analyst,
        modification=modification,
        solutions=[("alternative", "B."), ("proposed", "A.")],
        token=AS_STORED,
    )
    assert [row.is_approved for row in modification.solutions.all()] == [True, False]


def test_a_proposal_is_not_converted_into_what_is_there(analyst):
    ModificationFactory(reference="MP742")
    proposal = ModificationFactory(reference="DP742")
    with pytest.raises(RuleBroken, match="MP742 is already in the register"):
        convert_modification(by=analyst, modification=proposal, on=date(2021, 8, 2))


def test_proposed_document_takes_its_place_in_the_sec(analyst):
    document = propose_document(by=analyst, designation="Appendix AL", title="A new one", source="A paper")
    designations = list(SecDocument.objects.values_list("designation", flat=True))
    assert designations[designations.index("Appendix AK") + 1] == "Appendix AL"
    assert (document.is_proposed, document.title_on(date(2021, 1, 1))) == (True, "A new one")


def test_alias_is_stored_beside_the_title(analyst):
    document = SecDocument.objects.get(designation="Section J")
    add_alias(by=SYSTEM, document=document, title="Charging", source="A paper")
    assert document.title_on(date(2021, 1, 1)) == "Charges"
    assert [alias.title for alias in document.aliases.all()] == ["Charging", "Payment of Charges"]


@pytest.mark.parametrize("reference", ["1088", "CR", "CR12x", "CR1234567890"])
def test_an_invalid_change_request_reference_is_refused(analyst, reference):
    with pytest.raises(RuleBroken, match="is not a Change Request"):
        add_change_request(by=analyst, reference=reference, title="x")


def test_an_address_is_one_of_a_page(analyst):
    with pytest.raises(RuleBroken, match=r"“javascript:alert\(1\)” is not a web address"):
        ModificationFactory(web_address="javascript:alert(1)")
    modification = ModificationFactory(web_address="https://example.org/mp")
    with pytest.raises(RuleBroken, match="is not a web address"):
        change_modification(
            by=analyst,
            modification=modification,
            fields={"web_address": "x"},
            on=date(2021, 8, 2),
            token=AS_STORED,
        )


@pytest.mark.parametrize(
    ("path", "body", "refusal"),
    [
        (
            "authority_determined",
            "change-board",
            "the Authority decides. Record what the Change Board decided",
        ),
        ("authority_led", "panel", "the Authority decides. Record"),
        ("self_governance", "authority", "the Authority does not decide it"),
    ],
)
def test_a_decision_is_that_of_the_body_which_the_path_names(analyst, path, body, refusal):
    modification = ModificationFactory(stage="decision", path=path)
    with pytest.raises(RuleBroken, match=refusal):
        record_decision(
            by=analyst,
            modification=modification,
            body=Body.objects.get(key=body),
            outcome="approved",
            decided_on=date(2021, 9, 29),
        )
    assert Modification.objects.get(pk=modification.pk).stage == "decision"


def test_a_decision_in_the_future_is_refused(analyst):
    modification = ModificationFactory(stage="decision")
    with pytest.raises(RuleBroken, match="1 Dec 2021 is in the future"):
        record_decision(
            by=analyst,
            modification=modification,
            body=None,
            outcome="approved",
            decided_on=date(2021, 12, 1),
            on=date(2021, 10, 15),
        )


def test_a_decision_entered_by_mistake_is_withdrawn_with_its_stage(analyst):
    modification = ModificationFactory(stage="decision")
    common = {"by": analyst, "modification": modification}
    decision = record_decision(**common, body=None, outcome="rejected", decided_on=date(2021, 9, 29))
    with pytest.raises(RuleBroken, match="Give a reason for withdrawing the decision"):
        withdraw_decision(**common, decision=decision, reason=" ", on=date(2021, 10, 1))
    back = withdraw_decision(**common, decision=decision, reason="The wrong one", on=date(2021, 10, 1))
    assert (back.stage, back.decisions.count()) == ("decision", 0)
    entry = AuditEntry.objects.latest("position")
    assert (entry.reason, entry.changes["stage"]) == ("The wrong one", ["rejected", "decision"])
