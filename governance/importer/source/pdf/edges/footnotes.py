"""Footnotes: small lines at the foot of a page that begin with a figure or a mark."""

import re
from collections import Counter
from collections.abc import Sequence

from governance.importer.source.document import Note, Place
from governance.importer.source.pdf.edges.margins import Sheet
from governance.importer.source.pdf.words import Row, fragments, rows_of

SMALL = 0.82
"""The size of their letters, compared with the text, at most."""
_BEGINS = re.compile(r"^(?:\d{1,2}|[*†‡])[.)]?\s*[A-Z‘“(]")


def footnotes_out(sheets: Sequence[Sheet]) -> list[Note]:
    """Take the footnotes out of the sheets, with a note for each."""
    sizes = Counter[float]()
    for sheet in sheets:
        for word in sheet.words:
            sizes[word.size] += len(word.text)
    if not sizes:
        return []
    text = sizes.most_common(1)[0][0]
    return [note for sheet in sheets for note in _of_page(sheet, text)]


def _of_page(sheet: Sheet, text: float) -> list[Note]:
    rows = rows_of(sheet.words, sheet.page)
    small: list[Row] = []
    while rows and _is_small(rows[-1], sheet, text):
        small.insert(0, rows.pop())
    while small and not _BEGINS.match(small[0].text):
        small.pop(0)
    gone = {id(word) for row in small for word in row.words}
    sheet.words = [word for word in sheet.words if id(word) not in gone]
    notes: list[str] = []
    for row in small:
        if _BEGINS.match(row.text):
            notes.append(row.text)
        else:
            notes[-1] = f"{notes[-1]} {row.text}"
    return [Note(f"A footnote was left out: “{said[:120]}”.", Place(sheet.page)) for said in notes]


def _is_small(row: Row, sheet: Sheet, text: float) -> bool:
    is_free = not any(grid.place(word.centre, word.middle) for grid in sheet.grids for word in row.words)
    return is_free and row.size <= SMALL * text and len(fragments(row)) <= 2
