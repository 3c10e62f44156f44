"""A small document in which nothing is wrong, for tests of the rules that find what is."""

import copy
from datetime import date
from typing import Any

from governance.documents.checks.document import CheckContext
from governance.documents.checks.findings import Finding
from governance.documents.checks.run import check
from governance.documents.rid.types.rid import Rid

Data = dict[str, Any]
CRITERION = "The DCC is ready to deploy to production."


def when(day: str) -> Data:
    on = date.fromisoformat(day)
    return {"label": f"{on.day} {on:%b %y}", "precision": "day", "date": day}


def cell(status: str = "firm", amount: str | None = "100") -> Data:
    return {"status": status, "amount": amount}


def entry(ref: str, title: str, summary: str, *, system: bool = False, **more: Any) -> Data:
    return {
        "ref": ref,
        "title": title,
        "part": None,
        "summary": summary,
        "options": [],
        "system_impact": system,
    } | more


def point(text: str, *refs: str) -> Data:
    return {"text": text, "sub": [], "modifications": list(refs)}


def row(event: str, day: str, **more: Any) -> Data:
    return {"key": event.lower().replace(" ", "-"), "when": when(day), "event": event, "notes": ""} | more


def document() -> Data:
    """Version 3.0 of a release with one approved modification of the systems and one targeted of governance."""
    stages = ("design_build_pit", "sit", "uit", "implement_to_live")
    content = {
        "release": {
            "name": "June 2022 SEC Release",
            "slug": "june-2022",
            "go_live": "2022-06-30",
            "profile": "system_impacting",
        },
        "annexes": [],
        "scope": {
            "approved": [entry("MP201", "Throttling of Alerts", "will throttle Alerts.", system=True)],
            "targeted": [
                entry(
                    "MP202", "A seat on the Panel", "proposes to create a seat.", cut_off=when("2022-06-16")
                )
            ],
            "change_requests": [],
            "change_requests_state": "none",
            "additions": [],
        },
        "impacts": {
            "participants": {"MP201": ["suppliers", "dcc"], "MP202": ["other_sec_parties"]},
            "party_summaries": [
                {"participant": "suppliers", "points": [point("Alerts may be throttled.", "MP201")]},
                {"participant": "other_sec_parties", "points": [point("There will be a seat.", "MP202")]},
            ],
            "dcc_summaries": [
                {"area": "Systems", "points": [point("The DCC will throttle Alerts.", "MP201")]}
            ],
            "documents": [
                {"document": "Section C", "title": "Governance", "modifications": ["MP202"]},
                {"document": "Section H", "title": "DCC Services", "modifications": ["MP201"]},
            ],
            "other_codes": [],
            "other_codes_state": "none",
        },
        "timeline": [
            row("Panel baselines RID for system-impacting modifications", "2021-06-25"),
            row("Panel baselines RID for non-system-impacting modifications", "2021-12-10"),
            row("Regression plans are due", "2022-04-14", rule={"working_days": -10, "of": "UIT commences"}),
            row("UIT commences", "2022-05-03"),
            row("Panel go/no-go decision", "2022-06-17"),
            row("Release go-live", "2022-06-30"),
        ],
        "testing": {
            "system_testing": True,
            "dcc_approach": ["SIT and UIT follow PIT."],
            "user_approach": ["As above."],
        },
        "costs": {
            "dcc_total": {"status": "quoted", "amount": "400"},
            "dcc_lines": [{"ref": "MP201"} | {stage: cell() for stage in stages}],
            "secas_implementation": {"days": 2, "amount": "1200"},
            "secas_project_management": {"days": 5, "amount": "3000"},
        },
        "acceptance": {
            "general": [],
            "operational": [],
            "testing": [CRITERION],
            "security": [],
            "criteria": [{"key": "testing-1", "owner": "DCC", "reviewer": "TAG"}],
        },
        "glossary": {
            "DCC": "Data Communications Company",
            "PIT": "Pre-Integration Testing",
            "RID": "Release Implementation Document",
            "SEC": "Smart Energy Code",
            "SECAS": "Smart Energy Code Administrator and Secretariat",
            "SIT": "Systems Integration Testing",
            "TAG": "Testing Advisory Group",
            "UIT": "User Integration Testing",
        },
    }
    history = [
        ("0.1", "2021-06-11", "First draft."),
        ("1.0", "2021-06-25", "Baselined by the Panel."),
        ("2.0", "2021-12-10", "Baselined by the Panel."),
        ("3.0", "2022-02-01", "MP201 approved."),
    ]
    issue = {
        "document": {
            "version": "3.0",
            "date": "2022-02-01",
            "classification": "white",
            "reference": None,
            "site": "https://example.org",
        },
        "history": [{"version": v, "date": d, "changes": c} for v, d, c in history],
        "decision": None,
        "record_head": None,
    }
    return {"content": content, "issue": issue}


CONTEXT: Data = {
    "standard": [("testing", CRITERION)],
    "titles": {"MP201": "Throttling of Alerts"},
    "paths": {"MP201": ("self_governance", "change-board")},
}


def checked(data: Data | None = None, **context: Any) -> list[Finding]:
    data = data or document()
    return check(Rid.of_data(data), CheckContext(**(copy.deepcopy(CONTEXT) | context)))


def at(data: Data, path: str) -> Any:
    """The value at a path of keys and places: content/scope/targeted/0."""
    for step in path.split("/"):
        data = data[int(step)] if isinstance(data, list) else data[step]
    return data
