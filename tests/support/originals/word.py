"""A RID as the Word file that it was written in: styles, merged title rows, list numbering, header and footer."""

import io
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell

from tests.support.originals.wording import Data, Estimate, Grid, Part, Written, original, page_head

STYLES = {
    "h1": "Heading 1",
    "h2": "Heading 2",
    "p": "Normal",
    "•": "List Bullet",
    "o": "List Bullet 2",
    "title": "Title",
}
Change = Callable[[Opened], None]


def word_original(document: Data, change: Change | None = None, *, titles_in_tables: bool = True) -> bytes:
    """The file. `change`: what else was done to it before it was saved."""
    opened = Document()
    section = opened.sections[0]
    section.header.paragraphs[0].text = page_head(document)
    section.footer.paragraphs[0].text = "Page 1 of 16"
    counted = 0
    for part in original(document):
        if isinstance(part, Grid):
            _table(opened, part, titles_in_tables)
            continue
        if part.kind == "1.":
            counted += 1
            opened.add_paragraph(f"{counted}.\t{part.text}")
            continue
        counted = 0
        opened.add_paragraph(_head(part), style=STYLES[part.kind])
    if change:
        change(opened)
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def _head(part: Part) -> str:
    return part.text


def _table(opened: Opened, grid: Grid, titled: bool) -> None:
    rows = len(grid.rows) + 1 + titled
    table = opened.add_table(rows, len(grid.head), style="Table Grid")
    if titled:
        merged = table.cell(0, 0).merge(table.cell(0, len(grid.head) - 1))
        merged.text = grid.title
    else:
        opened.element.body.insert(list(opened.element.body).index(table._tbl), _bold(opened, grid.title))
    for place, row in enumerate([grid.head, *grid.rows], int(titled)):
        cells = table.rows[place].cells
        for cell, written in zip(cells, row, strict=True):
            fill(opened, cell, written)
    opened.add_paragraph()


def fill(opened: Opened, cell: _Cell, written: Written) -> None:
    """Write into a cell: a text, an estimate in italics, or points."""
    if isinstance(written, list):
        cell.paragraphs[0].style = opened.styles["List Bullet"]
        cell.paragraphs[0].add_run(written[0] if written else "")
        for text in written[1:]:
            cell.add_paragraph(text, style="List Bullet")
    elif isinstance(written, Estimate):
        cell.paragraphs[0].add_run(written.text).italic = True
    else:
        cell.paragraphs[0].add_run(written)


def _bold(opened: Opened, text: str) -> Any:
    paragraph = opened.add_paragraph()
    paragraph.add_run(text).bold = True
    element = paragraph._p
    element.getparent().remove(element)
    return element


def element(name: str, text: str = "", **attributes: str) -> Any:
    """An element of WordprocessingML; `w` is the only name space."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    if text:
        made.text = text
        made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def run(text: str, *, deleted: bool = False) -> Any:
    made = element("r")
    made.append(element("delText" if deleted else "t", text))
    return made


def tracked(what: str, text: str, author: str = "A. Writer") -> Any:
    """A tracked change: `what` is "ins" or "del"."""
    made = element(what, id="77", author=author, date="2020-01-09T10:00:00Z")
    made.append(run(text, deleted=what == "del"))
    return made
