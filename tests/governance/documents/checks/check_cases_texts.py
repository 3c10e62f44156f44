"""As check_cases.py, for the rules on totals, documents, promises, spellings and days that are not there yet."""

from typing import Any

from governance.documents.rid.types.rid import RidContent
from tests.governance.documents.checks.check_cases import COSTS, IMPACTS, SCOPE, TIMELINE, add, both, put
from tests.governance.documents.checks.check_cases_dates import HISTORY, version
from tests.governance.versions.checked import at, cell, document, point, when

NOTES = "content/timeline_notes"
SECTION_J = {"document": "Section J", "title": "Charges", "modifications": ["MP201"], "listed": False}
BEFORE = RidContent.of_data(document()["content"])
"""The clean document as the version before."""
WITHOUT_TARGETED = RidContent.of_data(
    at(document(), "content") | {"scope": at(document(), SCOPE) | {"targeted": []}}
)
"""The clean document before MP202 came in."""
CASES: dict[str, tuple[Any, dict, str, Any, dict]] = {
    "history-row-leaves-out": (
        put(f"{HISTORY}/3/changes", "MP201 approved."),
        {"before": WITHOUT_TARGETED},
        "MP202 came into the scope since the version before, and the history row of 3.0 does not say so.",
        put(f"{HISTORY}/3/changes", "MP201 approved; MP202 added."),
        {"before": WITHOUT_TARGETED},
    ),
    "amount-jump": (
        both(put(f"{COSTS}/dcc_lines/0/sit", cell(amount="1000")), put(f"{COSTS}/dcc_total/amount", "1300")),
        {"before": BEFORE},
        "MP201, sit: £1,000, and £100 in the version before, 10 times more.",
        both(put(f"{COSTS}/dcc_lines/0/sit", cell(amount="900")), put(f"{COSTS}/dcc_total/amount", "1200")),
        {"before": BEFORE},
    ),
    "total-not-stated": (
        put(f"{COSTS}/dcc_total", cell("tbc", None)),
        {},
        "The total is to be confirmed, and every cell is known: they add up to £400.",
        both(
            put(f"{COSTS}/dcc_total", cell("tbc", None)), put(f"{COSTS}/dcc_lines/0/uit", cell("tbc", None))
        ),
        {},
    ),
    "total-status-mismatch": (
        put(f"{COSTS}/dcc_lines/0/uit", cell("estimate")),
        {},
        "The total is called quoted, and these are estimates: MP201, uit.",
        both(put(f"{COSTS}/dcc_lines/0/uit", cell("estimate")), put(f"{COSTS}/dcc_total/status", "estimate")),
        {},
    ),
    "total-in-text": (
        put(f"{COSTS}/notes", ["The total of the release is £4,000."]),
        {},
        "A note says “total of the release is £4,000”, and the table states £400.",
        put(f"{COSTS}/notes", ["The total of the release is £400, and its testing takes £200 of it."]),
        {},
    ),
    "document-not-listed": (
        both(put(f"{IMPACTS}/documents/0/listed", True), add(f"{IMPACTS}/documents", SECTION_J)),
        {},
        "MP201 changes Section J, which is not in the list of documents.",
        add(f"{IMPACTS}/documents", SECTION_J),
        {},
    ),
    "cut-off-after-go-live": (
        put(f"{SCOPE}/targeted/0/cut_off", when("2022-07-14")),
        {},
        "The cut-off date of MP202, 14 Jul 22, is after the go-live of 30 June 2022.",
        put(f"{SCOPE}/targeted/0/cut_off", {"label": "Jun 22", "precision": "month", "date": "2022-06"}),
        {},
    ),
    "took-place-in-future": (
        put(f"{TIMELINE}/0/actual", when("2022-06-25")),
        {},
        "“Panel baselines RID for system-impacting modifications” took place on 25 Jun 22, after the date of this "
        "version, 1 February 2022.",
        put(f"{TIMELINE}/0/actual", when("2021-06-25")),
        {},
    ),
    "go-live-against-history": (
        both(
            add(HISTORY, version("3.1", "2022-02-02", "Go-live moved from 30 June 2022 to 7 July 2022.")),
            put("issue/document/version", "3.1"),
            put("issue/document/date", "2022-02-02"),
        ),
        {},
        "The history says that the go-live moved to 7 July 2022, and it is 30 June 2022 on the cover.",
        both(
            add(HISTORY, version("3.1", "2022-02-02", "Go-live moved from 23 June 2022 to 30 June 2022.")),
            put("issue/document/version", "3.1"),
            put("issue/document/date", "2022-02-02"),
        ),
        {},
    ),
    "summary-point-leftover": (
        add(f"{IMPACTS}/party_summaries/0/points", point("Invoices change.", "MP209")),
        {},
        "“Invoices change.” is about MP209, which is not in scope.",
        add(f"{IMPACTS}/party_summaries/0/points", point("Invoices change.", "MP201")),
        {},
    ),
    "annex-missing": (
        put(NOTES, ["Annex B has the details."]),
        {},
        "The text refers to Annex B, and the document has no such annex.",
        both(
            put(NOTES, ["Annex B has the details."]),
            put("content/annexes", [{"label": "Annex B", "title": "Details"}]),
        ),
        {},
    ),
    "decision-dates-missing": (
        put(NOTES, ["The decision dates are given below."]),
        {},
        "The text says “decision dates are given”, and the document gives no decision dates.",
        put(NOTES, ["The Panel sets the decision dates."]),
        {},
    ),
    "two-spellings": (
        put(NOTES, ["A Communication Hub is not a Communications Hub."]),
        {},
        "The document writes “Communication Hub” and “Communications Hub”.",
        put(NOTES, ["A Communications Hub is one of many Communications Hubs."]),
        {},
    ),
}
