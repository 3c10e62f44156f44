"""For every rule a document that breaks only it, and its nearest correct neighbour: what test_checks.py checks."""

from typing import Any

from tests.governance.versions.checked import at, cell, point, row, when

SCOPE, IMPACTS, TIMELINE, COSTS = "content/scope", "content/impacts", "content/timeline", "content/costs"


def put(path: str, value: Any):
    """A change of the clean document: a value at a path; None takes it out."""

    def change(data: dict) -> None:
        place, _, key = path.rpartition("/")
        holder = at(data, place)
        key = int(key) if isinstance(holder, list) else key
        if value is None:
            del holder[key]
        else:
            holder[key] = value

    return change


def both(*changes: Any):
    def change(data: dict) -> None:
        for one in changes:
            one(data)

    return change


def add(path: str, value: Any):
    return lambda data: at(data, path).append(value)


def nothing(data: dict) -> None:
    """The clean document itself."""


NO_TARGETS = both(
    put(f"{SCOPE}/targeted", []),
    put(f"{IMPACTS}/participants/MP202", None),
    put(f"{IMPACTS}/party_summaries/1", None),
    put(f"{IMPACTS}/documents/0", None),
)
ASSUMES = add(f"{COSTS}/notes", "This assumes that what is targeted is approved.")

# rule: (what breaks it, facts beside it, what it says, what is nearest and right, facts beside that)
CASES: dict[str, tuple[Any, dict, str, Any, dict]] = {
    "scope-not-in-participant-matrix": (
        both(put(f"{IMPACTS}/participants/MP202", None), put(f"{IMPACTS}/party_summaries/1/points", [])),
        {},
        "MP202 is in scope and has no row in the participant matrix.",
        nothing,
        {},
    ),
    "participant-row-empty": (
        both(put(f"{IMPACTS}/participants/MP202", []), put(f"{IMPACTS}/party_summaries/1/points", [])),
        {},
        "The row of MP202 has no tick, though it changes Section C.",
        both(
            put(f"{IMPACTS}/participants/MP202", ["dcc"]),
            put(f"{IMPACTS}/party_summaries/1/points", []),
            add(f"{IMPACTS}/dcc_summaries/0/points", point("The Panel has a seat more.", "MP202")),
        ),
        {},
    ),
    "scope-not-in-document-matrix": (
        add(f"{IMPACTS}/documents/0/modifications", "MP209"),
        {},
        "MP209 changes Section C in the document matrix and is not in scope.",
        add(f"{IMPACTS}/documents/0/modifications", "MP201"),
        {},
    ),
    "scope-not-described": (
        put(f"{SCOPE}/targeted/0/summary", "proposes to "),
        {},
        "MP202 is in scope and has no description.",
        put(f"{SCOPE}/targeted/0/summary", "proposes to do it."),
        {},
    ),
    "document-column-empty": (
        put(f"{IMPACTS}/documents/0", None),
        {},
        "MP202 is in scope and changes no document.",
        both(put(f"{IMPACTS}/documents/0", None), add(f"{IMPACTS}/documents/0/modifications", "MP202")),
        {},
    ),
    "document-without-tick": (
        add(f"{IMPACTS}/documents", {"document": "Section J", "title": "Charges", "modifications": []}),
        {},
        "Section J is listed as updated, and no modification changes it.",
        add(
            f"{IMPACTS}/documents", {"document": "Section J", "title": "Charges", "modifications": ["MP201"]}
        ),
        {},
    ),
    "go-live-outside-window": (
        put(
            "content/release/go_live_window",
            {"earliest": None, "latest": "2022-06-29", "permitted_by": "the Panel"},
        ),
        {},
        "The go-live is not permitted: 30 June 2022 is after the permitted window, which is until 29 June 2022 "
        "(permitted by the Panel).",
        put("content/release/go_live_window", {"earliest": "2022-06-30", "latest": "2022-06-30"}),
        {},
    ),
    "annex-to-come": (
        add("content/annexes", {"label": "Annex A", "title": "Test report", "state": "to_come"}),
        {},
        "Annex A is still to come: Test report.",
        add("content/annexes", {"label": "Annex A", "title": "Test report"}),
        {},
    ),
    "tick-without-summary": (
        add(f"{IMPACTS}/participants/MP202", "dcc"),
        {},
        "DCC: two modifications tick it (MP201, MP202), and one is described (MP201); no point is about MP202.",
        both(
            add(f"{IMPACTS}/participants/MP202", "dcc"),
            add(f"{IMPACTS}/dcc_summaries/0/points", point("The DCC counts the seat.", "MP202")),
        ),
        {},
    ),
    "summary-without-tick": (
        add(f"{IMPACTS}/party_summaries/0/points", point("There will be a seat.", "MP202")),
        {},
        "The summary for Suppliers speaks of MP202, whose row does not tick Suppliers.",
        both(
            add(f"{IMPACTS}/party_summaries/0/points", point("There will be a seat.", "MP202")),
            add(f"{IMPACTS}/participants/MP202", "suppliers"),
        ),
        {},
    ),
    "cost-row-missing": (
        both(put(f"{COSTS}/dcc_lines", []), put(f"{COSTS}/dcc_total", cell("none", None))),
        {},
        "MP201 impacts the DCC’s systems and has no row in the cost table.",
        both(
            put(f"{COSTS}/dcc_lines", []),
            put(f"{COSTS}/dcc_total", cell("none", None)),
            put(f"{SCOPE}/approved/0/system_impact", False),
        ),
        {},
    ),
    "cost-row-unexpected": (
        put(f"{SCOPE}/approved/0/system_impact", False),
        {},
        "MP201 has a row in the cost table and impacts no system of the DCC.",
        nothing,
        {},
    ),
    "total-mismatch": (
        put(f"{COSTS}/dcc_total/amount", "340"),
        {},
        "The total is stated as £340; the cells add up to £400: £60 less is stated.",
        both(put(f"{COSTS}/dcc_total/amount", "340"), put(f"{COSTS}/dcc_lines/0/sit", cell(amount="40"))),
        {},
    ),
    "total-stated-while-unknown": (
        put(f"{COSTS}/dcc_lines/0/sit", cell("tbc", None)),
        {},
        "A total of £400 is stated while these are unknown: MP201, sit.",
        both(
            put(f"{COSTS}/dcc_lines/0/sit", cell("tbc", None)), put(f"{COSTS}/dcc_total", cell("tbc", None))
        ),
        {},
    ),
    "acronym-missing": (
        put(f"{SCOPE}/approved/0/summary", "will throttle WAN Alerts."),
        {},
        "WAN is used once and is not in the glossary.",
        both(
            put(f"{SCOPE}/approved/0/summary", "will throttle WAN Alerts."),
            put("content/glossary/WAN", "Wide Area Network"),
        ),
        {},
    ),
    "acronym-unused": (
        put("content/glossary/WAN", "Wide Area Network"),
        {},
        "WAN is in the glossary and used nowhere.",
        nothing,
        {},
    ),
    "acronym-expanded-twice": (
        put(f"{SCOPE}/approved/0/summary", "will throttle in Unit Integration Testing (UIT)."),
        {},
        "UIT is written out in 2 ways: “Unit Integration Testing”, “User Integration Testing”.",
        put(f"{SCOPE}/approved/0/summary", "will throttle in User Integration Testing (UIT)."),
        {},
    ),
    "promise-not-kept": (
        both(
            put(f"{SCOPE}/targeted/0/cut_off", None),
            put(f"{SCOPE}/additions", ["Cut-off dates are given above."]),
        ),
        {},
        "The text speaks of cut-off dates (“Cut-off dates are given above.…”), and none is given for MP202.",
        put(f"{SCOPE}/additions", ["Cut-off dates are given above."]),
        {},
    ),
    "timetable-out-of-order": (
        lambda data: at(data, TIMELINE).insert(3, row("SECAS publishes a guide", "2022-05-20")),
        {},
        "“UIT commences” on 03 May 22 stands after “SECAS publishes a guide” on 20 May 22.",
        put(f"{TIMELINE}/4/when", when("2022-05-03")),
        {},
    ),
    "meeting-not-working-day": (
        put(f"{TIMELINE}/4/when", when("2022-06-18")),
        {},
        "“Panel go/no-go decision” is on Saturday 18 June 2022, which is no Working Day.",
        put(f"{TIMELINE}/4/when", when("2022-06-20")),
        {},
    ),
    "date-against-rule": (
        put(f"{TIMELINE}/2/when", when("2022-04-19")),
        {},
        "“Regression plans are due” is on 19 Apr 22; 10 WD before UIT commences (3 May 2022) is 14 April 2022.",
        put(f"{TIMELINE}/2/when", {"label": "Apr 22", "precision": "month", "date": "2022-04"}),
        {},
    ),
    "event-after-go-live": (
        add(TIMELINE, row("A report is due", "2022-07-04")),
        {},
        "“A report is due” on 04 Jul 22 is 4 days after the go-live of 30 June 2022.",
        add(TIMELINE, row("A report is due", "2022-06-30")),
        {},
    ),
    "baseline-lead-short": (
        both(put(f"{TIMELINE}/0/when", when("2021-07-16")), put("issue/history/1/date", "2021-07-16")),
        {},
        "“Panel baselines RID for system-impacting modifications” is 349 days before the go-live. It is due 12 months "
        "before, by 30 June 2021 (365 days).",
        both(put(f"{TIMELINE}/0/when", when("2021-06-30")), put("issue/history/1/date", "2021-06-30")),
        {},
    ),
    "baseline-date-disagrees": (
        put("issue/history/1/date", "2021-06-24"),
        {},
        "The timetable says 25 June 2021 for “Panel baselines RID for system-impacting modifications”, the history "
        "24 June 2021 for version 1.0: 1 days earlier.",
        nothing,
        {},
    ),
    "date-not-set": (
        put(f"{TIMELINE}/4/when", {"label": "", "precision": "none", "date": None}),
        {},
        "1 of 6 rows has no date yet: “Panel go/no-go decision”.",
        put(f"{TIMELINE}/4/when", {"label": "Jun 22", "precision": "month", "date": "2022-06"}),
        {},
    ),
    "history-against-versions": (
        nothing,
        {"versions": {"1.0": "2021-06-25", "2.0": "2021-12-13"}},
        "The history dates version 2.0 10 December 2021; that version says 13 December 2021.",
        nothing,
        {"versions": {"1.0": "2021-06-25", "2.0": "2021-12-10", "3.0": "2022-02-02"}},
    ),
    "history-incomplete": (
        put("issue/history/3/changes", "MP201 added."),
        {},
        "MP201 is approved, day not recorded: the history names it without its approval.",
        put("issue/history/3/changes", "DP201 approved."),
        {},
    ),
    "criteria-not-standard": (
        put("content/acceptance/testing/0", "The DCC is ready to deploy to live."),
        {},
        "Testing 1 differs from the standard: “live” for “production”.",
        put(
            "content/acceptance/testing/0",
            "The Data Communications Company is ready to deploy to production.",
        ),
        {},
    ),
    "title-not-canonical": (
        nothing,
        {"titles": {"MP201": "Throttling of all Alerts"}},
        "MP201 is called “Throttling of Alerts” here; the register says “Throttling of all Alerts”.",
        nothing,
        {"titles": {"MP201": "Throttling of alerts"}},
    ),
    "no-new-target": (
        nothing,
        {"left_without_target": {"MP203": "moved to another release"}},
        "MP203 left the scope (moved to another release), and no release is named for it.",
        nothing,
        {"left_without_target": {}},
    ),
    "in-two-releases": (
        nothing,
        {"elsewhere": {"MP201": ["November 2022 SEC Release"]}},
        "MP201 is in scope here, and in November 2022 SEC Release too.",
        nothing,
        {"elsewhere": {"MP209": ["November 2022 SEC Release"]}},
    ),
    "path-against-decider": (
        nothing,
        {"paths": {"MP201": ("self_governance", "authority")}},
        "MP201 is on the path self governance, and authority decided on it.",
        nothing,
        {"paths": {"MP201": ("authority_determined", "authority")}},
    ),
    "names-other-modification": (
        put(f"{SCOPE}/approved/0/summary", "will throttle Alerts, as MP149 needs it."),
        {},
        "What is said of MP201 names MP149.",
        put(f"{SCOPE}/approved/0/summary", "will throttle Alerts; DP201 is its former name."),
        {},
    ),
    "assumption-without-targets": (
        both(NO_TARGETS, put(f"{COSTS}/notes", []), ASSUMES),
        {},
        "Nothing is targeted, and the text assumes something of what is: “This assumes that what is targeted is "
        "approved.”.",
        both(put(f"{COSTS}/notes", []), ASSUMES),
        {},
    ),
    "character-not-in-typefaces": (
        put(f"{SCOPE}/approved/0/summary", "will throttle 😀 Alerts."),
        {},
        "The PDF cannot print 😀 in “will throttle 😀 Alerts.”. It prints [U+1F600 GRINNING FACE] instead.",
        put(f"{SCOPE}/approved/0/summary", "will throttle Alerts: naïve, Łódź, λ, Жук, ‘x̄’ – £5…"),
        {},
    ),
}
