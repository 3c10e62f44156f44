"""A snapshot as a Word document, for comment. It says on each page that the PDF is what counts."""

import io
from collections.abc import Iterable, Iterator
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

from governance.documents import wording
from governance.documents.blocks import (
    Block,
    Cell,
    Heading,
    Item,
    Listing,
    Paragraph,
    Row,
    Run,
    Table,
    texts_of,
)
from governance.documents.issue import created
from governance.documents.links import Links
from governance.documents.rid import annexes, appendices, front, sections
from governance.documents.text import long_date
from governance.documents.types.rid import Issue, Rid, RidContent

LANGUAGE = "en-GB"
LONG_TEXT = 1500
"""Characters in a cell from which its row may be divided: about half a page in the narrowest column of text."""
BLUE = RGBColor(0x0A, 0x5A, 0x9C)


def render_word(rid: Rid) -> bytes:
    """The document of a snapshot, {content, issue}, as DOCX."""
    content, issue = rid.content, rid.issue
    document = docx.Document()
    _set_up(document, rid)
    document.add_heading(content.release.name, 0)
    named = f"{wording.DOCUMENT_NAME}, version {issue.document.version}"
    document.add_paragraph(named, style="Subtitle")
    document.add_paragraph(wording.NOT_AUTHORITATIVE).runs[0].bold = True
    for text in _cover(content, issue):
        document.add_paragraph(text)
    every = (*sections(content, Links(issue.document.site)), *appendices(content, issue))
    document.add_heading("About this document", 1)
    _write(document, front(content))
    document.add_heading("Contents", 1)
    for section in every:
        document.add_paragraph(section.heading)
    _write(document, annexes(content))
    for section in every:
        document.add_heading(section.heading, 1)
        _write(document, section.blocks)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _cover(content: RidContent, issue: Issue) -> Iterator[str]:
    """What the document is, in lines."""
    said, go_live = issue.document, content.release.go_live
    if classification := wording.CLASSIFICATION.get(said.classification or ""):
        yield classification
    yield f"Go-live: {long_date(go_live) if go_live else 'to be set'}"
    for label, text in (
        ("Version date", said.date and long_date(said.date)),
        ("Status", said.status),
        ("Paper reference", said.reference),
    ):
        if text:
            yield f"{label}: {text}"


def _set_up(document: Document, rid: Rid) -> None:
    release, said = rid.content.release, rid.issue.document
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2)
    header = f"{release.name}: {wording.DOCUMENT_NAME} {said.version}. {wording.NOT_AUTHORITATIVE}"
    page.header.paragraphs[0].text = header
    foot = page.footer.paragraphs[0]
    for text, field in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        foot.add_run(text)
        _field(foot, field)
    document.styles["Normal"].font.size = Pt(10)
    document.styles["Normal"].font.name = "Public Sans"
    _set_language(document)
    properties = document.core_properties
    properties.title = f"{release.name}: {wording.DOCUMENT_NAME}, version {said.version}"
    properties.author, properties.language, properties.comments = "SECAS", LANGUAGE, wording.NOT_AUTHORITATIVE
    properties.created = properties.modified = datetime.fromisoformat(created(rid)).replace(tzinfo=UTC)


def _set_language(document: Document) -> None:
    """British English, for spelling and reading aloud, in the styles' defaults and the settings."""
    for part, name in ((document.styles, "w:lang"), (document.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), LANGUAGE)


def _field(paragraph: WordParagraph, name: str) -> None:
    """A field that Word works out itself, such as the page's number."""
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
    """Numbering that begins at 1 again; Word would go on counting from the list before."""
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    numbering = document.part.numbering_part.element
    numbers = numbering.add_num(numbering.num_having_numId(style).abstractNumId.val)
    numbers.add_lvlOverride(ilvl=0).add_startOverride(1)
    return numbers.numId


def _items(into: Document | _Cell, items: Iterable[Item], style: str, numbers: int | None = None) -> None:
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
    """A hyperlink, which python-docx can read and not write."""
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


def _is_long(row: Row) -> bool:
    """A row that may be longer than a page: kept in one piece, Word and others cut it off or leave a page empty."""
    return any(sum(map(len, texts_of(cell))) >= LONG_TEXT for cell in row.cells)


def _mark(row: Any, name: str) -> None:
    """Repeat a header row on each page; keep a row in one piece."""
    row.get_or_add_trPr().append(OxmlElement(name))


def _cell(place: _Cell, cell: Cell) -> None:
    if cell.bullets:
        _items(place, cell.bullets, "List Bullet")
        place._tc.remove(place.paragraphs[0]._p)
        return
    text = "Yes" if cell.tick else cell.text
    _runs(place.paragraphs[0], (Run(text, cell.href, cell.italic),))
