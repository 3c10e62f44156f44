"""Table rows that are longer than a page.

Rows are normally not divided. WeasyPrint divides a row that fits no page, but does not repeat the header row while it
does so. Such a row is marked as one that may be divided, and the caption of its table and the heading above are moved
into the header row, which is then repeated on each page.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any
from xml.etree import ElementTree

from weasyprint.formatting_structure.boxes import TableRowBox

Element = ElementTree.Element
LONG = "long"


def rows_over_pages(root: Element, pages: Iterable) -> list[Element]:
    """Rows that are not marked yet and are on more than one page, or on a page without their header."""
    shown = [_rows_on(page) for page in pages]
    times = Counter(id(element) for elements in shown for element in elements)
    found = []
    for table in root.iter("table"):
        head, body = list(table.iterfind("thead/tr")), list(table.iterfind("tbody/tr"))
        for elements in shown:
            headed = any(row in elements for row in head)
            own = [row for row in body if row in elements and row.get("class") != LONG]
            found += [row for row in own if row not in found and (not headed or times[id(row)] > 1)]
    return found


def divide(root: Element, rows: list[Element]) -> str:
    """The print form with these rows marked and the headers of their tables extended."""
    heading = ""
    for element in root.iter():
        if element.tag in ("h2", "h3"):
            heading = _text_of(element)
        elif element.tag == "table" and (own := [row for row in element.iter("tr") if row in rows]):
            for row in own:
                row.set("class", LONG)
            _repeat_caption(element, heading)
    return "<!doctype html>" + ElementTree.tostring(root, encoding="unicode", method="html")


def _repeat_caption(table: Element, heading: str) -> None:
    """Move the caption, with the heading above it, into the header row."""
    table.set("class", f"{table.get('class', '')} {LONG}")
    caption, head = table.find("caption"), table.find("thead")
    if caption is None or head is None:
        return
    text, columns = _text_of(caption), len(head.findall("tr/th"))
    line = Element("tr", {"class": "caption"})
    cell = ElementTree.SubElement(line, "td", {"colspan": str(columns)})
    cell.text = heading if text in heading else f"{heading}: {text}"
    head.insert(0, line)
    widths = Element("colgroup")  # without it the first row decides the widths of columns
    widths.extend(Element("col") for _ in range(columns))
    table.insert(0, widths)
    table.remove(caption)


def _rows_on(page: Any) -> set[Element]:
    return {box.element for box in page._page_box.descendants() if isinstance(box, TableRowBox)}


def _text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())
