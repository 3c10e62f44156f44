"""Change Requests and annexes as documents print them in lists, made into tables with the headings of their sheets."""

from collections.abc import Iterable

QUOTES = {"‘": "’", "“": "”", "'": "'", '"': '"'}
STILL = ", still to come"
COMING = " (to come"
_MARKS = "•o▪–- 0123456789.)"
Rows = list[list[str]]


def change_requests_in(rows: Rows) -> Rows | None:
    """“CR1088 ‘Title’ what it does”, each item one; None for any other list."""
    found = [_change_request(text) for text in _items(rows)]
    lines = [line for line in found if line]
    return [["Reference", "Title", "Description"], *lines] if lines and len(lines) == len(found) else None


def _change_request(text: str) -> list[str] | None:
    reference, _, rest = text.partition(" ")
    rest = rest.lstrip()
    if not (reference.startswith("CR") and reference[2:].isdecimal() and rest[:1] in QUOTES):
        return None
    title, found, description = rest[1:].partition(f"{QUOTES[rest[0]]} ")
    return [reference, title, description.strip()] if found else None


def annexes_in(rows: Rows) -> Rows | None:
    """“Annex A: Title (to come, expected in Feb 21, from the DCC)”, each item one; None for any other list."""
    found = [_annex(text) for text in _items(rows)]
    lines = [line for line in found if line]
    heads = ["Annex", "Title", "State", "Expected", "From"]
    return [heads, *lines] if lines and len(lines) == len(found) else None


def _annex(text: str) -> list[str] | None:
    label, found, title = text.partition(": ")
    if not found:
        label, found, title = text.partition(" – ")
    if not (found and label.startswith("Annex ") and label[6:].isalnum()):
        return None
    if title.endswith(STILL):
        return [label, title.removesuffix(STILL), "To come", "", ""]
    title, is_coming, rest = title.partition(COMING)
    expected = owner = ""
    for part in rest.removesuffix(")").split(", "):
        if part.startswith("expected "):
            expected = part.removeprefix("expected ").removeprefix("in ").removeprefix("on ")
        elif part.startswith("from "):
            owner = part.removeprefix("from ")
    return [label, title, "To come" if is_coming else "There", expected, owner]


def _items(rows: Rows) -> Iterable[str]:
    """The items of a list below its heading, without their marks; nothing for a table of several columns."""
    if max(map(len, rows), default=0) != 1:
        return ()
    items = rows[1:] if len(rows) > 1 else rows
    return [" ".join(row[0].split()).lstrip(_MARKS) for row in items if row and row[0].strip()]
