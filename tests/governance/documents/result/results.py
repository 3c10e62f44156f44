"""A correct result of a consultation, as data, for tests to change."""

from typing import Any

from governance.documents.result.types import ConsultationResult, ResultContent


def content(**facts: Any) -> ResultContent:
    return ResultContent.of_data(data(**facts))


def data(**facts: Any) -> dict[str, Any]:
    whole = {
        "title": "Go-live on 6 May 2031",
        "consultation": "june-2031-go-live",
        "about": "go_live",
        "owner": "SECAS",
        "question": ["Are you affected?"],
        "reasons": ["The slot in June is taken."],
        "opened_on": "2031-03-10",
        "deadline": "close of play on Thursday, 13 March 2031",
        "closes": "2031-03-13",
        "deadlines_before": [],
        "counts": [count(answers=2, affected=1, not_affected=1, confidential=1)],
        "answers": [answer()],
        "confidential_dealt_with": 1,
        "summary": ["One is affected."],
        "decisions": [decision()],
        "release": {"name": "June 2031 SEC Release", "slug": "june-2031"},
        "current": "2031-06-26",
        "proposed": "2031-05-06",
        "example": False,
    } | facts
    return {key: value for key, value in whole.items() if value is not None}


def count(**facts: Any) -> dict[str, Any]:
    numbers = dict.fromkeys(("answers", "affected", "not_affected", "not_stated", "confidential", "late"), 0)
    return {"category": "Suppliers"} | numbers | facts


def answer(**facts: Any) -> dict[str, Any]:
    return {
        "organisation": "Alpha Energy",
        "category": "Suppliers",
        "affected": "Affected",
        "how": "We test in May",
        "comment": "",
        "late": False,
        "source": "Email to SECAS",
        "dealt_with": "The DCC plans with its team.",
    } | facts


def decision(**facts: Any) -> dict[str, Any]:
    return {
        "outcome": "moved",
        "body": "the Panel",
        "decided_on": "2031-03-14",
        "words": ["The Panel agreed."],
        "before": "2031-06-26",
        "go_live": "2031-05-06",
        "effects": [
            {"event": "UIT begins", "before": "1 Jun 31", "after": "11 Apr 31", "breaks": False},
            {"event": "Panel", "before": "16 May 31", "after": "16 May 31", "breaks": True},
        ],
    } | facts


def result(number: int = 1, classification: str = "white", **facts: Any) -> ConsultationResult:
    issue = {
        "version": number,
        "issued_on": "2031-03-17",
        "classification": classification,
        "readers": ["Alpha Energy", "Panel"] if classification == "amber" else [],
        "site": "https://secrel.example",
        "marks": ["Example data"],
        "record_head": {"position": 0, "digest": None},
        "wording": 1,
        "changed": ["A later decision."] if number > 1 else [],
    }
    return ConsultationResult.of_data({"content": data(**facts), "issue": issue})
