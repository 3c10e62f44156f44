"""For every rule a document that breaks only it, and its nearest correct neighbour."""

import copy

import pytest

from governance.documents.checks.findings import RULES
from tests.governance.documents.checks import check_cases, check_cases_dates, check_cases_texts
from tests.governance.versions.checked import cell, checked, document, entry, row, when

CASES = check_cases.CASES | check_cases_dates.CASES | check_cases_texts.CASES


def test_nothing_is_wrong_with_the_clean_document():
    assert checked() == []


def test_every_rule_has_two_test_documents_and_a_sentence():
    assert set(CASES) == set(RULES)
    assert all(rule.demands.endswith(".") for rule in RULES.values())


@pytest.mark.parametrize("name", CASES)
def test_each_rule_alone_finds_the_document_that_breaks_it(name):
    change, context, message, _, _ = CASES[name]
    data = document()
    change(data)
    assert [(finding.rule, finding.message) for finding in checked(data, **context)] == [(name, message)]


@pytest.mark.parametrize("name", CASES)
def test_the_nearest_correct_document_has_no_finding(name):
    _, _, _, change, context = CASES[name]
    data = document()
    change(data)
    assert checked(data, **context) == []


@pytest.mark.parametrize(
    ("number", "severity"),
    [("0.3", "note"), ("1.0", "note"), ("1.1", "warning"), ("2.0", "warning"), ("3.0", "error")],
)
def test_incompleteness_is_more_severe_after_each_baseline(number, severity):
    data = document()
    data["issue"]["document"]["version"] = number
    CASES["document-column-empty"][0](data)
    [finding] = [one for one in checked(data) if one.rule == "document-column-empty"]
    assert (finding.severity, finding.path) == (severity, "/content/impacts/documents")
    assert finding.mend == "Tick the documents that MP202 changes."


def test_a_version_dated_some_days_after_its_meeting_is_a_note():
    data = document()
    data["issue"]["history"][1]["date"] = "2021-06-30"
    [finding] = checked(data)
    assert (finding.rule, finding.severity) == ("baseline-date-disagrees", "note")


def test_a_document_without_links_is_checked_by_its_text():
    data = document()
    for name in ("party_summaries", "dcc_summaries"):
        for part in data["content"]["impacts"][name]:
            for one in part["points"]:
                del one["modifications"]
    data["content"]["impacts"]["party_summaries"][1]["points"][0]["text"] = (
        "There will be a seat on the Panel."
    )
    data["content"]["impacts"]["dcc_summaries"][0]["points"][0]["text"] = "Nothing is to be done."
    [finding] = checked(data)
    assert finding.message == (
        "DCC: one modification ticks it (MP201), and none is described: no point is about MP201 (judged by its words: "
        "this document does not say which point is about which modification)."
    )


def test_cells_of_a_combined_assessment_replace_those_of_the_modifications():
    data = document()
    data["content"]["costs"]["combined"] = {"sit": cell(amount="70")}
    data["content"]["costs"]["dcc_total"]["amount"] = "370"
    assert checked(data) == []


def test_a_plural_is_not_a_second_term():
    data = document()
    data["content"]["scope"]["approved"][0]["summary"] = "will throttle User Integration Testings (UITs)."
    assert checked(data) == []


def test_a_stated_cut_off_date_is_no_promise_for_other_modifications():
    data = document()
    data["content"]["scope"]["targeted"].append(entry("MP203", "Another seat", "proposes one seat more."))
    data["content"]["impacts"]["participants"]["MP203"] = ["other_sec_parties"]
    data["content"]["impacts"]["documents"][0]["modifications"].append("MP203")
    data["content"]["impacts"]["party_summaries"][1]["points"][0]["modifications"].append("MP203")
    assert checked(data) == []


def test_a_version_without_a_row_in_the_history_is_named():
    [finding] = checked(versions={"2.1": "2022-01-14"})
    assert finding.message == "Version 2.1 of 14 January 2022 has no row in the history."


def test_a_set_of_its_own_is_one_finding():
    standard = [("testing", f"Condition {n} holds.") for n in ("a", "b", "c", "d")]
    data = document()
    data["content"]["acceptance"]["testing"] = ["First.", "Second.", "Third.", "Condition d holds."]
    [finding] = checked(data, standard=standard)
    assert finding.message == (
        "The testing criteria are another set than the standard: 3 of 4 differ (1, 2, 3)."
    )


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ("xabcd", "5 testing criteria are given, the standard has 4: 1 is not in it."),
        ("bcd", "3 testing criteria are given, the standard has 4: its 1 is missing."),
        ("xbcda", "5 testing criteria are given, the standard has 4: 5 is not in it."),
        ("acd", "3 testing criteria are given, the standard has 4: its 2 is missing."),
    ],
)
def test_criteria_are_compared_with_their_counterparts(own, message):
    standard = [("testing", f"Condition {letter} holds.") for letter in "abcd"]
    data = document()
    data["content"]["acceptance"]["testing"] = [f"Condition {letter} holds." for letter in own]
    found = [finding.message for finding in checked(data, standard=standard)]
    assert [text for text in found if "are given" in text] == [message]


def test_checking_changes_nothing():
    data = document()
    before = copy.deepcopy(data)
    checked(data)
    assert data == before


def test_a_rule_from_the_go_live_counts_from_that_of_the_release_whatever_rows_speak_of_it():
    data = document()
    rows = data["content"]["timeline"]
    rows.insert(3, row("Panel confirms the go-live date", "2022-04-28"))
    rows[2] |= {"when": when("2022-04-14"), "rule": {"working_days": -50, "of": "go-live"}}
    assert checked(data) == []


def test_a_date_set_by_hand_beside_its_rule_is_a_note():
    data = document()
    data["content"]["timeline"][2]["when"] = when("2022-04-19")
    [finding] = checked(data, set_by_hand={"regression-plans-are-due"})
    assert (finding.rule, finding.severity) == ("date-against-rule", "note")


def test_a_release_without_system_impact_has_its_one_baseline_in_1_0():
    data = document()
    data["content"]["release"]["profile"] = "document_only"
    rows = data["content"]["timeline"]
    rows[0:2] = [row("Panel baselines the RID", "2022-01-28")]
    data["issue"]["history"] = [
        history_row | ({"date": "2022-01-28"} if history_row["version"] == "1.0" else {})
        for history_row in data["issue"]["history"]
    ]
    found = {finding.rule: finding.message for finding in checked(data)}
    assert "baseline-date-disagrees" not in found
    assert found["baseline-lead-short"] == (
        "“Panel baselines the RID” is 153 days before the go-live. It is due 6 months before, by "
        "30 December 2021 (182 days)."
    )


@pytest.mark.parametrize(
    "text",
    [
        "There is a cut-off date for test data loads.",
        "Phase II begins at 5 PM.",
        "The change is NOT included.",
    ],
)
def test_correct_texts_have_no_findings(text):
    data = document()
    del data["content"]["scope"]["targeted"][0]["cut_off"]
    data["content"]["scope"]["additions"] = [text]
    assert checked(data) == []
