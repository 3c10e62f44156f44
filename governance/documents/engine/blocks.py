"""The blocks of a document, used for pages, PDF, Word and the glossary.

Those of a redline (`engine/redline`) also say what was inserted and deleted. A block without marks prints as if there
were none.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

INSERTED, DELETED = "inserted", "deleted"
"""The marks. A mark on more than a run says that the whole was inserted or deleted, with all its runs."""


@dataclass(frozen=True)
class Run:
    """A stretch of text: a link if it has an address, an estimate if it is in italics."""

    text: str
    href: str = ""
    italic: bool = False
    mark: str = ""


@dataclass(frozen=True)
class Heading:
    """`runs`: what is printed in the place of the text if something in it is marked. `place`: its id in a redline."""

    text: str
    level: int
    anchor: str
    kind: str = "heading"
    runs: tuple[Run, ...] = ()
    mark: str = ""
    place: str = ""


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    kind: str = "paragraph"
    mark: str = ""
    place: str = ""


@dataclass(frozen=True)
class ListItem:
    """A bullet or numbered item. `key`: the fact behind it; `sub`: nested bullets; `points`: the same as items, in
    the place of `sub`, if something in them is marked."""

    runs: tuple[Run, ...]
    key: str = ""
    sub: tuple[str, ...] = ()
    points: "tuple[ListItem, ...]" = ()
    mark: str = ""
    place: str = ""


@dataclass(frozen=True)
class Listing:
    items: tuple[ListItem, ...]
    numbered: bool = False
    kind: str = "listing"


@dataclass(frozen=True)
class TableCell:
    """A cell of a table: text (a link if it has an address), bullets, or a tick (True, False).

    `numeric`: aligned right; `italic`: an estimate. `runs`: what is printed in the place of text and tick if something
    in them is marked.
    """

    text: str = ""
    href: str = ""
    bullets: tuple[ListItem, ...] = ()
    tick: bool | None = None
    italic: bool = False
    numeric: bool = False
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class TableRow:
    """`left_out`: how many rows that are the same stand here, where a page shows what changed only."""

    cells: tuple[TableCell, ...]
    key: str = ""
    mark: str = ""
    place: str = ""
    left_out: int = 0


@dataclass(frozen=True)
class Table:
    """The first cell of each row is its header, unless `plain`. `shape` names its column widths."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    shape: str = "plain"
    foot: TableRow | None = None
    kind: str = "table"
    title: tuple[Run, ...] = ()
    """The caption if something in it is marked."""
    heads: tuple[TableCell, ...] = ()
    """The columns if something in them is marked."""
    column_marks: tuple[str, ...] = ()
    mark: str = ""
    place: str = ""

    @property
    def labelled(self) -> list[list[tuple[str, TableCell]]]:
        """Each row as its cells with the names of their columns, for pages on which a row is a card."""
        return [list(zip(self.columns, row.cells, strict=False)) for row in self.rows]

    @property
    def labelled_foot(self) -> list[tuple[str, TableCell]]:
        return list(zip(self.columns, self.foot.cells, strict=False)) if self.foot else []


class Figure(Protocol):
    """A picture of facts that a table of the same section has in words; `kind` is "figure".

    It is drawn where it is printed (`svg`), not where blocks are made.
    """

    @property
    def kind(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def svg(self) -> str: ...


@dataclass(frozen=True)
class MarkedFigure:
    """A picture that was inserted or deleted, with the words that say so."""

    figure: Figure
    mark: str
    place: str = ""
    kind: str = "figure"

    @property
    def title(self) -> str:
        return self.figure.title

    @property
    def svg(self) -> str:
        return self.figure.svg


Block = Heading | Paragraph | Listing | Table | Figure


@dataclass(frozen=True)
class Chapter:
    """A numbered section or an appendix as it is printed."""

    key: str
    number: str
    title: str
    blocks: tuple[Block, ...] = field(default_factory=tuple)
    runs: tuple[Run, ...] = ()
    """The heading if something in it is marked."""
    mark: str = ""

    @property
    def heading(self) -> str:
        return f"{self.number} {self.title}" if self.number.endswith((".", ":")) else self.title


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def heading(text: str) -> Heading:
    """A heading inside a section, with an anchor made from its text."""
    return Heading(text, 3, "-".join(re.findall(r"[a-z0-9]+", text.lower())))


def bullet(text: str, sub: Iterable[str] = ()) -> ListItem:
    return ListItem((Run(text),), sub=tuple(sub))


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Every printed text of the blocks, in order."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Paragraph):
            yield "".join(run.text for run in block.runs)
        elif isinstance(block, Listing):
            yield from _items(block.items)
        elif isinstance(block, Table):
            yield block.caption
            yield from block.columns
            for row in block.rows + ((block.foot,) if block.foot else ()):
                for cell in row.cells:
                    yield from texts_of(cell)


def texts_of(cell: TableCell) -> Iterator[str]:
    """The printed texts of a cell."""
    yield cell.text
    yield from _items(cell.bullets)


def _items(items: tuple[ListItem, ...]) -> Iterator[str]:
    for item in items:
        yield "".join(run.text for run in item.runs)
        yield from item.sub
