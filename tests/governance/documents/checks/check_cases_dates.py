"""As check_cases.py, for the rules on phases, printed dates, versions, the history and effort."""

from typing import Any

from tests.governance.documents.checks.check_cases import (
    COSTS,
    IMPACTS,
    SCOPE,
    TIMELINE,
    add,
    both,
    nothing,
    put,
)
from tests.governance.versions.checked import at, entry, point, row, when

HISTORY = "issue/history"


def insert(path: str, place: int, value: Any):
    return lambda data: at(data, path).insert(place, value)


def version(number: str, date: str, changes: str = "Updated.") -> dict[str, str]:
    return {"version": number, "date": date, "changes": changes}


def third(changes: str):
    """The clean document with a third modification, MP203, and these words in its history."""
    return both(
        add(f"{SCOPE}/approved", entry("MP203", "A table", "will add a table.")),
        put(f"{IMPACTS}/participants/MP203", ["suppliers"]),
        add(f"{IMPACTS}/party_summaries/0/points", point("Suppliers get a table.", "MP203")),
        add(f"{IMPACTS}/documents/1/modifications", "MP203"),
        put(f"{HISTORY}/3/changes", changes),
    )


CASES: dict[str, tuple[Any, dict, str, Any, dict]] = {
    "phases-out-of-order": (
        insert(TIMELINE, 4, row("SIT commences", "2022-05-10")),
        {},
        "“SIT commences” on 10 May 22 comes after “UIT commences” on 03 May 22, which follows it.",
        insert(TIMELINE, 3, row("SIT commences", "2022-04-20")),
        {},
    ),
    "phase-length": (
        insert(TIMELINE, 4, row("UIT window closes", "2022-05-03")),
        {},
        "UIT ends on the day on which it begins: “UIT commences” on 03 May 22, “UIT window closes” on 03 May 22.",
        insert(TIMELINE, 4, row("UIT window closes", "2022-05-20")),
        {},
    ),
    "date-label-disagrees": (
        put(f"{TIMELINE}/4/when/label", "24 Jun 22"),
        {},
        "“Panel go/no-go decision” is printed with “24 Jun 22”, and its date is 17 June 2022.",
        put(f"{TIMELINE}/4/when/label", "Friday, 17 June 2022"),
        {},
    ),
    "weekday-against-date": (
        put(f"{TIMELINE}/4/notes", "The Panel meets on Thursday 17 June."),
        {},
        "“Thursday 17 June” is wrong: 17 June 2022 is a Friday.",
        put(f"{TIMELINE}/4/notes", "The Panel meets on Friday, the 17th of June 2022."),
        {},
    ),
    "go-live-disagrees": (
        put(f"{TIMELINE}/5/when", when("2022-06-29")),
        {},
        "The go-live is 30 June 2022 on the cover, and “Release go-live” is on 29 Jun 22.",
        put(f"{TIMELINE}/5/when", {"label": "Late Jun 22", "precision": "late_month", "date": "2022-06"}),
        {},
    ),
    "go-live-against-name": (
        put("content/release/name", "November 2022 SEC Release"),
        {},
        "The November 2022 SEC Release goes live on 30 June 2022.",
        both(
            put("content/release/name", "November 2022 SEC Release"),
            put(f"{TIMELINE}/5/planned", when("2022-11-03")),
        ),
        {},
    ),
    "history-out-of-order": (
        insert(HISTORY, 3, version("2.1", "2022-03-01")),
        {},
        "Version 3.0 is dated 1 February 2022, and version 2.1 before it 1 March 2022.",
        insert(HISTORY, 3, version("2.1", "2022-01-10")),
        {},
    ),
    "cover-against-history": (
        put("issue/document/date", "2022-02-03"),
        {},
        "The document is dated 3 February 2022; its history dates version 3.0 1 February 2022.",
        both(
            put("issue/document/date", "2022-02-03"),
            put("issue/document/version", "3.1"),
            add(HISTORY, version("3.1", "2022-02-03")),
        ),
        {},
    ),
    "status-against-history": (
        put("issue/document/status", "Issued by SECAS on 8 February 2022"),
        {},
        "The cover says “Issued by SECAS on 8 February 2022”, and the version is dated 1 February 2022.",
        put("issue/document/status", "Issued by SECAS on 1 February 2022"),
        {},
    ),
    "history-against-scope": (
        put(f"{HISTORY}/3/changes", "MP201 approved, and MP202 removed."),
        {},
        "The history says that MP202 left the scope in version 3.0, and it is in scope.",
        put(f"{HISTORY}/3/changes", "MP201 approved, and MP202 added."),
        {},
    ),
    "history-names-all": (
        third("MP201 and MP203 approved."),
        {},
        "MP202 is in scope, and no version in the history names it.",
        third("MP201 and MP203 approved; MP202 added."),
        {},
    ),
    "effort-against-rate": (
        put(f"{COSTS}/secas_implementation/amount", "1000"),
        {},
        "2 days cost £1,000 (£500 a day) to implement the release; a day of SECAS costs £600.",
        put(f"{COSTS}/secas_implementation", {"days": 3, "amount": "1800"}),
        {},
    ),
    "reference-misspelt": (
        put(f"{SCOPE}/approved/0/summary", "will throttle Alerts, for MPO88."),
        {},
        "MPO88 has a letter in place of a digit.",
        nothing,
        {},
    ),
}
