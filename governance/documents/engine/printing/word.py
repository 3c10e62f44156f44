"""A document as DOCX, for comment. Each page states that the PDF is authoritative."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from governance.documents.engine.blocks import (
    Block,
    Heading,
    Listing,
    ListItem,
    Paragraph,
    Run,
    Table,
    TableCell,
    TableRow,
    texts_of,
)
from governance.documents.engine.facts import Fact
from governance.documents.engine.kind import DocumentKind, WordForm

LANGUAGE = "en-GB"
LONG_TEXT = 1500
"""From this many characters in a cell, its row may be divided: about half a page in the narrowest column."""
BLUE = RGBColor(0x0A, 0x5A, 0x9C)


def render_word(kind: DocumentKind, document: Fact) -> bytes:
    """The document as DOCX."""
    form = kind.word(document)
    written = docx.Document()
    _set_up(written, form, kind.created(document))
    written.add_heading(form.title, 0)
    written.add_paragraph(form.name, style="Subtitle")
    written.add_paragraph(form.note).runs[0].bold = True
    for text in form.cover:
        written.add_paragraph(text)
    written.add_heading("About this document", 1)
    _write(written, form.front)
    written.add_heading("Contents", 1)
    for chapter in form.chapters:
        written.add_paragraph(chapter.heading)
    _write(written, form.before)
    for chapter in form.chapters:
        written.add_heading(chapter.heading, 1)
        _write(written, chapter.blocks)
    out = io.BytesIO()
    written.save(out)
    return out.getvalue()


def _set_up(document: Document, form: WordForm, created: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    page.header.paragraphs[0].text = f"{form.title}: {form.running_name}. {form.note}"
    foot = page.footer.paragraphs[0]
    for text, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        foot.add_run(text)
        _field(foot, field)
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Normal"].font.name = "Public Sans"
    _set_language(document)
    properties = document.core_properties
    properties.title = f"{form.title}: {form.name}"
    properties.author, properties.language, properties.comments = "SECAS", LANGUAGE, form.note
    properties.created = properties.modified = datetime.fromisoformat(created).replace(tzinfo=UTC)


def _set_language(document: Document) -> None:
    """British English, for spelling and reading aloud, in the styles' defaults and the settings."""
    for part, name in ((document.styles, "w:lang"), (document.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), LANGUAGE)


def _field(paragraph: WordParagraph, name: str) -> None:
    """A field that Word computes, such as the page number."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(paragraph.add_run("1")._r)
    paragraph._p.append(field)


def _write(document: Document, blocks: Iterable[Block]) -> None:
    for block in blocks:
        if isinstance(block, Heading):
            document.add_heading(block.text, 2)
        elif isinstance(block, Paragraph):
            _runs(document.add_paragraph(), block.runs)
        elif isinstance(block, Listing):
            numbers = _new_numbers(document) if block.numbered else None
            _items(document, block.items, "List Number" if block.numbered else "List Bullet", numbers)
        else:
            _table(document, block)


def _new_numbers(document: Document) -> int:
    """Numbering that restarts at 1; otherwise Word continues from the list before."""
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    numbers = numbering.add_num(numbering.num_having_numId(style).abstractNumId.val)
    numbers.add_lvlOverride(ilvl=0).add_startOverride(1)
    return numbers.numId


def _items(into: Document | _Cell, items: Iterable[ListItem], style: str, numbers: int | None = None) -> None:
    for item in items:
        paragraph = into.add_paragraph(style=style)
        if numbers is not None:
            paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbers
        _runs(paragraph, item.runs)
        for text in item.sub:
            into.add_paragraph(text, style="List Bullet 2")


def _runs(paragraph: WordParagraph, runs: Iterable[Run]) -> None:
    for run in runs:
        if run.href:
            _link(paragraph, run.text, run.href)
        else:
            paragraph.add_run(run.text).italic = run.italic or None


def _link(paragraph: WordParagraph, text: str, href: str) -> None:
    """Add a hyperlink, which python-docx cannot write."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.color.rgb, run.font.underline = BLUE, True
    link.append(run._r)
    paragraph._p.append(link)


def _table(document: Document, block: Table) -> None:
    document.add_paragraph(block.caption, style="Caption").paragraph_format.keep_with_next = True
    rows = [*block.rows, *([block.foot] if block.foot else [])]
    table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _mark(table.rows[0]._tr, "w:tblHeader")
    for row in rows:
        written = table.add_row()
        if not _is_long(row):
            _mark(written._tr, "w:cantSplit")
        for place, cell in zip(written.cells, row.cells, strict=True):
            _cell(place, cell)
    document.add_paragraph()


def _is_long(row: TableRow) -> bool:
    """Whether a row may be longer than a page. Undivided, Word would cut it off or leave a page empty."""
    return any(sum(map(len, texts_of(cell))) >= LONG_TEXT for cell in row.cells)


def _mark(row: Any, name: str) -> None:
    """Set a property of a row: repeat it as a header, or do not divide it."""
    row.get_or_add_trPr().append(OxmlElement(name))


def _cell(place: _Cell, cell: TableCell) -> None:
    if cell.bullets:
        _items(place, cell.bullets, "List Bullet")
        place._tc.remove(place.paragraphs[0]._p)
        return
    text = "Yes" if cell.tick else cell.text
    _runs(place.paragraphs[0], (Run(text, cell.href, cell.italic),))
