"""Tables that an extract marks as such: cells between tabs, between bars, or in HTML."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import html
from lxml.etree import ParserError

from governance.importer.source.document import Cell, Line, Place, Table
from governance.importer.source.text.cleaning import Raw
from governance.importer.source.text.markup import cell_lines, is_italic, without_marks
from governance.importer.words.columns import columns_of, kind_of
from governance.importer.words.references import document_at, modification_at
from secrel.core.values.texts import folded

MOST_COLUMNS = 60
MOST_JOINED = 60
_OF_BARS = re.compile(r"[\s:|-]+")
Rows = list[tuple[Cell, ...]]


def _is_bar_rule(text: str) -> bool:
    """Whether a line is the rule below the headings of a table with bars."""
    return "|" in text.lstrip()[1:] and _OF_BARS.fullmatch(text) is not None


def marked_table(lines: Sequence[Raw], at: int) -> tuple[Table | None, int]:
    """The table that begins at a line, and the place after it; (None, at) if there is none."""
    if "<table" in lines[at].text.casefold():
        return _of_html(lines, at)
    sign = (
        "\t" if "\t" in lines[at].text.strip(" \n") else "|" if lines[at].text.strip().startswith("|") else ""
    )
    if not sign:
        return None, at
    rows: Rows = []
    end = at
    while end < len(lines):
        line = lines[end]
        if sign not in line.text and rows and not line.blanks and _is_label(line.text):
            rows.append(_cells(line, sign))
        elif sign not in line.text:
            if end == at or line.blanks or not rows or line.heading:
                break
            rows[-1] = (*rows[-1][:-1], _longer(rows[-1][-1], line))
        elif (end > at and line.blanks and sign == "\t" and _is_head(_cells(line, sign))) or (
            end > at
            and line.blanks
            and sign == "\t"
            and end + 1 < len(lines)
            and _is_title(_cells(line, sign))
        ):
            break
        elif (
            sign == "|"
            and rows
            and line.blanks
            and end + 1 < len(lines)
            and _is_bar_rule(lines[end + 1].text)
        ):
            break  # a line of bars and dashes below it says that a table begins here
        elif not _is_bar_rule(line.text) or sign == "\t":
            rows.append(_cells(line, sign))
        end += 1
    return table_of(rows, lines[at].place), end


def table_of(rows: Rows, place: Place) -> Table | None:
    """The rows as a table, with the title above the columns' headings taken from them."""
    rows = [row for row in rows if any(cell.text.strip() for cell in row)]
    if not rows:
        return None
    title = ""
    if len(rows) > 1 and _is_title(rows[0]):
        title, rows = rows[0][0].text, rows[1:]
    width = max(map(len, rows))
    return Table(tuple((*row, *[Cell()] * (width - len(row))) for row in rows), title, place)


def merged(blocks: Iterable[Line | Table]) -> Iterator[Line | Table]:
    """Tables that follow each other with the same headings, or without headings of their own, as one."""
    before: Table | None = None
    for block in blocks:
        if isinstance(block, Table) and before is not None and (rest := _rest(before, block)) is not None:
            width = max(len(before.rows[0]), *(len(row) for row in rest)) if rest else len(before.rows[0])
            rows = tuple((*row, *[Cell()] * (width - len(row))) for row in (*before.rows, *rest))
            before = Table(rows, before.title, before.place)
            continue
        if before is not None:
            yield before
        before = None
        if isinstance(block, Table):
            before = block
        else:
            yield block
    if before is not None:
        yield before


def _rest(before: Table, after: Table) -> Rows | None:
    """The rows with which a table goes on; None if the second is a table of its own."""
    head, first = ([folded(cell.text) for cell in row] for row in (before.rows[0], after.rows[0]))
    if head == first:
        return list(after.rows[1:])
    if (
        not kind_of(columns_of(first))
        and not after.title
        and len(first) <= len(head)
        and kind_of(columns_of(head))
    ):
        return list(after.rows)
    return None


def _cells(line: Raw, sign: str) -> tuple[Cell, ...]:
    text = line.text.strip(" \r\n")
    if sign == "|":
        text = text.removeprefix("|").removesuffix("|")
    parts = re.split(r"(?<!\\)\|", text) if sign == "|" else text.split(sign)
    return tuple(_cell(part, line.place) for part in parts[:MOST_COLUMNS])


def _cell(text: str, place: Place) -> Cell:
    is_estimate = is_italic(text)
    lines = tuple(cell_lines(text if "<" in text else without_marks(text), place))
    if is_estimate:
        lines = tuple(Line(line.text, line.place, level=line.level, is_italic=True) for line in lines)
    return Cell(lines)


def _longer(cell: Cell, line: Raw) -> Cell:
    """A cell with one more line of the text, which a break within the cell put below the row."""
    more = tuple(cell_lines(line.text, line.place))
    if cell.lines and more and not more[0].level:
        first = cell.lines[-1]
        head = Line(f"{first.text} {more[0].text}", first.place, level=first.level)
        return Cell((*cell.lines[:-1], head, *more[1:]))
    return Cell((*cell.lines, *more))


def _is_label(text: str) -> bool:
    """Whether a line without signs is a row whose empty cells an editor cut off."""
    found = modification_at(text.strip()) or document_at(text.strip())
    return found is not None and found.end == len(text.strip())


def _is_title(row: tuple[Cell, ...]) -> bool:
    """Whether only the first cell is filled, or all say the same, so that it is the title of the table."""
    texts = {folded(cell.text) for cell in row if cell.text.strip()}
    return (
        len(row) > 1
        and len(texts) == 1
        and bool(row[0].text.strip())
        and not (row[0].lines and row[0].lines[0].level)
        and not kind_of(columns_of(texts))
    )


def _is_head(row: tuple[Cell, ...]) -> bool:
    return bool(kind_of(columns_of(cell.text for cell in row)))


def _of_html(lines: Sequence[Raw], at: int) -> tuple[Table | None, int]:
    """A table in HTML; a cell that covers several stands in each of them."""
    end = at
    while end < len(lines) and "</table" not in lines[end].text.casefold():
        end += 1
    text = "\n".join(line.text for line in lines[at : end + 1])
    try:
        root = html.fragment_fromstring(text, create_parent="div")
    except (ParserError, ValueError):
        return None, at
    table = root.find(".//table")
    if table is None:
        return None, at
    place, grid = lines[at].place, dict[tuple[int, int], Cell]()
    rows = list(table.iter("tr"))
    for down, row in enumerate(rows):
        across = 0
        for cell in row.iterchildren("td", "th"):
            while (down, across) in grid:
                across += 1
            inner = html.tostring(cell, encoding="unicode", with_tail=False)
            made = _cell(re.sub(r"^<t[dh][^>]*>|</t[dh]>$", "", inner), place)
            for below in range(_span(cell, "rowspan")):
                for right in range(_span(cell, "colspan")):
                    grid[down + below, across + right] = made
            across += _span(cell, "colspan")
            if across > MOST_COLUMNS:
                return None, at
    width = max((column for _, column in grid), default=-1) + 1
    found = [tuple(grid.get((down, column), Cell()) for column in range(width)) for down in range(len(rows))]
    return table_of(found, place), end + 1


def _span(cell: html.HtmlElement, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(max(int(text), 1), MOST_JOINED) if text.isdecimal() and len(text) < 4 else 1
