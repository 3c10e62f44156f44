"""The versions of a document in their order: numbers and dates of its history and of its head."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Problem, rule
from governance.documents.engine.text import long_date

Number = tuple[int, int]


def _number(version: str) -> Number:
    major, _, minor = version.partition(".")
    return int(major), int(minor or 0)


@rule("history-out-of-order", Against.ITSELF, "history")
def versions_are_in_order(document: Document) -> Iterator[Problem]:
    """The rows of the history stand in the order of their versions, and each is dated on or after the one before."""
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


def _other_year(before: str, after: str) -> str:
    """Where only the year is wrong: 2012 between 2020 and 2021."""
    digits = sorted(after[:4])
    for year in range(int(before[:4]), int(before[:4]) + 2):
        if sorted(str(year)) == digits and f"{year}{after[4:]}" >= before:
            return f" Is it {long_date(f'{year}{after[4:]}')}?"
    return ""


@rule("cover-against-history", Against.ITSELF, "history")
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
