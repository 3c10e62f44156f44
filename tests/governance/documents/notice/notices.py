"""A correct notice, as data, for tests to change."""

from typing import Any

from governance.documents.notice.types import Notice, NoticeContent


def content(**facts: Any) -> NoticeContent:
    return NoticeContent.of_data(data(**facts))


def data(**facts: Any) -> dict[str, Any]:
    whole = {
        "title": "SEC version 71.0",
        "form": "release",
        "release": {"slug": "june-2031", "name": "June 2031 SEC Release"},
        "sec_version": "71.0",
        "stated_count": 2,
        "effective_on": "2031-06-26",
        "modifications": [modification("MP901"), modification("MP902")],
        "documents": [
            row("Section A", by_modification=True, modifications=["MP901", "MP902"]),
            row("Schedule 8", codeworks="no", by_designation=True),
        ],
        "specifications": [],
        "changes": [],
        "help": ["Write to SECAS."],
    } | facts
    return {key: value for key, value in whole.items() if value is not None}


def modification(ref: str, title: str = "A title", **facts: Any) -> dict[str, Any]:
    return {"ref": ref, "title": title, "status": "Implemented"} | facts


def row(document: str, **facts: Any) -> dict[str, Any]:
    return {
        "document": document,
        "title": "A document",
        "codeworks": "yes",
        "by_modification": False,
        "by_designation": False,
        "modifications": [],
    } | facts


def notice(number: int = 1, **facts: Any) -> Notice:
    issue = {
        "version": number,
        "published_on": "2031-06-24",
        "classification": "white",
        "site": "https://secrel.example",
        "marks": ["Example data"],
        "record_head": {"position": 0, "digest": None},
        "corrected": ["The clause."] if number > 1 else [],
    }
    return Notice.of_data({"content": data(**facts), "issue": issue})
