"""Tables: a caption, a header row that repeats, columns as the PDF's, numbers to the right, an alternative text."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from governance.documents.engine.blocks import (
    ListItem,
    Run,
    Table,
    TableCell,
    TableRow,
    bullet,
    texts_of,
)
from governance.documents.engine.printing.word_file.columns import SIZES, padding, widths_of
from governance.documents.engine.printing.word_file.names import TRACKED_CELLS, Names
from governance.documents.engine.printing.word_file.xml import AS_STYLED, Place, paragraph, twips, value
from secrel.core.values.texts import joined

LONG_TEXT = 1500
"""From this many characters in a cell, its row may be divided: about half a page in the narrowest column."""
SHORT_TABLE = 9
"""Matrices and tables of costs with fewer rows stay on one page."""


def table(block: Table, names: Names, available: float, before: float | None) -> Iterator[str]:
    """The caption, so far `before` it, and the table, which is as wide as what is `available` (mm)."""
    widths, size = widths_of(block, available, names.wider)
    place = Place(before=before, revision=names.revision(block.mark))
    yield paragraph(names.style("Caption"), names.runs(block.title or (Run(block.caption),)), place)
    yield (
        f"<w:tbl><w:tblPr>{_properties(block, names, available)}</w:tblPr><w:tblGrid>"
        + "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
        + "</w:tblGrid>"
    )
    written = _Rows(block, names, widths, "" if size == SIZES[0] else _sized(size))
    yield written.head()
    yield from written.body()
    yield "</w:tbl>"


def _properties(block: Table, names: Names, available: float) -> str:
    foot = int(block.foot is not None)
    sides = f'w:w="{twips(padding(block))}" w:type="dxa"'
    return (
        f'<w:tblStyle w:val={value(names.style("SEC Table"))}/><w:tblW w:w="{twips(available)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left {sides}/><w:right {sides}/></w:tblCellMar>'
        f'<w:tblLook w:val="{"06E0" if foot else "06A0"}" w:firstRow="1" w:lastRow="{foot}" w:firstColumn="1" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f"<w:tblCaption w:val={value(block.caption)}/><w:tblDescription w:val={value(description(block))}/>"
    )


def description(block: Table) -> str:
    """The alternative text: what the table holds, for those who do not see it."""
    count = len(block.rows)
    rows = f"{count} {'row' if count == 1 else 'rows'}{' and a total' if block.foot else ''}"
    return f"{block.caption}. {rows}, with the columns {joined(block.columns)}."


def _sized(size: float) -> str:
    return f'<w:sz w:val="{size * 2:.0f}"/><w:szCs w:val="{size * 2:.0f}"/>'


BOLD = "<w:b/><w:bCs/>"


class _Rows:
    """Writes the rows of one table."""

    def __init__(self, block: Table, names: Names, widths: Iterable[float], sized: str) -> None:
        self.block, self.names, self.sized = block, names, sized
        self.widths = [f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>' for width in widths]
        self.is_matrix = "matrix" in block.shape.split()
        self.stays = len(block.rows) < SHORT_TABLE and bool({"matrix", "costs"} & set(block.shape.split()))

    def head(self) -> str:
        is_number = [cell.numeric for cell in self.block.rows[0].cells] if self.block.rows else []
        cells = []
        for place, head in enumerate(self.block.heads or map(TableCell, self.block.columns)):
            align = (
                "right" if any(is_number[place : place + 1]) else "center" if self.is_matrix and place else ""
            )
            runs = head.runs or (Run(head.text),)
            cells.append(self._paragraph("Table Heading", runs, Place(keep=True, align=align)))
        return self._row(cells, "<w:cantSplit/><w:tblHeader/>", self.block.mark)

    def body(self) -> Iterator[str]:
        """The rows and the foot. The first and the last two rows stay together, so that none stands alone."""
        last = len(self.block.rows) - 1
        for place, row in enumerate(self.block.rows):
            is_divisible = _is_long(row)
            stays = not is_divisible and place < last + bool(self.block.foot)
            kept = stays and (self.stays or place in (0, last - 1, last))
            cells = [self._cell(cell, place == 0, Place(keep=kept)) for place, cell in enumerate(row.cells)]
            yield self._row(cells, "" if is_divisible else "<w:cantSplit/>", row.mark)
        if self.block.foot:
            self.sized = BOLD + self.sized
            cells = [
                self._cell(cell, place == 0, AS_STYLED) for place, cell in enumerate(self.block.foot.cells)
            ]
            yield self._row(cells, "<w:cantSplit/>", self.block.foot.mark)

    def _row(self, cells: Iterable[str], properties: str, mark: str) -> str:
        marks = self.block.column_marks or ("",) * len(self.widths)
        made = "".join(
            f"<w:tc><w:tcPr>{width}{self.names.revision(column, tags=TRACKED_CELLS)}</w:tcPr>{cell}</w:tc>"
            for width, cell, column in zip(self.widths, cells, marks, strict=True)
        )
        properties += self.names.revision(mark)
        return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{made}</w:tr>"

    def _cell(self, cell: TableCell, is_header: bool, place: Place) -> str:
        if cell.bullets:
            above = self._paragraph("Table Text", cell.runs, place) if cell.runs else ""
            return above + "".join(self._bullets(cell.bullets, place))
        text = "Yes" if cell.tick else cell.text
        style = "Table Row Heading" if is_header else "Table Text"
        if cell.numeric:
            style = "Table Number"
        elif self.is_matrix and not is_header:
            style = "Table Tick"
        return self._paragraph(style, cell.runs or (Run(text, cell.href, cell.italic),), place)

    def _bullets(self, items: Iterable[ListItem], place: Place) -> Iterator[str]:
        for item in items:
            yield self._paragraph("Table Bullet", item.runs, self._revised(place, item.mark))
            for point in item.points or map(bullet, item.sub):
                yield self._paragraph("Table Bullet 2", point.runs, self._revised(place, point.mark))

    def _revised(self, place: Place, mark: str) -> Place:
        return replace(place, revision=self.names.revision(mark)) if mark else place

    def _paragraph(self, style: str, runs: Iterable[Run], place: Place) -> str:
        return paragraph(self.names.style(style), self.names.runs(runs, self.sized), place)


def _is_long(row: TableRow) -> bool:
    """Whether a row may be longer than a page. Undivided, Word would cut it off or leave a page empty."""
    return any(sum(map(len, texts_of(cell))) >= LONG_TEXT for cell in row.cells)
