"""Read cells as spreadsheets put them on the clipboard: tabs between cells, a line break after each row.

A cell that contains a line break, a tab or (Google Sheets) a quotation mark is put in quotation marks, and its own are
doubled (RFC 4180). Excel and LibreOffice leave a cell as it is if it only begins with a quotation mark.
"""

import re

from secrel.core.editing.sheets.pasting.reading.table import Block, NoTable, numbered, trimmed

LONGEST_CELL = 100_000
_END = re.compile(r"[\t\n]")


def read_block(text: str) -> Block:
    """The cells of each row, empty rows included except at the end. Raises NoTable."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows: list[list[str]] = [[]]
    at, lines = 0, _Lines(text)
    while at <= len(text):
        cell, at = _quoted(text, at, lines, len(rows[0])) or _bare(text, at)
        if len(cell) > LONGEST_CELL:
            raise NoTable
        rows[-1].append(cell)
        if text[at : at + 1] == "\n":
            rows.append([])
        at += 1
    return trimmed(numbered(rows))


def _bare(text: str, at: int) -> tuple[str, int]:
    """The cell up to the next tab or line break, and the index of that."""
    found = _END.search(text, at)
    end = found.start() if found else len(text)
    return text[at:end], end


def _quoted(text: str, at: int, lines: "_Lines", width: int) -> tuple[str, int] | None:
    """The cell in quotation marks and the index after it; None where it only begins with a quotation mark.

    A tab inside counts only in a cell of one line, and not where the line is as wide as the first row without it: two
    cells with one mark each are more likely than one with a tab.
    """
    if text[at : at + 1] != '"':
        return None
    end = text.find('"', at + 1)
    while end >= 0 and text[end + 1 : end + 2] == '"':
        end = text.find('"', end + 2)
    if end < 0 or text[end + 1 : end + 2] not in ("", "\t", "\n"):
        return None
    cell = text[at + 1 : end]
    if "\t" in cell and ("\n" in cell or lines.width(at) == width):
        return None
    return cell.replace('""', '"'), end + 1


class _Lines:
    """How many cells the line at an index has if quotation marks are ignored; each line is counted once."""

    def __init__(self, text: str) -> None:
        self.text, self.end, self.cells = text, -1, 0

    def width(self, at: int) -> int:
        if at > self.end:
            begin = self.text.rfind("\n", 0, at) + 1
            self.end = (self.text.find("\n", at) + 1 or len(self.text) + 1) - 1
            self.cells = self.text.count("\t", begin, self.end) + 1
        return self.cells
