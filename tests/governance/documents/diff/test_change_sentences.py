"""The sentence of each kind of change of a RID, as a Panel member reads it. No database."""

import copy
from decimal import Decimal
from typing import Any

import pytest

from governance.documents.engine.diff.summary import head_line
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.plain import lift
from governance.documents.rid.types.rid import RidContent
from tests.support.large import large_document

Path = tuple[str | int, ...]
BASE = lift(large_document(4), site="https://example.org", marks=["SEC"]).content.as_data()
FIRST, TARGETED = ("scope", "approved", 0), ("scope", "targeted", 0)
SIT = ("costs", "dcc_lines", 0, "sit")
STEP = ("timeline", 0)
POINTS = ("impacts", "party_summaries", 1, "points")
DOCUMENT = ("impacts", "documents", 0)
GONE = object()
LATE_NOV = {"label": "Late Nov 21", "precision": "late_month", "date": "2021-11"}
TO_BE_SET = {"label": "", "precision": "unknown", "date": None}
WINDOW = {"earliest": "2021-11-04", "latest": "2021-11-11", "permitted_by": "the Authority"}
HOSTING = {"text": "hosting", "cost": {"status": "firm", "amount": "500"}}
COMBINED = {"sit": {"status": "firm", "amount": "5"}, "shared_with": ["CR12"]}
ROW = "“Step 0 of the release is taken and reported to the Panel”"


def day(iso: str, label: str) -> dict[str, Any]:
    return {"label": label, "precision": "day", "date": iso}


def edited(data: dict[str, Any], path: Path, value: Any) -> dict[str, Any]:
    made = copy.deepcopy(data)
    inner: Any = made
    for step in path[:-1]:
        inner = inner[step]
    if value is GONE:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value(inner[path[-1]]) if callable(value) else value
    return made


def compared(path: Path, before: Any, after: Any):
    """The changes where a place holds `before` in one content and `after` in another; None: as in the base."""
    old = BASE if before is None else edited(BASE, path, before)
    new = edited(old, path, after)
    contents = [RidContent.of_data(data) for data in (old, new)]
    changes = RID_KIND.compare(*contents)
    assert RID_KIND.compare(RID_KIND.apply(changes, contents[0]), contents[1]) == ()
    return changes


SAID: list[tuple[Path, Any, Any, str]] = [
    # scope
    (
        ("scope", "targeted"),
        None,
        lambda rows: rows[1:],
        "MP061 “Change 0 of the enduring arrangements – quicker answers” leaves the scope; it was targeted.",
    ),
    (
        ("scope", "approved"),
        lambda rows: rows[1:],
        BASE["scope"]["approved"],
        "SECMP0060 “Change 0 of the enduring arrangements – quicker answers” comes into the scope as approved.",
    ),
    ((*TARGETED, "title"), "Old name", "New name", "MP061’s title changes from “Old name” to “New name”."),
    (
        (*TARGETED, "summary"),
        None,
        lambda text: text.replace("thirty", "forty"),
        "MP061’s summary is reworded: one word added and one word removed.",
    ),
    ((*TARGETED, "system_impact"), False, True, "MP061 is now stated to impact the DCC’s systems."),
    ((*FIRST, "part"), None, "2", "The part of SECMP0060 that this release delivers is now 2."),
    (
        (*TARGETED, "options"),
        [{"kind": "proposed", "text": "Answer sooner."}],
        [],
        "A solution is removed from MP061’s solutions: “Answer sooner.”",
    ),
    (
        ("scope", "change_requests"),
        None,
        [],
        "CR4001 “Proving in production” is removed from the DCC Change Requests.",
    ),
    (
        ("scope", "change_requests_state"),
        "unknown",
        "none",
        "Of the DCC Change Requests, the document now says “none”; before, it said “to come”.",
    ),
    # dates
    (
        (*TARGETED, "cut_off"),
        day("2021-02-26", "26 Feb 21"),
        day("2021-02-24", "24 Feb 21"),
        "MP061’s cut-off date moves from 26 February 2021 to 24 February 2021, two days (two Working Days) earlier.",
    ),
    (
        (*TARGETED, "cut_off"),
        LATE_NOV,
        day("2021-11-24", "24 Nov 21"),
        "MP061’s cut-off date moves from late November 2021 to 24 November 2021, which is more exact.",
    ),
    (
        (*TARGETED, "cut_off"),
        LATE_NOV,
        TO_BE_SET,
        "MP061’s cut-off date is to be set again; before, it was late November 2021.",
    ),
    (
        (*TARGETED, "cut_off"),
        TO_BE_SET,
        day("2021-12-24", "24 Dec 21"),
        "MP061’s cut-off date is set to 24 December 2021.",
    ),
    (
        ("release", "go_live"),
        "2021-02-25",
        "2021-01-06",
        "The go-live moves from 25 February 2021 to 6 January 2021, 50 days (36 Working Days) earlier.",
    ),
    (("release", "go_live"), "", "2021-11-04", "The go-live is set to 4 November 2021."),
    (
        ("release", "go_live_window"),
        WINDOW,
        WINDOW | {"latest": "2021-11-18"},
        "The last day of the go-live window moves from 11 November 2021 to 18 November 2021, seven days (five Working "
        "Days) later.",
    ),
    (
        (*STEP, "when"),
        None,
        day("2023-06-08", "08 Jun 23"),
        f"{ROW} moves from 1 June 2023 to 8 June 2023, seven days (five Working Days) later.",
    ),
    (
        (*STEP, "actual"),
        TO_BE_SET,
        GONE,
        f"The actual date of {ROW} is no longer stated; before, it was to be set.",
    ),
    (
        (*STEP, "rule"),
        {"working_days": -10, "of": "UIT commences"},
        GONE,
        f"{ROW} no longer follows from another date; before, it was 10 Working Days before UIT commences.",
    ),
    # impacts
    (
        ("impacts", "participants", "MP061"),
        ["dcc", "suppliers"],
        ["dcc", "gas_networks"],
        "MP061 now also impacts Gas Networks and no longer impacts Suppliers.",
    ),
    (
        (*POINTS, 0, "text"),
        None,
        lambda text: text.replace("thirty", "forty"),
        "Point 1 of the impacts on Supplier Parties is reworded: one word added and one word removed.",
    ),
    (
        POINTS,
        [{"text": "They gain.", "sub": []}],
        [],
        "A point is removed from the impacts on Supplier Parties: “They gain.”",
    ),
    (
        (*DOCUMENT, "modifications"),
        ["MP061"],
        ["MP061", "MP063"],
        "Section A now also changes by MP063.",
    ),
    (
        ("impacts", "documents"),
        None,
        lambda rows: rows[1:],
        "Section A “Definitions and Interpretation” no longer changes with this release.",
    ),
    (
        (*DOCUMENT, "listed"),
        True,
        False,
        "Section A is no longer named in the list of documents that will be updated.",
    ),
    # timetable, testing
    (
        ("timeline",),
        None,
        lambda rows: [rows[1], rows[0], *rows[2:]],
        "“Step 1 of the release is taken and reported to the Panel” moves from second to first place in the timetable.",
    ),
    (
        ("testing", "system_testing"),
        True,
        False,
        "This release no longer needs testing in the DCC’s systems.",
    ),
    (
        ("testing", "user_approach"),
        ["One.", "Two."],
        ["Two.", "One."],
        "The paragraph “Two.” moves from second to first place in the users’ approach.",
    ),
    # costs
    (
        SIT,
        {"status": "estimate", "amount": "1000"},
        {"status": "firm", "amount": "1250.50"},
        "SECMP0060’s SIT cost rises from £1,000 to £1,250.50, by £250.50, and is now firm (before: an estimate).",
    ),
    (
        SIT,
        {"status": "firm", "amount": "100"},
        {
            "status": "firm",
            "amount": "100",
            "amount_to": "150",
            "qualifiers": ["around"],
            "source": "A letter",
        },
        "SECMP0060’s SIT cost is now £100 to £150 (before: £100), and is now stated as “around” and now has a source: "
        "“A letter”.",
    ),
    (
        ("costs", "dcc_total"),
        {"status": "tbc", "amount": None},
        {"status": "quoted", "amount": "60000"},
        "The total DCC costs are now £60,000, currently quoted; before: to be confirmed.",
    ),
    (
        ("costs", "secas_implementation"),
        None,
        {"days": 6, "amount": "3600"},
        "The SECAS effort for implementation rises from five days (£3,000) to six days (£3,600), by £600.",
    ),
    (
        ("costs", "yearly"),
        [HOSTING],
        [HOSTING | {"cost": {"status": "firm", "amount": "600"}}],
        "The yearly cost for “hosting” rises from £500 to £600, by £100.",
    ),
    (
        ("costs", "combined"),
        COMBINED,
        COMBINED | {"shared_with": ["CR13"]},
        "What the combined assessment is shared with: CR13 is added, and CR12 is removed.",
    ),
    # criteria, glossary, annexes, statements, notes
    (
        ("acceptance", "criteria", 0, "owner"),
        "DCC",
        "SECAS",
        "Operational criterion 1 is now owned by SECAS; before, by the DCC.",
    ),
    (
        ("acceptance", "operational", 1),
        None,
        "Nobody comes to any detriment.",
        "Operational criterion 2 now reads “Nobody comes to any detriment.”",
    ),
    (
        ("glossary", "DCC"),
        None,
        GONE,
        "DCC is removed from the glossary.",
    ),
    (
        ("annexes", 0),
        {"label": "Annex A", "title": "TAD"},
        {"label": "Annex A", "title": "TAD", "expected": LATE_NOV},
        "Annex A is expected in late November 2021.",
    ),
    (
        ("states",),
        {},
        {"secas": {"state": "not_applicable", "reason": "Another pays."}},
        "Of the list “SECAS effort”, the document now says “not applicable, Another pays.”",
    ),
    (
        ("section_notes",),
        {},
        {"scope": ["One more."]},
        "A paragraph is added to the notes in the section “Scope”: “One more.”",
    ),
]


@pytest.mark.parametrize(("path", "before", "after", "sentence"), SAID, ids=[row[3][:40] for row in SAID])
def test_each_kind_of_change_has_a_sentence(path, before, after, sentence):
    assert [change.sentence for change in compared(path, before, after)] == [sentence]


def test_an_approval_is_one_change_of_status_that_carries_its_verb():
    entry = BASE["scope"]["targeted"][0]
    approved = entry | {"summary": entry["summary"].replace("proposes to", "will", 1)}
    scope = BASE["scope"] | {
        "targeted": BASE["scope"]["targeted"][1:],
        "approved": [*BASE["scope"]["approved"], approved],
    }
    [change] = compared(("scope",), None, scope)
    assert (change.kind, change.address, change.old, change.new, change.sentence) == (
        *("changed", "scope/MP061/status", "targeted", "approved"),
        "MP061 is approved for this release; it was targeted before.",
    )


def test_dates_and_costs_are_measured():
    [moved] = compared(("release", "go_live"), "2021-02-25", "2021-01-06")
    assert (moved.days, moved.working_days, moved.amount) == (-50, -36, None)
    [cost] = compared(SIT, {"status": "firm", "amount": "100"}, {"status": "firm", "amount": "40.50"})
    assert (cost.days, cost.amount, cost.label) == (None, Decimal("-59.50"), "DCC costs: SECMP0060: SIT")
    [ranged] = compared(
        SIT, {"status": "firm", "amount": "1"}, {"status": "firm", "amount": "1", "amount_to": "2"}
    )
    assert ranged.amount is None


def test_nothing_is_said_of_what_says_the_same():
    silent: list[tuple[Path, Any, Any]] = [
        (("scope", "additions"), [], GONE),
        ((*TARGETED, "url"), "", GONE),
        (("impacts", "participants", "MP061"), ["dcc", "suppliers"], ["suppliers", "dcc"]),
        (("impacts", "documents"), None, lambda rows: rows[::-1]),
        ((*DOCUMENT, "listed"), True, GONE),
        (("annexes", 0, "state"), "there", GONE),
        (("costs", "dcc_lines"), None, lambda rows: rows[::-1]),
    ]
    assert [path for path, before, after in silent if compared(path, before, after)] == []


def test_keys_that_occur_twice_or_are_empty_are_told_apart():
    rows = [
        BASE["timeline"][0] | {"key": "", "event": "One"},
        BASE["timeline"][1] | {"key": "panel", "event": "Two"},
        BASE["timeline"][2] | {"key": "panel", "event": "Three"},
    ]
    changes = compared(("timeline",), rows, [rows[0] | {"event": "1"}, rows[2], rows[2] | {"event": "Four"}])
    assert [(change.address, change.sentence) for change in changes] == [
        ("timeline/1/event", "The row “One” of the timetable is now called “1”."),
        ("timeline/panel%20%282%29/place", "“Three” moves from third to second place in the timetable."),
        (
            "timeline/panel/when",
            "“Four” moves from 2 June 2023 to 3 June 2023, one day (no Working Days) later.",
        ),
        ("timeline/panel/event", "The row “Two” of the timetable is now called “Four”."),
    ]


def test_the_head_line_says_what_matters_most():
    new = copy.deepcopy(BASE)
    new["release"]["go_live"] = "2023-09-13"
    new["scope"]["targeted"] = [BASE["scope"]["targeted"][0] | {"ref": "MP900"}]
    new["costs"]["dcc_total"] = {"status": "firm", "amount": "90000"}
    new["impacts"]["documents"] = [
        *BASE["impacts"]["documents"],
        {"document": "Section B", "title": "Accession", "modifications": []},
    ]
    new["impacts"]["other_codes"] = []
    old = edited(BASE, ("costs", "dcc_total"), {"status": "firm", "amount": "30000"})
    changes = RID_KIND.compare(RidContent.of_data(old), RidContent.of_data(new))
    parts = RID_KIND.head(changes)
    assert head_line(parts) == (
        "1 modification in; 2 out; go-live 50 days earlier; DCC costs + £60,000; 1 document more; 2 other changes"
    )
    assert parts[1].addresses == ("scope/MP061", "scope/MP063")
    assert sorted(address for part in parts for address in part.addresses) == sorted(
        change.address for change in changes
    )


def test_long_prose_is_compared_word_by_word():
    prose_is_compared(6_000)


def prose_is_compared(words: int) -> None:
    """One word in a text of so many is found."""
    text = " ".join(f"word{number}" for number in range(words))
    path: Path = ("testing", "user_approach", 0)
    [change] = compared(path, text, text.replace("word500 ", "another "))
    assert [span.text for span in change.words if span.kind != "kept"] == ["word500", "another"]
    assert (
        change.sentence
        == "Paragraph 1 of the users’ approach is reworded: one word added and one word removed."
    )
