"""A PDF as a source document: its pages are read, then put together."""

import logging
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO

import pdfplumber
import pikepdf
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException

from governance.importer.source.document import Note, Place, SourceDocument
from governance.importer.source.joining import Joiner
from governance.importer.source.pdf.edges.footnotes import footnotes_out
from governance.importer.source.pdf.edges.margins import Sheet, taken_out
from governance.importer.source.pdf.flow import blocks_of
from governance.importer.source.pdf.grids import grids_of
from governance.importer.source.pdf.letters import SecondReader
from governance.importer.source.pdf.looks import Looks
from governance.importer.source.pdf.rules import rules_of
from governance.importer.source.pdf.ticks import drawn_ticks
from governance.importer.source.pdf.words import rows_of, words_of
from secrel.core.files.inspection.findings import Unfit

MOST_PAGES = 500
FEWEST_LETTERS = 40
NO_TEXT = (
    "has no text: its pages are pictures, as a scanner makes them. Have a program recognise the text (OCR), save the "
    "result as a PDF or as text, and choose that file."
)
NO_LETTERS = (
    "has text that cannot be read, because its typefaces do not say which letters they draw. Print "
    "it to a new PDF, or "
    "have a program recognise the text (OCR), and choose that file."
)
TOO_LONG = "has {pages:,} pages; at most {most} are read. Choose the Release Implementation Document alone."


def read_pdf(data: bytes, name: str) -> SourceDocument:
    """The text of a PDF; raises Unfit if it has none or too many pages."""
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    notes: list[Note] = []
    try:
        sheets, count = _read(data, notes)
    except (PdfminerException, PDFException):  # it repairs nothing
        notes.clear()
        sheets, count = _read(_repaired(data), notes)
    _refuse_unreadable(sheets)
    margins = taken_out(sheets)
    notes += footnotes_out(sheets)
    rows = [row for sheet in sheets for row in rows_of(sheet.words, sheet.page)]
    looks, joiner = Looks.of(rows), Joiner.of(row.text for row in rows)
    blocks = tuple(blocks_of(sheets, looks, joiner))
    notes = sorted((*margins.notes, *notes), key=lambda note: (note.place.page or 0, note.place.line or 0))
    digest = sha256(data).hexdigest()
    return SourceDocument(name, "pdf", digest, blocks, tuple(notes), count, tuple(margins.lines))


def _read(data: bytes, notes: list[Note]) -> tuple[list[Sheet], int]:
    """The pages, and how many the file has."""
    with pdfplumber.open(BytesIO(data)) as pdf:
        count = len(pdf.pages)
        if count > MOST_PAGES:
            raise Unfit(TOO_LONG.format(pages=count, most=MOST_PAGES))
        second = SecondReader(data)
        sheets = list(_sheets(pdf, second, notes))
        second.close()
    return sheets, count


def _repaired(data: bytes) -> bytes:
    """The file as qpdf writes it anew, with its list of objects found again."""
    out = BytesIO()
    with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
        pdf.save(out)
    return out.getvalue()


def _sheets(pdf: pdfplumber.PDF, second: SecondReader, notes: list[Note]) -> Iterator[Sheet]:
    for number, page in enumerate(pdf.pages, 1):
        words = words_of(second.letters(number, page.chars), float(page.width))
        grids = grids_of(rules_of(page), words)
        ticks = drawn_ticks(page, grids, words)
        if ticks:
            marks = "1 drawn mark" if len(ticks) == 1 else f"{len(ticks)} drawn marks"
            notes.append(Note(f"Read as ticks in tables of page {number}: {marks}.", Place(number)))
        if not words and page.images:
            notes.append(
                Note(f"Page {number} is a picture without text, so nothing of it was read.", Place(number))
            )
        words += ticks
        for line, row in enumerate(rows_of(words, number), 1):
            for word in row.words:
                word.line = line
        yield Sheet(number, words, float(page.width), float(page.height), grids)
        page.close()


def _refuse_unreadable(sheets: list[Sheet]) -> None:
    texts = [word.text for sheet in sheets for word in sheet.words]
    unknown = sum(text.count("(cid:") for text in texts) + sum(text.count("\ufffd") for text in texts)
    letters = sum(letter.isalnum() for text in texts if "(cid:" not in text for letter in text)
    if unknown > 20 and unknown > letters:
        raise Unfit(NO_LETTERS)
    if letters < FEWEST_LETTERS:
        raise Unfit(NO_TEXT)
