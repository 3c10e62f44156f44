"""For every rule of results one that breaks only it, and its nearest correct neighbour."""

import pytest

from governance.documents.result.checks import RULES, ResultContext, check_result
from tests.governance.documents.result.results import answer, content, count, decision

# rule: (facts that break it, context, what it says, severity, facts of the nearest correct result, its context)
CASES = {
    "result-count": (
        {"counts": [count(answers=2, affected=2)]},
        {},
        "2 of 2 answers may be published, and 1 are shown.",
        "error",
        {"counts": [count(answers=1, affected=1)]},
        {},
    ),
    "result-dealt-with": (
        {"answers": [answer(dealt_with=" ")]},
        {},
        "Nothing says how the answer of Alpha Energy was dealt with.",
        "error",
        {"answers": [answer(dealt_with="Noted.")]},
        {},
    ),
    "result-summary": (
        {"summary": []},
        {},
        "The result has no summary.",
        "error",
        {"summary": ["None."]},
        {},
    ),
    "result-decision": (
        {"decisions": []},
        {"decides": "the Panel"},
        "The decision of the Panel is not recorded.",
        "error",
        {"decisions": []},
        {},
    ),
    "result-confidential": (
        {},
        {"quiet_now": 1},
        "1 answer has become confidential since the summary was published.",
        "error",
        {},
        {"quiet_now": 0},
    ),
    "result-later": (
        {},
        {"later": 2},
        "2 answers came after the summary was published and are not in the result.",
        "warning",
        {},
        {"later": 0},
    ),
    "result-early-decision": (
        {"decisions": [decision(decided_on="2031-03-12")]},
        {},
        "The Panel decided on 12 March 2031, before the deadline, close of play on Thursday, 13 March 2031.",
        "warning",
        {"decisions": [decision(decided_on="2031-03-13")]},
        {},
    ),
    "result-weekend": (
        {"decisions": [decision(decided_on="2031-03-15")]},
        {},
        "The decision of the Panel is dated Saturday, 15 March 2031.",
        "warning",
        {"decisions": [decision(decided_on="2031-03-17")]},
        {},
    ),
}


def found(facts, context):
    return check_result(content(**facts), ResultContext(**context), "/consultations/x/")


def test_every_rule_has_a_case_and_a_sentence():
    assert set(CASES) == set(RULES)
    assert all(rule.demands.endswith(".") for rule in RULES.values())
    assert found({}, {}) == []


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_finds_what_breaks_it_and_nothing_in_its_neighbour(rule):
    broken, context, message, severity, correct, correct_context = CASES[rule]
    [row] = found(broken, context)
    assert (row.rule, row.message, str(row.severity)) == (rule, message, severity)
    assert row.address.startswith("/consultations/x/")
    assert found(correct, correct_context) == []


def test_counts_and_confidential_answers_are_judged_too():
    [wrong] = found({"counts": [count(answers=2, affected=2, not_affected=1, confidential=1)]}, {})
    assert wrong.message == "Suppliers: 2 answers, but 3 of them affected, not affected or not stated."
    [quiet] = found({"confidential_dealt_with": 0}, {})
    assert quiet.message == "Nothing says how 1 confidential answer was dealt with."
