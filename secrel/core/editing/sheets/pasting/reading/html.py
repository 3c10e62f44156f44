"""Read the tables of an HTML text, as Word, Excel, LibreOffice, Google Sheets and browsers put them on the clipboard.

A cell becomes text with a line for each paragraph. An item of a list keeps a mark ("• ", and "o " after two spaces for
each level below), also where Word writes lists as paragraphs with the mark in the text (`mso-list`). A cell merged over
rows has its text in each of them; one merged over columns has it in the first.
"""

import re
from collections.abc import Iterator
from html import escape
from itertools import takewhile

from lxml import html
from lxml.etree import ParserError

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

BLOCKS = {
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "td",
    "th",
    "table",
    "dd",
    "dt",
}
UNSEEN = {"style", "script", "head", "title", "meta", "link", "template", "svg", "select", "datalist"}
MOST_JOINED = 300
"""The most rows or columns of a merged cell that are read."""
LEVEL = re.compile(r"mso-list:[^;]{0,40}?level([1-9])", re.IGNORECASE)
_IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display:\s*none|mso-hide:\s*all", re.IGNORECASE)
_SHOWN_AS_BLOCK = re.compile(r"display:\s*block", re.IGNORECASE)
_GAPS = re.compile(r"[ \t\r\n\f\xa0]+")
_NUMBER = re.compile(r"\(?[0-9a-z]{1,4}[.)]")


def read_html(text: str) -> list[Block]:
    """The tables of the text, each as a block. Without a table, its lists and paragraphs as a block of one column if
    there is a list, else none. Raises NoTable for a table that is too large."""
    root = parsed(text)
    if root is None:
        return []
    tables = [table for table in root.iter("table") if not _is_inside(table, "table")]
    if tables:
        numbers = iter(range(1, MOST_CELLS))
        return [block for table in tables if (block := table_of(table, numbers))]
    if root.find(".//li") is None and not LEVEL.search(text):
        return []
    lines = text_of(root).split("\n")
    return [trimmed([Line([line], n) for n, line in enumerate(filter(str.strip, lines), start=1)])]


def parsed(text: str) -> html.HtmlElement | None:
    """The document; None if there is none in the text."""
    try:
        return html.document_fromstring(text.replace("\x00", ""))
    except (ParserError, ValueError):
        return None


def _is_inside(element: html.HtmlElement, tag: str) -> bool:
    return any(parent.tag == tag for parent in element.iterancestors(tag))


def table_of(table: html.HtmlElement, numbers: Iterator[int]) -> Block:
    """A `<table>` as a block, its lines numbered on."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    texts: list[dict[int, str]] = [{} for _ in rows]
    joined: list[dict[int, str]] = [{} for _ in rows]
    cells = 0
    for n, row in enumerate(rows):
        at = 0
        for cell in row.iterchildren("td", "th"):
            while at in texts[n]:
                at += 1
            down, across = min(_count(cell, "rowspan"), len(rows) - n), _count(cell, "colspan")
            text = text_of(cell)
            cells += down * across
            if cells > MOST_CELLS:
                raise NoTable
            for below in range(down):
                for right in range(across):
                    texts[n + below][at + right] = "" if right else text
                    if how := _how(below, right, down, across):
                        joined[n + below][at + right] = how
            at += across
    block = []
    for n, found in enumerate(texts):
        width = max(found, default=-1) + 1
        block.append(Line((found.get(at, "") for at in range(width)), next(numbers), joined[n]))
    return trimmed(block)


def _how(below: int, right: int, down: int, across: int) -> str:
    if right:
        return ACROSS
    if below:
        return DOWN
    return WIDE if across > 1 else FIRST if down > 1 else ""


def _count(cell: html.HtmlElement, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(max(int(text), 1), MOST_JOINED) if text.isdecimal() and len(text) < 9 else 1


class _Text:
    """Collects the text of an element, line by line."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.parts: list[str] = []
        self.mark = ""

    def end_line(self, *, is_break: bool = False) -> None:
        text = _GAPS.sub(" ", "".join(self.parts)).strip()
        if text or is_break:
            self.lines.append(f"{self.mark}{text}" if text else "")
            self.mark = " " * len(self.mark)  # what follows in the same item is indented, without a mark
        self.parts = []


def text_of(element: html.HtmlElement) -> str:
    """The text of an element, a line for each paragraph; items of lists keep a mark."""
    found = _Text()
    _walk(element, found, 0)
    found.end_line()
    while found.lines and not found.lines[-1].strip():
        found.lines.pop()
    lines = [line for n, line in enumerate(found.lines) if line.strip() or (n and found.lines[n - 1].strip())]
    return "\n".join(lines)


def _walk(element: html.HtmlElement, found: _Text, depth: int) -> None:
    found.parts.append(element.text or "")
    for child in element:
        if isinstance(child.tag, str):
            _child(child, found, depth)
        found.parts.append(child.tail or "")


def _child(child: html.HtmlElement, found: _Text, depth: int) -> None:
    style = child.get("style", "")
    if child.tag in UNSEEN or _NOT_SHOWN.search(style):
        return
    if _IGNORED.search(style):  # the mark of a list item, as Word draws it
        mark = "".join(child.itertext()).strip()
        if found.mark and _NUMBER.fullmatch(mark):
            found.mark = f"{found.mark[: -len(found.mark.lstrip())]}{mark} "
        return
    if child.tag == "br":
        found.end_line(is_break=True)
    elif child.tag == "input":
        if child.get("type") == "checkbox" and child.get("checked") is not None:
            found.parts.append("✓")
    elif child.tag == "img":
        found.parts.append(child.get("alt", "") if len(child.get("alt", "")) < 4 else "")
    elif child.tag in BLOCKS or _SHOWN_AS_BLOCK.search(style):
        found.end_line()
        below = depth + (child.tag in ("ul", "ol"))
        mark, before = _mark_of(child, below, style), found.mark
        found.mark = mark or before
        _walk(child, found, below)
        found.end_line()
        if mark:
            found.mark = " " * len(before)
    else:
        _walk(child, found, depth)


def _mark_of(child: html.HtmlElement, depth: int, style: str) -> str:
    if level := LEVEL.search(style):
        depth = int(level[1])
    elif child.tag != "li":
        return ""
    elif child.get("aria-level", "").isdecimal():
        depth = int(child.get("aria-level")[:2])
    above = child.getparent()
    mark = "1." if above is not None and above.tag == "ol" else "•" if depth <= 1 else "o"
    return f"{'  ' * (min(max(depth, 1), 9) - 1)}{mark} "


def as_html(blocks: list[Block]) -> str:
    """The tables as HTML that `read_html` reads as the same."""
    return "".join(
        f"<table>{''.join(_row_html(block, n) for n in range(len(block)))}</table>" for block in blocks
    )


def _row_html(block: Block, n: int) -> str:
    cells = []
    for at, text in enumerate(block[n]):
        if block[n].joined.get(at) in (DOWN, ACROSS):
            continue
        down = [line.joined.get(at) == DOWN for line in block[n + 1 :]]
        right = [block[n].joined.get(k) == ACROSS for k in range(at + 1, len(block[n]))]
        spans = (
            f'rowspan="{1 + len([*takewhile(bool, down)])}" colspan="{1 + len([*takewhile(bool, right)])}"'
        )
        cells.append(f"<td {spans}>{''.join(f'<p>{escape(line)}</p>' for line in text.split(chr(10)))}</td>")
    return f"<tr>{''.join(cells)}</tr>"
