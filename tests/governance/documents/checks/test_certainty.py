"""How sure a finding is, and that only a certain one can be an error."""

from itertools import product

import pytest

from governance.documents.checks.findings import RULES, Against, Certainty, Finding, Severity, severity_of
from tests.governance.documents.checks.test_checks import CASES
from tests.governance.versions.checked import checked, document, point, row

NUMBERS = ((0, 1), (1, 0), (1, 1), (2, 0), (2, 1), (8, 0))


@pytest.mark.parametrize("certainty", [Certainty.LIKELY, Certainty.BY_WORDS])
def test_no_type_of_finding_that_is_not_certain_is_an_error_in_any_version(certainty):
    found = {severity_of(against, certainty, number) for against, number in product(Against, NUMBERS)}
    assert found == {Severity.WARNING, Severity.NOTE}


def test_an_error_that_is_not_certain_is_refused():
    with pytest.raises(ValueError, match="a-rule is an error and only judged by words"):
        Finding("a-rule", Severity.ERROR, Certainty.BY_WORDS, "scope", "/content", "/", "Wrong.", "Mend it.")


@pytest.mark.parametrize("name", CASES)
def test_findings_are_as_sure_as_their_rule_says(name):
    change, context, *_ = CASES[name]
    data = document()
    change(data)
    assert {one.certainty for one in checked(data, **context)} <= {*RULES[name].certainties}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "tick-without-summary",
            "Note, then warning, then error if certain; note, then warning if judged by words",
        ),
        ("total-mismatch", "Error; certain"),
        ("two-spellings", "Warning; judged by words"),
        ("assumption-without-targets", "Warning if judged by words; error if certain"),
        ("amount-jump", "Warning; likely"),
    ],
)
def test_a_rule_says_its_severities_and_how_sure_they_are(name, text):
    assert RULES[name].severities == text


def history(changes: str) -> dict:
    data = document()
    data["issue"]["history"].append({"version": "3.1", "date": "2022-02-02", "changes": changes})
    data["issue"]["document"] |= {"version": "3.1", "date": "2022-02-02"}
    return data


NOTES = "timeline_notes"
PAIRS = [
    (history("MP201 was removed."), history("MP201 and all that it means for Users was removed.")),
    (
        history("MP205 has since been added to the scope."),
        history("MP205 was presented with its costs included in the annex."),
    ),
    (history("MP201 has been withdrawn."), history("MP201 will be withdrawn.")),
    (history("The Panel noted the approval of MP202."), history("MP202 went to the Panel and was approved.")),
]


@pytest.mark.parametrize(("certain", "by_words"), PAIRS)
def test_history_is_certain_where_the_verb_stands_beside_the_reference(certain, by_words):
    found = [
        [(one.certainty, one.severity) for one in checked(data) if one.rule == "history-against-scope"]
        for data in (certain, by_words)
    ]
    assert found == [[("certain", "error")], [("judged by words", "warning")]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Annex B has the details.", ("certain", "error")),
        ("Annex B of the Modification Report has the details.", None),
        ("The Modification Report has them in Annex B.", ("judged by words", "warning")),
        ("Annex B has them. The Modification Report has more.", ("certain", "error")),
    ],
)
def test_a_missing_annex_is_certain_unless_another_document_is_named(text, expected):
    data = document()
    data["content"][NOTES] = [text]
    found = [(one.certainty, one.severity) for one in checked(data) if one.rule == "annex-missing"]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("10 Working Days before UIT begins", ("certain", "error")),
        ("10 Working Days before UIT begins.", ("certain", "error")),
        ("Agreed with the DCC; by 10 Working Days before UIT begins.", ("certain", "error")),
        ("The DCC asked for 10 Working Days before UIT begins.", ("judged by words", "warning")),
        ("10 Working Days before UIT begins, if Users agree.", ("judged by words", "warning")),
    ],
)
def test_a_rule_is_certain_where_its_sentence_says_nothing_else(notes, expected):
    data = document()
    data["content"]["timeline"][2] = row("Regression plans are due", "2022-04-29", notes=notes)
    [finding] = checked(data)
    assert (finding.rule, (finding.certainty, finding.severity)) == ("date-against-rule", expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It assumes that every targeted modification is approved.", ("certain", "error")),
        ("Impacts of targeted modifications are included.", ("certain", "error")),
        ("We assume that Users targeted by Alerts are ready.", ("judged by words", "warning")),
    ],
)
def test_the_assumption_is_certain_in_our_own_words(text, expected):
    data = document()
    content = data["content"]
    content["scope"]["targeted"] = []
    content[NOTES] = [text]
    found = [
        (one.certainty, one.severity) for one in checked(data) if one.rule == "assumption-without-targets"
    ]
    assert found == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The cut-off dates of targeted modifications are given.", ("certain", "error")),
        ("There are cut-offs.", ("judged by words", "warning")),
    ],
)
def test_a_promised_cut_off_is_certain_where_it_is_that_of_modifications(text, expected):
    data = document()
    del data["content"]["scope"]["targeted"][0]["cut_off"]
    data["content"][NOTES] = [text]
    [finding] = checked(data)
    assert (finding.rule, (finding.certainty, finding.severity)) == ("promise-not-kept", expected)


def test_links_are_certain_and_words_are_not():
    data = document()
    points = data["content"]["impacts"]["party_summaries"][0]["points"]
    points.append(point("There will be a seat on the Panel.", "MP202"))
    linked = [one for one in checked(data) if one.rule == "summary-without-tick"]
    points[-1]["modifications"] = []
    by_words = [one for one in checked(data) if one.rule == "summary-without-tick"]
    assert [(one.certainty, one.severity) for one in (*linked, *by_words)] == [
        ("certain", "error"),
        ("judged by words", "warning"),
    ]
