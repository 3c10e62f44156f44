"""Page headers and footers: what stands at the edge of most pages, in the same words but for figures."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from governance.importer.source.document import Line, Note, Place
from governance.importer.source.pdf.grids import Grid
from governance.importer.source.pdf.words import ARTIFACT, FIGURE, Row, Word, fragments, rows_of

EDGE = 0.16
"""The part of a page at its top and at its bottom where they stand."""
MOST_ROWS = 6
_PAGE_NUMBER = re.compile(
    r"^(?:page|p\.?)?\s?[-–]?\s?\d{1,3}\s?[-–]?(?:\s?(?:of|/)\s?\d{1,3})?$", re.IGNORECASE
)
_LEADERS = re.compile(r"(?:\.\s?){4}")
_DOTS = re.compile(r"(?:\.\s?){4}\s*\d{1,3}$|(?:\.\s?){12}$")
"""The end of a line in a table of contents."""
_FIGURES = re.compile(r"\d+")


class Sheet(Struct):
    """A page as read: its words, its size and its drawn tables."""

    page: int
    words: list[Word]
    width: float
    height: float
    grids: list[Grid]


class Margins(Struct):
    lines: list[Line]
    notes: list[Note]


def taken_out(sheets: Sequence[Sheet]) -> Margins:
    """Page headers and footers, and the words of drawings; they are taken out of the sheets."""
    found: dict[str, list[tuple[Row, str]]] = {}
    for sheet in sheets:
        artifacts = [word for word in sheet.words if word.tag == ARTIFACT]
        for row in rows_of(artifacts, sheet.page):
            found.setdefault(_key(row), []).append((row, _edge(row, sheet)))
        figures = [word for word in sheet.words if word.tag == FIGURE]
        sheet.words = [word for word in sheet.words if word.tag not in (ARTIFACT, FIGURE)]
        if figures:
            found.setdefault(f"figure {sheet.page}", []).append((Row(figures, sheet.page), "drawing"))
    contents, aside = _others(sheets)
    for sheet, row, where in _repeated(sheets):
        found.setdefault(_key(row), []).append((row, where))
        gone = {id(word) for word in row.words}
        sheet.words = [word for word in sheet.words if id(word) not in gone]
    lines = [
        Line(rows[0][0].text, _place(rows[0][0]), is_bold=rows[0][0].is_bold)
        for rows in found.values()
        if rows[0][1] != "drawing"
    ]
    return Margins(lines, [*contents, *aside, *(_note(rows) for rows in found.values())])


def _others(sheets: Sequence[Sheet]) -> tuple[list[Note], list[Note]]:
    """Take out the table of contents, and words that run upwards outside tables, such as a stamp."""
    contents: list[Note] = []
    aside: list[Note] = []
    for sheet in sheets:
        turned = [
            word
            for word in sheet.words
            if word.turn and not any(grid.place(word.centre, word.middle) for grid in sheet.grids)
        ]
        upright = [word for word in sheet.words if not word.turn]
        dotted = [row for row in rows_of(upright, sheet.page) if _DOTS.search(row.text)]
        if dotted and not contents:
            contents.append(Note("The table of contents was left out.", _place(dotted[0])))
        if turned:
            text = " ".join(word.text for word in turned)[:120]
            aside.append(
                Note(f"Words that do not run from left to right were left out: “{text}”.", Place(sheet.page))
            )
        gone = {id(word) for word in (*turned, *(word for row in dotted for word in _entry(row)))}
        sheet.words = [word for word in sheet.words if id(word) not in gone]
    return contents, aside


def _entry(row: Row) -> list[Word]:
    """The words of an entry of the table of contents, without those of a column of text beside it."""
    parts = fragments(row, 0.9)
    at = next((n for n, part in enumerate(parts) if _LEADERS.search(" ".join(word.text for word in part))), 0)
    lettered = any(word.text[:1].isalpha() for word in parts[at])
    return [word for part in parts[at if lettered else 0 :] for word in part]


def _repeated(sheets: Sequence[Sheet]) -> Iterator[tuple[Sheet, Row, str]]:
    edges = [(sheet, where, _edge_rows(sheet, where)) for sheet in sheets for where in ("top", "bottom")]
    pages: dict[tuple[str, str], set[int]] = {}
    for sheet, where, rows in edges:
        for row in rows:
            pages.setdefault((where, _key(row)), set()).add(sheet.page)
    fewest = max(2, round(0.4 * len(sheets)))
    for sheet, where, rows in edges:
        for place, row in enumerate(rows):
            is_number = _PAGE_NUMBER.match(row.text) and (place == 0 or "page" in row.text.casefold())
            if len(pages[where, _key(row)]) >= fewest or is_number:
                yield sheet, row, where


def _edge_rows(sheet: Sheet, where: str) -> list[Row]:
    """The rows at an edge of a page, from the edge inwards; none of a table."""
    limit = EDGE * sheet.height
    is_top = where == "top"
    rows = rows_of(sheet.words, sheet.page)
    kept: list[Row] = []
    for row in rows if is_top else reversed(rows):
        is_far = row.bottom > limit if is_top else row.top < sheet.height - limit
        parts = fragments(row)
        if is_far or len(kept) == MOST_ROWS or (row.is_bold and len(parts) > 2) or _is_in_grid(row, sheet):
            break
        kept.append(row)
    return kept


def _is_in_grid(row: Row, sheet: Sheet) -> bool:
    return any(grid.place(word.centre, word.middle) for grid in sheet.grids for word in row.words)


def _edge(row: Row, sheet: Sheet) -> str:
    return "top" if row.bottom < sheet.height / 2 else "bottom"


def _key(row: Row) -> str:
    return "".join(_FIGURES.sub("#", row.text).casefold().split())


def _place(row: Row) -> Place:
    return Place(row.page, row.number or None)


def _note(rows: Sequence[tuple[Row, str]]) -> Note:
    row, where = rows[0]
    text = row.text if len(row.text) <= 120 else f"{row.text[:117]}…"
    if where == "drawing":
        return Note(f"The words of a drawing on page {row.page} were left out: “{text}”.", _place(row))
    pages = f"page {row.page}" if len(rows) == 1 else f"{len(rows)} pages"
    return Note(
        f"“{text}” at the {where} of {pages} was left out, as it is no part of the text.", _place(row)
    )
