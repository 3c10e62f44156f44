"""A large document: any number of modifications, with every kind of cell, rule and mark."""

import copy
from collections.abc import Callable
from typing import Any

STAGES = ("design_build_pit", "sit", "uit", "implement_to_live")
PARTICIPANTS = ["suppliers", "electricity_networks", "gas_networks", "other_sec_parties", "dcc"]
DOCUMENTS = {
    "Section A": "Definitions and Interpretation",
    "Section D": "Modification Process",
    "Section H": "DCC Services",
    "Appendix E": "DCC User Interface Services Schedule",
    "Appendix AB": "Service Request Processing Document",
    "Appendix AD": "DCC User Interface Specification",
}
SENTENCE = (
    "will change how the service answers a request, so that nobody waits for it longer than thirty seconds."
)


def large_document(modifications: int, rows: int = 20, first: int = 60) -> dict[str, Any]:
    """A plain document with modifications numbered from `first` on; no other document has those numbers."""
    numbers = range(first, first + modifications)
    references = [f"SECMP{n:04d}" if n % 4 == 0 or n > 999 else f"MP{n:03d}" for n in numbers]
    lines = [{"ref": ref} | {stage: _cost(n, stage) for stage in STAGES} for n, ref in enumerate(references)]
    return {
        "schema": "secrel.rid/1",
        "release": {"name": "November 2023 SEC Release", "go_live": "2023-11-02"},
        "document": {
            "version": "1.1",
            "date": "2023-01-06",
            "classification": "white",
            "reference": "SECP_99_0601_01",
            "annexes": [{"label": "Annex A", "title": "Testing Approach Document"}],
            "status": "Presented to the Panel of 13 January 2023",
        },
        "scope": {
            "approved": [_item(ref, "approved", n) for n, ref in enumerate(references[::2])],
            "targeted": [_item(ref, "targeted", n) for n, ref in enumerate(references[1::2])],
            "change_requests": [
                {"ref": "CR4001", "title": "Proving in production", "summary": "proves it with real meters."}
            ],
        },
        "impacts": {
            "participants": {ref: PARTICIPANTS[n % 5 :] for n, ref in enumerate(references)},
            "party_summaries": [
                {"participant": name, "points": [_point(references, n) for n in range(3)]}
                for name in ("all_sec_parties", *PARTICIPANTS[:4])
            ],
            "dcc_summaries": [{"area": "Data Service Provider", "points": [_point(references, 1)]}],
            "documents": [
                {
                    "document": document,
                    "title": title,
                    "modifications": [ref for n, ref in enumerate(references) if (n + place) % 4 == 0],
                }
                for place, (document, title) in enumerate(DOCUMENTS.items())
            ],
            "other_codes": ["Retail Energy Code → ✓ 中"],
        },
        "timeline": [_row(n) for n in range(rows)],
        "testing": {
            "system_testing": True,
            "dcc_approach": ["The DCC tests it in two cycles."],
            "user_approach": ["Users test it in one window."],
        },
        "costs": {
            "dcc_total": {"status": "tbc", "amount": None},
            "dcc_lines": lines,
            "secas_implementation": {"days": 5, "amount": "3000"},
            "secas_project_management": {"days": 20, "amount": "12000"},
            "notes": ["All amounts are without VAT."],
        },
        "acceptance": {
            "general": [],
            "operational": ["The services are stable up to the deployment.", "Nobody comes to detriment."],
            "testing": ["Each phase has met its exit criteria."],
            "security": ["The security architecture is approved."],
        },
        "history": [
            {"version": "0.1", "date": "2022-05-06", "changes": "First draft, issued for comment."},
            {"version": "1.1", "date": "2023-01-06", "changes": "Presented to the Panel."},
        ],
        "glossary": {"DCC": "Data Communications Company", "RID": "Release Implementation Document"},
    }


def long_document(name: str, rows: int) -> dict[str, Any]:
    """A small document with that many rows in one of the lists in LONG_LISTS."""
    document = large_document(4)
    document["release"]["name"] = f"Release with long {name}"
    LONG_LISTS[name](document, rows)
    return document


def _steps(document: dict[str, Any], rows: int) -> None:
    document["timeline"] = [_row(6 * n) | {"event": "The Panel meets"} for n in range(rows)]


def _points(document: dict[str, Any], rows: int) -> None:
    document["impacts"]["party_summaries"][1]["points"] = [
        {"text": f"They receive answer {n}.", "sub": [], "modifications": ["MP061"]} for n in range(rows)
    ]


def _areas(document: dict[str, Any], rows: int) -> None:
    document["impacts"]["dcc_summaries"] = [
        {"area": f"Area {n}", "points": [{"text": f"It changes thing {n}.", "sub": []}]} for n in range(rows)
    ]


def _change_requests(document: dict[str, Any], rows: int) -> None:
    document["scope"]["change_requests"] = [
        {"ref": f"CR{10_000 + n}", "title": f"Change {n}", "summary": "proves it."} for n in range(rows)
    ]


def _solutions(document: dict[str, Any], rows: int) -> None:
    document["scope"]["targeted"][0]["options"] = [
        {"kind": "alternative", "text": f"Answer in {n} seconds."} for n in range(rows)
    ]


def _annexes(document: dict[str, Any], rows: int) -> None:
    document["document"]["annexes"] = [
        {"label": f"Annex {n}", "title": f"Testing Document {n}"} for n in range(rows)
    ]


def _terms(document: dict[str, Any], rows: int) -> None:
    letters = [chr(65 + n) for n in range(26)]
    names = (f"T{a}{b}{c}" for a in letters for b in letters for c in letters)
    document["glossary"] |= {name: f"Term {n} in full" for n, name in zip(range(rows), names, strict=False)}


def _history(document: dict[str, Any], rows: int) -> None:
    document["document"]["version"] = "900.1"
    document["history"] = [
        {"version": f"{n // 1000}.{n % 1000}", "date": "2022-05-06", "changes": f"Draft {n}."}
        for n in range(1, rows + 1)
    ]


LONG_LISTS: dict[str, Callable[[dict[str, Any], int], None]] = {
    "steps": _steps,
    "points": _points,
    "areas": _areas,
    "change requests": _change_requests,
    "solutions": _solutions,
    "annexes": _annexes,
    "terms": _terms,
    "history": _history,
    "criteria": lambda document, rows: document["acceptance"].update(
        operational=[f"The DCC has shown thing {n}." for n in range(rows)]
    ),
    "codes": lambda document, rows: document["impacts"].update(
        other_codes=[f"Code number {n}" for n in range(rows)]
    ),
    "notes": lambda document, rows: document["costs"].update(notes=[f"Note {n} on it." for n in range(rows)]),
    "paragraphs": lambda document, rows: document["testing"].update(
        dcc_approach=[f"Paragraph {n} of the approach." for n in range(rows)]
    ),
}
"""Lists of a document that can have any number of rows, each with how to fill it."""


def _item(ref: str, status: str, n: int) -> dict[str, Any]:
    verb = SENTENCE if status == "approved" else SENTENCE.replace("will", "proposes to", 1)
    options = [
        {"kind": "proposed", "text": "Answer sooner."},
        {"kind": "alternative", "text": "Ask less often."},
    ]
    return {
        "ref": ref,
        "title": f"Change {n} of the enduring arrangements – quicker answers",
        "part": "1" if n % 7 == 3 else None,
        "summary": verb,
        "options": copy.deepcopy(options) if status == "targeted" and n % 5 == 0 else [],
    }


def _point(references: list[str], n: int) -> dict[str, Any]:
    return {
        "text": f"They receive an answer within thirty seconds, for request number {n}.",
        "sub": ["In the first year.", "And in each year after it."] if n == 1 else [],
        "modifications": references[n : n + 1],
    }


def _cost(n: int, stage: str) -> dict[str, Any]:
    if n % 9 == 8:
        return {"status": "tbc", "amount": None}
    if n % 5 == 4 and stage == "uit":
        return {"status": "not_applicable", "amount": None, "reason": "Counted with its first part."}
    return {"status": "estimate" if n % 3 == 0 else "firm", "amount": f"{(n + 1) * 1111}.50"}


def _row(n: int) -> dict[str, Any]:
    when = {"label": f"{n % 28 + 1:02d} Jun 23", "precision": "day", "date": f"2023-06-{n % 28 + 1:02d}"}
    row = {
        "when": when,
        "event": f"Step {n} of the release is taken and reported to the Panel",
        "notes": "The Panel reviews what was done and says whether the release goes on as planned.",
    }
    if n % 6 == 5:
        row |= {
            "when": {"label": "", "precision": "unknown", "date": None},
            "rule": {"working_days": -10, "of": "UIT commences"},
        }
    return row
