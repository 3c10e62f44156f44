"""Reads the tables of a document in either flavour of the clipboard."""

from governance.filling.places import SHEETS
from releases.models.releases import Release
from secrel.core.editing.sheets.pasting.block import headings_of
from secrel.core.editing.sheets.pasting.headings import Headings
from secrel.core.editing.sheets.pasting.printed import read_printed
from secrel.core.editing.sheets.pasting.reading.clipboard import read_block
from secrel.core.editing.sheets.pasting.reading.commas import read_commas
from secrel.core.editing.sheets.pasting.reading.parts import Part, read_parts
from secrel.core.editing.sheets.pasting.reading.table import LONGEST_HTML, Block, Line
from secrel.core.editing.sheets.sheet import opened


def read_tables(release: Release, text: str, html: str) -> list[Part]:
    """The tables and lists, in order. Without HTML, a table of the text begins where headings of a sheet stand. Raises
    NoTable."""
    parts = read_parts(html) if html and len(html) <= LONGEST_HTML else []
    if parts or not text.strip():
        return parts
    headings = [headings_of(opened(make(release))) for make in SHEETS.values()]
    if block := read_commas(text) or ("\t" in text and read_block(text)):
        return [Part("", table) for table in _split(block, headings) if table]
    return [Part("", table) for each in headings if (table := read_printed(text, each))]


def _split(block: Block, headings: list[Headings]) -> list[Block]:
    """The tables of a block: each begins with a row that holds headings of a sheet and nothing else."""
    tables: list[Block] = [[]]
    for line in block:
        if tables[-1] and any(_are_headings(line, each) for each in headings):
            tables.append([])
        if not line.is_empty:
            tables[-1].append(line)
    return tables


def _are_headings(line: Line, headings: Headings) -> bool:
    """Whether each cell is a heading of another column: “DCC” beside its name in full is a row of a glossary."""
    texts = [text for text in line if text.strip()]
    meant = headings.meant(texts)
    return (
        headings.is_whole_row(line)
        and None not in meant
        and len({id(column) for column in meant}) == len(texts)
    )
