"""For every rule of notices one that breaks only it, and its nearest correct neighbour."""

from datetime import date

import pytest

from governance.documents.notice.checks import (
    RULES,
    LoggedText,
    NoticeContext,
    ReleaseFacts,
    check_notice,
)
from tests.governance.documents.notice.notices import content, modification, row

TWO = [modification("MP901"), modification("MP902")]
RID = {"rid": "3.0", "modifications": ("MP901", "MP902"), "documents": ("Section A", "Schedule 8")}
SECTION_A = row("Section A", by_modification=True, modifications=["MP901", "MP902"])
NOTIFIED = {"clause": "Clause 4.2", "reference": ""}


def in_release(**facts):
    return {"release": ReleaseFacts(**RID | facts)}


def logged(version="2.0", since=date(2031, 2, 27)):
    return {"Section A": LoggedText(version, since, "MP890")}


# rule: (facts that break it, context, what it says, severity, facts of the nearest correct notice, its context)
CASES = {
    "notice-count": (
        {"stated_count": 3},
        {},
        "The notice states three modifications and lists two.",
        "error",
        {"stated_count": 2},
        {},
    ),
    "notice-document-source": (
        {"documents": [SECTION_A, row("Schedule 8")]},
        {},
        "Schedule 8 is listed as changed, and nothing changes it.",
        "error",
        {"documents": [SECTION_A, row("Schedule 8", by_designation=True)]},
        {},
    ),
    "notice-modification-document": (
        {"documents": [row("Section A", by_modification=True, modifications=["MP901"])]},
        {},
        "MP902 is listed as implemented and changes no document.",
        "error",
        {"documents": [SECTION_A]},
        {},
    ),
    "notice-unnamed-modification": (
        {"documents": [row("Section A", by_modification=True, modifications=["MP901", "MP902", "MP903"])]},
        {},
        "Section A is changed by MP903, which the notice does not list.",
        "error",
        {"documents": [SECTION_A]},
        {},
    ),
    "notice-form": (
        {"form": "documents"},
        {},
        "The notice is about documents only and has two modifications.",
        "error",
        {
            "form": "documents",
            "modifications": [],
            "stated_count": None,
            "documents": [row("Schedule 8", by_designation=True)],
        },
        {},
    ),
    "notice-empty": (
        {"documents": [], "modifications": [], "stated_count": None},
        {},
        "The notice names no document that changes.",
        "error",
        {"documents": [row("Schedule 8", by_designation=True)], "modifications": [], "stated_count": None},
        {},
    ),
    "notice-clause": (
        {"documents": [SECTION_A, row("Appendix AK", notification=NOTIFIED | {"clause": ""})]},
        {},
        "The DCC notification that changes Appendix AK is stated without its clause.",
        "warning",
        {"documents": [SECTION_A, row("Appendix AK", notification=NOTIFIED)]},
        {},
    ),
    "notice-rid-modifications": (
        {},
        in_release(modifications=("MP901", "MP902", "MP903")),
        "MP903 is not in the notice and is approved in RID 3.0.",
        "error",
        {},
        in_release(),
    ),
    "notice-rid-documents": (
        {},
        in_release(documents=("Section A",)),
        "Schedule 8 is changed in the notice and not in RID 3.0.",
        "error",
        {},
        in_release(),
    ),
    "notice-go-live": (
        {},
        in_release(live_on=date(2031, 6, 27)),
        "The notice takes effect on 26 June 2031; the release went live on 27 June 2031.",
        "error",
        {},
        in_release(live_on=date(2031, 6, 26), planned_on=date(2031, 6, 26)),
    ),
    "notice-release-version": (
        {},
        in_release(sec_version="72.0"),
        "The notice states SEC version 71.0; for the release, 72.0 is entered.",
        "error",
        {},
        in_release(sec_version="71.0"),
    ),
    "notice-log-sec-version": (
        {},
        {"stated_versions": [("71.0", date(2031, 2, 27), "The one before")]},
        "The notice states SEC version 71.0 from 26 June 2031; “The one before” states 71.0 from 27 February 2031.",
        "error",
        {},
        {"stated_versions": [("70.10", date(2031, 2, 27), "Before"), ("71.1", date(2031, 11, 6), "After")]},
    ),
    "notice-log-document-version": (
        {"documents": [SECTION_A | {"version": "2.0"}]},
        {"log": logged()},
        "Section A gets version 2.0; the Document Log has 2.0 since 27 February 2031 (MP890).",
        "error",
        {"documents": [SECTION_A | {"version": "2.1"}]},
        {"log": logged()},
    ),
    "notice-log-later-text": (
        {},
        {"later": logged(since=date(2031, 6, 26))},
        "Section A: the Document Log already has a text from 26 June 2031 (MP890).",
        "warning",
        {},
        {"log": logged(since=date(2031, 6, 25))},
    ),
    "notice-effective-order": (
        {},
        {"before": ("The one before", date(2031, 6, 27))},
        "The notice takes effect on 26 June 2031, before the notice published before it: “The one before”, 27 June "
        "2031.",
        "warning",
        {},
        {"before": ("The one before", date(2031, 6, 26))},
    ),
    "notice-published-late": (
        {},
        {"publish_on": date(2031, 6, 27)},
        "The notice is published on 27 June 2031, after it takes effect on 26 June 2031.",
        "note",
        {},
        {"publish_on": date(2031, 6, 26)},
    ),
}


def found(facts, context):
    return [
        (finding.rule, finding.message, finding.severity)
        for finding in check_notice(content(**facts), NoticeContext(**context))
    ]


def test_nothing_is_wrong_with_the_correct_notice():
    assert found({}, {}) == []


def test_every_rule_of_notices_has_two_notices_and_a_sentence():
    assert set(CASES) == set(RULES)
    assert all(rule.demands.endswith(".") for rule in RULES.values())


@pytest.mark.parametrize("name", CASES)
def test_each_rule_alone_finds_the_notice_that_breaks_it(name):
    facts, context, message, severity, _, _ = CASES[name]
    assert found(facts, context) == [(name, message, severity)]


@pytest.mark.parametrize("name", CASES)
def test_the_nearest_correct_notice_has_no_finding(name):
    *_, facts, context = CASES[name]
    assert [row for row in found(facts, context) if row[0] == name or row[2] == "error"] == []


def test_what_is_stated_and_not_listed_is_a_note():
    """As in February 2020: three modifications, none named. As in November 2020: which changed which is open."""
    one = row("Section G", by_modification=True)
    assert found({"modifications": [], "stated_count": 3, "documents": [one]}, {}) == [
        ("notice-count", "The notice states three modifications and lists none: stated, not listed.", "note")
    ]
    assert found({"documents": [one]}, {}) == [
        (
            "notice-modification-document",
            "Which modification changes which document is not stated (one document), so this cannot be checked for "
            "two modifications.",
            "note",
        )
    ]


def test_a_number_without_a_list_is_compared_with_the_rid():
    stated = {"modifications": [], "documents": [row("Section A", by_modification=True)]}
    context = in_release(documents=("Section A",))
    assert [row[0] for row in found(stated | {"stated_count": 2}, context)] == ["notice-count"]
    [error, note] = found(stated | {"stated_count": 3}, context)
    assert (error, note[0]) == (
        (
            "notice-rid-modifications",
            "The notice states three modifications; RID 3.0 has 2 approved.",
            "error",
        ),
        "notice-count",
    )


def test_a_count_of_none_with_a_list_is_an_error():
    assert found({"stated_count": 0}, {}) == [
        ("notice-count", "The notice states no modifications and lists two.", "error")
    ]


def test_a_modification_that_nobody_lists_or_counts_is_an_error():
    facts = {"modifications": [], "stated_count": None, "documents": [row("Section G", by_modification=True)]}
    assert found(facts, {}) == [
        (
            "notice-unnamed-modification",
            "Section G is changed by a modification, and the notice neither lists nor counts any.",
            "error",
        )
    ]
