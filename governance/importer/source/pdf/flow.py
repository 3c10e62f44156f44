"""Lines and tables of all pages in reading order, with what the pages divided together again."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from governance.importer.source.document import Cell, Line, Table
from governance.importer.source.joining import Joiner, follows, joined, key, titled
from governance.importer.source.pdf.beside import Gutter, beside, gutter_of
from governance.importer.source.pdf.cells import table_of
from governance.importer.source.pdf.edges.margins import Sheet
from governance.importer.source.pdf.gaps import Run, columns, grid_of, runs_of
from governance.importer.source.pdf.grids import Grid
from governance.importer.source.pdf.looks import Looks
from governance.importer.source.pdf.paragraphs import Paragraphs
from governance.importer.source.pdf.tops import divided
from governance.importer.source.pdf.words import Row, Word, fragments, rows_of

LONGEST_TITLE = 120
_NAME = re.compile(r"[^\W\d][^\d:]{8,68}")
"""A title in ordinary letters: some words without figures."""
TABLE_GAP = 3.2
"""A table's title stands at most that many times its size over the table."""


class _Drawn(Struct):
    """A table on its page. `xs`: where its columns end; `cut`: as in Grid."""

    table: Table
    xs: list[float]
    page: int
    top: float
    is_ruled: bool
    cut: tuple[bool, bool] = (False, False)


def blocks_of(sheets: Sequence[Sheet], looks: Looks, joiner: Joiner) -> Iterator[Line | Table]:
    """The blocks of a file."""
    paragraphs = Paragraphs(looks, joiner)
    right = _right(sheets)
    gutter = gutter_of(row for sheet in sheets for row in rows_of(_free(sheet), sheet.page))
    last: _Drawn | None = None
    above: Row | None = None
    for sheet in sheets:
        ends = right.get(round(sheet.width), sheet.width)
        for part in _parts(sheet, looks, joiner, ends, gutter):
            if not isinstance(part, _Drawn):
                row, end = part
                paragraphs.add(row, end)
                above = row
                continue
            lines = paragraphs.taken()
            if last and (not lines or _is_repeated(lines, last)) and _is_one(last, part):
                is_cut = last.cut[1] and part.cut[0]
                table = joined(last.table, titled(part.table), is_cut=is_cut)
                last = replace(last, table=table, page=part.page, cut=part.cut)
                continue
            if last:
                yield last.table
            if lines and above and (heads := _heads(above, lines[-1], part)):
                lines.pop()
                part = replace(part, table=replace(part.table, rows=(heads, *part.table.rows)))
            table = titled(part.table)
            if lines and above and not table.title and _is_title(lines[-1], part, above.bottom):
                table = replace(table, title=lines.pop().text)
            yield from lines
            last = replace(part, table=table)
        if last and paragraphs.is_open:
            yield last.table
            last = None
    if last:
        yield last.table
    yield from paragraphs.taken()


def _is_one(above: _Drawn, below: _Drawn) -> bool:
    """Whether a table is the rest of the one before it, with no text between them."""
    same = len(above.xs) == len(below.xs)
    if above.is_ruled and below.is_ruled:
        same = same and all(abs(one - two) < 6 for one, two in zip(above.xs, below.xs, strict=True))
    else:
        heads = [line.is_bold for cell in below.table.rows[0] for line in cell.lines]
        same = same and abs(above.xs[0] - below.xs[0]) < 6 and not all(heads)
    return follows(above.table, titled(below.table), same_columns=same and above.page != below.page)


def _is_repeated(lines: Sequence[Line], last: _Drawn) -> bool:
    """Whether nothing but its title stands between the parts of a table."""
    return len(lines) == 1 and key(lines[0].text) == key(last.table.title)


def _heads(row: Row, line: Line, drawn: _Drawn) -> tuple[Cell, ...]:
    """The headings of columns that a page divides from their table; empty if the row before it is none of that."""
    parts = fragments(row, 0.8)
    is_whole = len(parts) == len(drawn.xs) - 1 and line.is_bold and line.place.line == row.number
    if not is_whole or line.place.page != drawn.page - 1:
        return ()
    texts = (" ".join(word.text for word in part) for part in parts)
    return tuple(Cell((replace(line, text=text),)) for text in texts)


def _is_title(line: Line, drawn: _Drawn, bottom: float) -> bool:
    text = line.text
    if line.heading or line.level or len(text) > LONGEST_TITLE or text[-1:] in ".:;?":
        return False
    is_named = line.is_bold or line.is_italic or bool(_NAME.fullmatch(text))
    is_near = line.place.page == drawn.page and 0 <= drawn.top - bottom < TABLE_GAP * 11
    is_over_page = line.place.page == drawn.page - 1
    return is_named and (is_near or is_over_page)


def _right(sheets: Sequence[Sheet]) -> dict[int, float]:
    """Where text ends at the right, by the width of pages."""
    ends: dict[int, list[float]] = {}
    for sheet in sheets:
        ends.setdefault(round(sheet.width), []).extend(row.x1 for row in rows_of(sheet.words, sheet.page))
    return {width: sorted(found)[int(0.99 * (len(found) - 1))] for width, found in ends.items() if found}


def _free(sheet: Sheet) -> list[Word]:
    """The words outside drawn tables."""
    return [
        word for word in sheet.words if not any(grid.place(word.centre, word.middle) for grid in sheet.grids)
    ]


def _parts(
    sheet: Sheet, looks: Looks, joiner: Joiner, right: float, gutter: Gutter | None
) -> Iterator[_Drawn | tuple[Row, float]]:
    """What stands on a page, from top to bottom: rows with where lines end, and tables."""
    drawn = [_drawn(grid, sheet, looks, joiner) for grid in sheet.grids]
    waiting = sorted((one for one in drawn if one.table.rows), key=lambda one: one.top)
    above: list[Row] = []
    for row in rows_of(_free(sheet), sheet.page):
        while waiting and waiting[0].top < row.middle:
            yield from _texts(above, sheet, looks, joiner, right, gutter)
            above = []
            yield waiting.pop(0)
        above.append(row)
    yield from _texts(above, sheet, looks, joiner, right, gutter)
    yield from waiting


def _drawn(grid: Grid, sheet: Sheet, looks: Looks, joiner: Joiner) -> _Drawn:
    table = table_of(divided(grid, sheet.words, looks), sheet.words, sheet.page, looks, joiner)
    return _Drawn(table, grid.xs, sheet.page, grid.ys[0], grid.is_ruled, grid.cut)


def _texts(
    rows: Sequence[Row], sheet: Sheet, looks: Looks, joiner: Joiner, right: float, gutter: Gutter | None
) -> Iterator[_Drawn | tuple[Row, float]]:
    """Rows outside drawn tables: text, columns of text, and tables without rules."""
    for together in beside(rows, gutter, looks):
        for part in runs_of(together, looks):
            if not isinstance(part, Run):
                yield part, _end(part, gutter, right)
            elif side_by_side := columns(part):
                for column in side_by_side:
                    end = max(row.x1 for row in column)
                    yield from ((row, end) for row in column)
            else:
                grid = grid_of(part, looks)
                words = [word for row in part.rows for word in row.words]
                table = table_of(grid, words, sheet.page, looks, joiner)
                yield _Drawn(table, grid.xs, sheet.page, grid.ys[0], grid.is_ruled)


def _end(row: Row, gutter: Gutter | None, right: float) -> float:
    """Where the lines of the column end in which a row stands."""
    return gutter.end if gutter and row.x1 <= gutter.x else right
