"""A RID as the PDF that Word or another program printed: without tags, tables drawn or not, in one column or two."""

from html import escape
from typing import Any

import weasyprint

from tests.support.originals.wording import Data, Estimate, Grid, Part, Written, original, page_head

GRID = "td, th { border: 0.5pt solid #888; }"
RULES = "tr { border-bottom: 0.5pt solid #888; }"
NONE = "th { text-align: left; }"
STRIPES = "tr:nth-child(even) { background: #dde; }"
AROUND = """thead tr:first-child th { border-top: 1pt solid; } thead tr:last-child th { border-bottom: .5pt solid; }
tbody tr:last-child td { border-bottom: 1pt solid black; } tr { break-inside: avoid; }"""
BASE = """
@page { size: A4; margin: 25mm 20mm; @top-left { content: "HEAD"; font-size: 8pt; }
  @bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 8pt; } }
body { font: 10pt/1.4 "DejaVu Sans", sans-serif; } h1 { font-size: 17pt; } h2 { font-size: 12.5pt; }
.title { font-size: 24pt; } table { border-collapse: collapse; width: 100%; font-size: 8.5pt; margin: 6pt 0 14pt; }
td, th { padding: 3pt 5pt; vertical-align: top; text-align: left; } caption { text-align: left; font-weight: bold; }
ul { margin: 0; padding-left: 14pt; } p { margin: 4pt 0; } .name { font-weight: bold; margin: 10pt 0 0; }
"""


def pdf_original(
    document: Data, style: str = GRID, *, titles_in_tables: bool = False, repeated: bool = True
) -> bytes:
    """The file. `style`: CSS of the tables. `repeated`: headings of columns stand on each page that a table is on."""
    head = page_head(document)
    return printed("".join(_blocks(document, titles_in_tables, repeated)), style, head)


def printed(html: str, style: str = "", head: str = "") -> bytes:
    """HTML as PDF without tags."""
    css = BASE.replace("HEAD", head) + style
    whole = f"<html><head><style>{css}</style></head><body>{html}</body></html>"
    made: bytes = weasyprint.HTML(string=whole).write_pdf()
    return made


def _blocks(document: Data, titled: bool, repeated: bool) -> Any:
    lists: list[str] = []
    for part in original(document):
        kind = part.kind if isinstance(part, Part) else ""
        tag = {"•": "ul", "o": "ul", "1.": "ol"}.get(kind)
        wanted = ["ul", "ul"] if kind == "o" else [tag] if tag else []
        while lists != wanted[: len(lists)]:
            yield f"</{lists.pop()}>"
        for one in wanted[len(lists) :]:
            yield f"<{one}>"
            lists.append(one)
        if isinstance(part, Grid):
            yield table(part, titled=titled, repeated=repeated)
        elif tag:
            yield f"<li>{escape(part.text)}</li>"
        elif kind == "title":
            yield f"<p class=title>{escape(part.text)}</p>"
        else:
            yield f"<{kind}>{escape(part.text)}</{kind}>"


def table(grid: Grid, *, titled: bool, repeated: bool) -> str:
    name = f"<th colspan={len(grid.head)}>{escape(grid.title)}</th>"
    head = (
        f"<tr>{name}</tr>" if titled else ""
    ) + f"<tr>{''.join(f'<th>{escape(one)}</th>' for one in grid.head)}</tr>"
    rows = "".join(f"<tr>{''.join(f'<td>{_cell(one)}</td>' for one in row)}</tr>" for row in grid.rows)
    over = "" if titled else f"<p class=name>{escape(grid.title)}</p>"
    head = f"<thead>{head}</thead>" if repeated else head
    small = " style='font-size: 5.5pt'" if len(grid.head) > 10 else ""
    return f"{over}<table{small}>{head}<tbody>{rows}</tbody></table>"


def _cell(written: Written) -> str:
    if isinstance(written, list):
        return f"<ul>{''.join(f'<li>{escape(one)}</li>' for one in written)}</ul>"
    return f"<i>{escape(written.text)}</i>" if isinstance(written, Estimate) else escape(written)
