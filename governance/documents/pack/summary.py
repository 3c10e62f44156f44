"""The summary of an agenda item in one look: what stands in columns beside each other, and points to weigh."""

from collections.abc import Iterator
from typing import Annotated

from governance.documents.engine.blocks import Block, Table, TableCell, TableRow, bullet, paragraph
from governance.documents.engine.facts import Fact, Texts, named


class SummaryRow(Fact):
    """A fact with a text for each of the columns. `details`: what changed, a sentence each."""

    entry_keys = ("label",)
    entry_noun = "row"
    label: str
    cells: Annotated[Texts, named(listed="sequence")]
    details: Texts = ()


class SummaryPoint(Fact):
    """A point to weigh, with its lines; `none` is printed where there is no line."""

    entry_keys = ("label",)
    entry_noun = "point"
    label: str
    lines: Texts = ()
    none: str = "None"


class ItemSummary(Fact):
    """`columns`: their headings, such as “Now” and “If agreed”."""

    columns: Annotated[Texts, named(listed="sequence")]
    rows: tuple[SummaryRow, ...]
    points: tuple[SummaryPoint, ...]

    @property
    def table(self) -> list[tuple[SummaryRow, list[tuple[str, str]]]]:
        """Each row with its cells, each with the heading of its column."""
        return [(row, list(zip(self.columns, row.cells, strict=False))) for row in self.rows]


def summary_blocks(asked: str, summary: ItemSummary) -> Iterator[Block]:
    """The summary as it is printed."""
    if asked:
        yield paragraph(asked)
    if summary.rows:
        rows = tuple(_row(row) for row in summary.rows)
        yield Table("What stands", ("Fact", *summary.columns), rows, shape="glance")
    points = tuple(
        TableRow((TableCell(point.label), _cell(point.lines or (point.none,))), key=point.label.lower())
        for point in summary.points
    )
    yield Table("What to weigh", ("Point", "State"), points, shape="points")


def _row(row: SummaryRow) -> TableRow:
    *others, last = row.cells
    cells = [TableCell(row.label), *map(TableCell, others)]
    cells.append(_cell((last, *row.details)))
    return TableRow(tuple(cells), key=row.label.lower())


def _cell(lines: Texts) -> TableCell:
    return TableCell(lines[0]) if len(lines) == 1 else TableCell(bullets=tuple(map(bullet, lines)))
