"""CSV text that spreadsheets open directly, with no cell taken for a formula."""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

Rows = Iterable[Iterable[Any]]
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def as_csv(rows: Rows, *, mark: bool = True) -> str:
    """The rows as CSV text; None is an empty cell. `mark`: begins with a byte order mark, which a program that expects
    fixed columns would take for a part of the first."""
    return "".join(csv_lines(rows, mark=mark))


def csv_lines(rows: Rows, *, mark: bool = True) -> Iterator[str]:
    """The same line by line, for tables too long to hold in memory."""
    if mark:
        yield "\ufeff"  # byte order mark, by which spreadsheets detect UTF-8
    for row in rows:
        out = io.StringIO(newline="")
        csv.writer(out).writerow([_safe(value) for value in row])
        yield out.getvalue()


def _safe(value: Any) -> str:
    """The value as text, quoted if a spreadsheet would take it for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text


def yes_or_no(value: bool | None) -> str:
    """The text of a cell; empty for None."""
    return "" if value is None else "yes" if value else "no"
