"""Reads a whole document that was copied as HTML: its tables and lists, each with the heading above it."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from lxml import html

from secrel.core.editing.sheets.pasting.reading.html import LEVEL, UNSEEN, as_html, parsed, table_of, text_of
from secrel.core.editing.sheets.pasting.reading.table import MOST_CELLS, Block, Line
from secrel.core.values.texts import one_line

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
WHOLE = {"table", "ul", "ol"}


@dataclass(frozen=True)
class Part:
    """A table, or a list as a block of one column. `heading` is the last heading above it, "" if there is none."""

    heading: str
    block: Block
    is_list: bool = False


def read_parts(text: str) -> list[Part]:
    """The tables and lists in order. Raises NoTable for a table that is too large."""
    root = parsed(text)
    return [part for part in _parts(root) if part.block] if root is not None else []


def _parts(root: html.HtmlElement) -> Iterator[Part]:
    numbers, heading = iter(range(1, MOST_CELLS)), ""
    items: list[str] = []
    """Paragraphs that Word writes for the items of a list."""
    for element in _elements(root):
        is_item = element.tag == "p" and bool(LEVEL.search(element.get("style", "")))
        if items and not is_item and element.tag in (*HEADINGS, *WHOLE, "p"):
            yield _listed(heading, items)
            items = []
        if element.tag in HEADINGS:
            heading = one_line(text_of(element)) or heading
        elif element.tag == "table":
            yield Part(heading, table_of(element, numbers))
        elif element.tag in WHOLE:
            yield _listed(heading, text_of(element).split("\n"))
        elif is_item:
            items.append(text_of(element))
    if items:
        yield _listed(heading, items)


def _elements(root: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """The elements in order; what stands in a table or a list is read with it, and what is not shown is left out."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            continue
        yield element
        if element.tag not in WHOLE:
            waiting += reversed(element)


def _listed(heading: str, lines: list[str]) -> Part:
    """A list under its heading, which is its first line."""
    rows = [heading, *filter(str.strip, lines)]
    return Part(heading, [Line([line], n) for n, line in enumerate(rows, start=1)], is_list=True)


def as_document(parts: list[Part]) -> str:
    """The parts as HTML, of which `read_parts` reads the same blocks and headings."""
    return "".join(f"<h2>{escape(part.heading)}</h2>{as_html([part.block])}" for part in parts)
