"""A Word file as a source document."""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as Opened
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.parser import oxml_parser
from lxml import etree

from governance.importer.source.document import Line, Note, SourceDocument
from governance.importer.source.docx.body import Body
from governance.importer.source.docx.names import Element, W
from governance.importer.source.docx.runs import Fields, text_of
from governance.importer.source.docx.styles import Styles
from governance.importer.source.joining import key
from governance.importer.source.marks import clean
from secrel.core.files.inspection.findings import DAMAGED, Unfit

NO_TEXT = (
    "has no text. If its pages are pictures, have a program recognise the text (OCR), and choose that file."
)
FEWEST_LETTERS = 40
MARGINS = {"header": "header", "footer": "footer"}


def read_docx(data: bytes, name: str) -> SourceDocument:
    """The text of a Word file; raises Unfit if it cannot be opened or has no text."""
    try:
        opened = Document(BytesIO(data))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, etree.LxmlError) as error:
        raise Unfit(DAMAGED.format("Word’s own parts are missing or broken")) from error
    styles = Styles.of(opened.styles.element, _part(opened, "numbering"))
    body = Body(styles, dict(_comments(opened)))
    blocks = tuple(body.blocks(opened.element.body))
    letters = sum(letter.isalnum() for block in blocks for letter in _text(block))
    if letters < FEWEST_LETTERS:
        raise Unfit(NO_TEXT)
    margins = tuple(_margins(opened, styles))
    notes = (*body.notes, *(Note(f"“{line.text}” in headers or footers was left out.") for line in margins))
    digest = sha256(data).hexdigest()
    return SourceDocument(name, "docx", digest, blocks, notes, margins=margins)


def _text(block: object) -> str:
    if isinstance(block, Line):
        return block.text
    return "".join(cell.text for row in getattr(block, "rows", ()) for cell in row)


def _part(opened: Opened, kind: str) -> Element | None:
    """The root of a part beside the text, if the file has one that can be read."""
    for relation in opened.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(f"/{kind}"):
            continue
        try:
            return etree.fromstring(relation.target_part.blob, oxml_parser)
        except etree.LxmlError as error:
            raise Unfit(DAMAGED.format(f"its part {kind} is broken")) from error
    return None


def _comments(opened: Opened) -> Iterator[tuple[str, tuple[str, str]]]:
    """Who said what, by the number of the comment."""
    part = _part(opened, "comments")
    for row in part.iterfind(W + "comment") if part is not None else ():
        said = clean(
            " ".join("".join(node.text or "" for node in text.iter(W + "t")) for text in row.iter(W + "p"))
        )
        yield row.get(W + "id") or "", (row.get(W + "author") or "", said)


def _margins(opened: Opened, styles: Styles) -> Iterator[Line]:
    """What headers and footers say, each once."""
    seen: set[str] = set()
    for relation in opened.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/header", "/footer")):
            continue
        try:
            root = etree.fromstring(relation.target_part.blob, oxml_parser)
        except etree.LxmlError as error:
            raise Unfit(DAMAGED.format("a header or footer is broken")) from error
        for paragraph in root.iter(W + "p"):
            text = clean(text_of(paragraph, styles, Fields()).text)
            if text and key(text) not in seen:
                seen.add(key(text))
                yield Line(text)
