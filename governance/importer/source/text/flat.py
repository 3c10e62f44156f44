"""Tables that an extract printed as running text: a row of headings, then cells one after another.

Some extracts put a space after each cell that has one line and a blank line after each that has several. So an empty
cell shows as one more space, and it is known where a tick stood. Where the spaces are lost, cells are doubtful.
"""

import re
from collections.abc import Callable, Sequence

from governance.importer.source.document import Cell, Line, Table
from governance.importer.source.text.cleaning import Raw
from governance.importer.source.text.flat_rows import (
    Body,
    cost_rows,
    glossary_rows,
    history_rows,
    matrix_rows,
    summary_rows,
)
from governance.importer.source.text.flat_timeline import timeline_rows
from governance.importer.words.columns import (
    FLAT,
    LONGEST,
    ONLY,
    column_of,
    is_reference,
    kind_of,
    run_together,
)
from governance.importer.words.headings import TITLES, heading_of
from governance.importer.words.references import document_at, modification_at
from secrel.core.values.texts import folded, one_line

MOST_HEAD = 8
"""Lines over which a row of headings goes at most."""
READERS: dict[str, Callable[[Body], list[tuple[Cell, ...]]]] = {
    "matrix": matrix_rows,
    "documents": matrix_rows,
    "costs": cost_rows,
    "timeline": timeline_rows,
    "history": history_rows,
    "glossary": glossary_rows,
    "parties": summary_rows,
    "areas": summary_rows,
}


def flat_table(lines: Sequence[Raw], at: int) -> tuple[Table | None, int]:
    """The table whose row of headings begins at a line, and the place after it; (None, at) if there is none."""
    head, start = head_at(lines, at)
    if not head:
        return None, at
    kind = kind_of([column_of(text) for text in head])
    body, end = _body(lines, start, head, kind)
    rows = READERS[kind](Body(tuple(head), tuple(body), lines[at]))
    if not rows:
        return None, at
    first = tuple(Cell((Line(text, lines[at].place),)) for text in head)
    return Table((first, *rows), "", lines[at].place), end


def head_at(lines: Sequence[Raw], at: int) -> tuple[list[str], int]:
    """The headings of a table that begin at a line, and the place after them."""
    if "\t" in lines[at].text or folded(lines[at].text) in TITLES or not column_of(_first(lines[at].text)):
        return [], at
    best: tuple[list[str], int] = ([], at)
    words: list[str] = []
    for end in range(at, min(at + MOST_HEAD, len(lines))):
        if end > at and lines[end].blanks > 2:
            break
        words += lines[end].text.split()
        if len(words) > 60:
            break
        if (found := run_together(tuple(words))) and _is_head([column_of(text) for text in found]):
            best = (found, end + 1)
    return best


def _is_head(keys: list[str]) -> bool:
    """Whether these are the columns of one table, so that none is the label of its first row."""
    kind = kind_of(keys)
    return bool(kind) and all(
        key in ONLY[kind] or (kind == "documents" and is_reference(key)) for key in keys
    )


def _first(text: str) -> str:
    """The longest column heading with which a line begins."""
    words = text.split()
    for length in range(min(LONGEST, len(words)), 0, -1):
        phrase = " ".join(words[:length])
        if folded(phrase) in FLAT or (length == 1 and modification_at(phrase)):
            return phrase
    return words[0] if words else ""


def _body(lines: Sequence[Raw], start: int, head: list[str], kind: str) -> tuple[list[Raw], int]:
    """The lines of the rows: up to a heading, another table or text that is none of its rows."""
    body: list[Raw] = []
    keys = [column_of(text) for text in head]
    at = start
    while at < len(lines):
        line = lines[at]
        shown = one_line(line.text)
        other, after = head_at(lines, at)
        if other:
            if [column_of(text) for text in other] != keys:
                break
            at = after
            continue
        if folded(shown) in TITLES and at + 1 < len(lines) and head_at(lines, at + 1)[0]:
            if [column_of(text) for text in head_at(lines, at + 1)[0]] != keys:
                break
            at += 1
            continue
        if "\t" in line.text or line.heading or _ends(kind, shown, keys):
            break
        body.append(line)
        at += 1
    return body, at


def _ends(kind: str, shown: str, keys: list[str]) -> bool:
    """Whether a line cannot be of the table's rows."""
    found = heading_of(shown)
    if found and kind in ("timeline", "parties", "areas") and not found.is_numbered:
        return (
            found.text == shown
            and found.key
            in {"documents", "other_codes", "testing", "dcc_testing", "user_testing", "costs", "parties"}
            and not shown.endswith("Parties")
        )
    if found:
        return True
    if kind in ("matrix", "documents", "costs"):
        is_row = (
            bool(_ROW_STARTS.match(shown) or document_at(shown) or modification_at(shown))
            or len(shown.split()) <= 2
            or (kind == "costs" and shown.startswith("£"))
        )
        return not is_row
    return False


_ROW_STARTS = re.compile(
    r"(?:SECMP|5ECMP|MP|DP|CR)\s?-?[0-9OQIl]|Section |Schedule |Appendix |Sched|Total|Share of|"
    r"Combined|[✓✔☑✅√xXyYvN£-]\s|[✓✔☑✅√]"
)
