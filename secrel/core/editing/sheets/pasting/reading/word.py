"""Read the tables of a Word file (.docx) as they would be pasted from Word: lists nested, merged cells known."""

import io
import zipfile

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from secrel.core.editing.sheets.pasting.reading.table import (
    ACROSS,
    DOWN,
    FIRST,
    MOST_CELLS,
    WIDE,
    Block,
    Line,
    NoTable,
    trimmed,
)

LARGEST = 20 * 1024 * 1024
"""Bytes of all parts of a file, unpacked."""


def read_word(content: bytes) -> list[Block]:
    """The tables of the file, each as a block. Raises NoTable if it is no Word file, or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST:
                raise NoTable
        tables = docx.Document(io.BytesIO(content)).tables
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise NoTable from error
    blocks, number = [], 1
    for table in tables:
        block = _block(table, number)
        number += len(block)
        blocks.append(trimmed(block))
    return [block for block in blocks if block]


def _block(table: Table, number: int) -> Block:
    """The rows of a table. python-docx gives a merged cell once for each place that it covers."""
    block: Block = []
    above: list[object] = []
    cells = 0
    for n, row in enumerate(table.rows):
        texts, joined, here = [], {}, []
        for at, cell in enumerate(row.cells):
            cells += 1
            if cells > MOST_CELLS:
                raise NoTable
            mark = cell._tc
            if here and here[-1] is mark:
                texts.append("")
                joined[at] = ACROSS
            else:
                texts.append(_text_of(cell))
                joined |= {at: DOWN} if at < len(above) and above[at] is mark else {}
            here.append(mark)
        _mark_beginnings(block[-1] if block else None, joined, here)
        block.append(Line(texts, number + n, joined))
        above = here
    return block


def _mark_beginnings(line: Line | None, joined: dict[int, str], here: list[object]) -> None:
    for at, how in list(joined.items()):
        if how == DOWN and line is not None and line.joined.get(at) is None:
            line.joined[at] = FIRST
        if how == ACROSS and at - 1 not in joined and at and here[at - 1] is here[at]:
            joined[at - 1] = WIDE


def _text_of(cell: _Cell) -> str:
    return "\n".join(filter(str.strip, map(_line, cell.paragraphs)))


def _line(paragraph: Paragraph) -> str:
    """The text of a paragraph; an item of a list gets a mark for its level."""
    text = " ".join(paragraph.text.split())
    level = _level(paragraph)
    return text if level is None or not text else f"{'  ' * level}{'o' if level else '•'} {text}"


def _level(paragraph: Paragraph) -> int | None:
    """The level of a list item from 0, by its numbering or its style (List Bullet 2); None for other paragraphs."""
    properties = paragraph._p.pPr
    numbering = properties.numPr if properties is not None else None
    if numbering is not None and numbering.numId is not None and numbering.numId.val:
        found = numbering.find(qn("w:ilvl"))
        return int(found.get(qn("w:val"))) if found is not None else 0
    name = paragraph.style.name if paragraph.style is not None else ""
    if not (name or "").startswith(("List Bullet", "List Number")):
        return None
    last = name.rsplit(" ", 1)[-1]
    return int(last) - 1 if last.isdecimal() else 0
