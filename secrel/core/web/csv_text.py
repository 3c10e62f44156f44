"""Tables as CSV text that spreadsheets open as they are, and take nothing in for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

Rows = Iterable[Iterable[Any]]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_csv(rows: Rows) -> str:
    """The rows as text, marked as UTF-8; None is an empty cell."""
    return "".join(csv_lines(rows))


def csv_lines(rows: Rows) -> Iterator[str]:
    """The same, line by line, for what is too long to hold."""
    yield "\ufeff"  # spreadsheets take it for UTF-8 by this mark
    for row in rows:
        out = io.StringIO(newline="")
        csv.writer(out).writerow([_safe(value) for value in row])
        yield out.getvalue()


def _safe(value: Any) -> str:
    """A spreadsheet must not take a text for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


def yes_or_no(value: bool | None) -> str:
    """As a cell says it; nothing where it is not known."""
    return "" if value is None else "yes" if value else "no"
