"""The lines and tables of a document as pieces in order, with those that a reader took for headings of pages."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from governance.importer.source.document import Line, Place, SourceDocument, Table

LONGEST = 20_000
"""Characters of one piece that are read."""


class Piece(Struct, frozen=True):
    """A paragraph, point or table. `number`: of a numbered heading or point."""

    text: str
    place: Place = Place()
    level: int = 0
    number: str = ""
    is_heading: bool = False
    doubt: str = ""
    table: Table | None = None


def pieces_of(source: SourceDocument, blocks: Sequence[Line | Table] | None = None) -> list[Piece]:
    """The pieces in reading order."""
    pieces = list(_pieces(source.blocks if blocks is None else blocks))
    if source.kind == "text":
        last = max((piece.place.line or 0 for piece in pieces), default=0)
        margins = [line for line in source.margins if (line.place.line or 0) <= last]
        pieces += [Piece(line.text, line.place) for line in margins if not line.text.startswith("http")]
        pieces.sort(key=lambda piece: piece.place.line or 0)
    return pieces


def _pieces(blocks: Sequence[Line | Table]) -> Iterator[Piece]:
    for block in blocks:
        if isinstance(block, Table):
            yield Piece(block.title, block.place, table=block)
        else:
            yield Piece(
                block.text[:LONGEST],
                block.place,
                block.level,
                block.number,
                block.heading > 0 or block.is_bold,
                block.doubt,
            )
