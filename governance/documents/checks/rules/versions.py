"""The versions of a document in their order: numbers and dates of its history and of its head."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Certainty, Problem, rule
from governance.documents.engine.text import long_date
from secrel.core.dates.partial_date_text import read_partial_date

_STATUS = re.compile(r"(issued|draft of|draft for comment|presented|baselined)\b", re.IGNORECASE)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"\b[0-9]{{1,2}} (?:{_MONTHS}) [0-9]{{4}}\b")
_BASELINED = re.compile(r"(?<!to be )\b(?:re-?)?baselined\b", re.IGNORECASE)
USUAL = 14
"""Up to this many days after the meeting is a usual date for a baselined version."""
Number = tuple[int, int]


def _number(version: str) -> Number:
    major, _, minor = version.partition(".")
    return int(major), int(minor or 0)


@rule(
    "history-out-of-order",
    Against.ITSELF,
    "history",
    together="{} numbers or dates of the history are out of order",
)
def versions_are_in_order(document: Document) -> Iterator[Problem]:
    """The rows of the history stand in the order of their versions, and each is dated on or after the one before. The
    document itself has a higher number than the version before it, and no earlier date."""
    for place, (before, row) in enumerate(pairwise(document.issue.history), start=1):
        path = f"/issue/history/{place}"
        if _number(row.version) <= _number(before.version):
            yield Problem(
                f"{path}/version",
                f"Version {row.version} stands after version {before.version} in the history.",
                "Correct the number, or the order of the rows.",
            )
        if row.date < before.date:
            yield Problem(
                f"{path}/date",
                f"Version {row.version} is dated {long_date(row.date)}, and version {before.version} before it "
                f"{long_date(before.date)}.{_other_year(before.date, row.date)}",
                "Correct one of the dates.",
            )

    yield from _against_the_one_before(document)


def _against_the_one_before(document: Document) -> Iterator[Problem]:
    if document.context.before_version is None:
        return
    head, (number, dated) = document.issue.document, document.context.before_version
    if document.number <= _number(number):
        yield Problem(
            "/issue/document/version",
            f"The document is version {head.version}, and the version before it is {number}.",
            "Correct one of the numbers, or compare it with an earlier version.",
        )
    if head.date and dated and head.date < dated:
        yield Problem(
            "/issue/document/date",
            f"The document is dated {long_date(head.date)}, and the version before it {long_date(dated)}."
            f"{_other_year(dated, head.date)}",
            "Correct one of the dates.",
        )


def _other_year(before: str, after: str) -> str:
    """Where only the year is wrong: 2012 between 2020 and 2021."""
    digits = sorted(after[:4])
    for year in range(int(before[:4]), int(before[:4]) + 2):
        if sorted(str(year)) == digits and f"{year}{after[4:]}" >= before:
            return f" Is it {long_date(f'{year}{after[4:]}')}?"
    return ""


@rule(
    "cover-against-history",
    Against.ITSELF,
    "history",
    together="The cover and the history disagree in {} places",
)
def head_and_history_agree(document: Document) -> Iterator[Problem]:
    """The head of the document has the number and the date that the last row of its history gives it."""
    head, history = document.issue.document, document.issue.history
    if not history:
        return
    dated = {row.version: row.date for row in history}
    if head.date and (stated := dated.get(head.version)) and stated != head.date:
        yield Problem(
            "/issue/document/date",
            f"The document is dated {long_date(head.date)}; its history dates version {head.version} "
            f"{long_date(stated)}.",
            "Correct one of the dates.",
        )
    if head.date and head.version not in dated:
        yield Problem(
            "/issue/document/version",
            f"The document is version {head.version}, and its history has no row for it.",
            "Add the row, or correct the number.",
            Against.COMPLETENESS,
        )
    last = max(history, key=lambda row: _number(row.version))
    if _number(last.version) > _number(head.version):
        yield Problem(
            "/issue/document/version",
            f"The document is version {head.version}, and its history goes on to version {last.version}.",
            "Correct the number of the document, or take the row out.",
        )
    elif (
        head.date
        and head.version not in dated
        and date.fromisoformat(head.date) < date.fromisoformat(last.date)
    ):
        yield Problem(
            "/issue/document/date",
            f"Version {head.version} is dated {long_date(head.date)}, before version {last.version} of "
            f"{long_date(last.date)}.",
            "Correct one of the dates.",
        )


@rule("status-against-history", Against.POLICY, "history", Certainty.BY_WORDS)
def status_fits_the_version(document: Document) -> Iterator[Problem]:
    """What the cover says of the document (issued, baselined, presented, for comment, and the day) fits the number and
    the date of the version, and what its history says of it."""
    head = document.issue.document
    status = head.status or ""
    step, on = _STATUS.search(status), _DAY.search(status)
    if not step or not head.date:
        return
    dated = date.fromisoformat(head.date)
    day = read_partial_date(on.group()) if on else None
    why = _against_number(document, step[1].lower()) or (
        _against_day(step[1].lower(), day.interval()[0], dated) if day else ""
    )
    if why:
        message = f"The cover says “{status}”, and {why}."
        yield Problem("/issue/document/status", message, "Correct the status, or the version.")


def _against_number(document: Document, step: str) -> str:
    """Why a version with this number and this row of the history is not what its status says."""
    number, is_draft = document.issue.document.version, document.number[0] == 0 or document.number[1] > 0
    if step.startswith("draft") or step == "presented":
        return "" if is_draft else f"version {number} is no draft"
    changes = " ".join(row.changes for row in document.issue.history if row.version == number)
    is_later = document.number > (2, 0) and changes and not _BASELINED.search(changes)
    if step == "baselined" and (is_draft or is_later):
        return f"the history does not say that version {number} was baselined"
    return ""


def _against_day(step: str, day: date, dated: date) -> str:
    """Why a version of a date is not what its status says of a day."""
    allowed = {
        "issued": (dated, dated),
        "draft of": (dated, dated),
        "baselined": (dated - timedelta(days=USUAL), dated),
    }
    first, last = allowed.get(step, (dated, date.max))
    return "" if first <= day <= last else f"the version is dated {long_date(dated.isoformat())}"
