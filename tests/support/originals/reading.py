"""What an original says and what was read of it, in one form, so that a test can compare them."""

from collections.abc import Iterator

from governance.importer.source.document import Cell, SourceDocument, Table
from tests.support.originals.wording import Data, Estimate, Grid, Written, original

LEVELS = {"•": 1, "o": 2, "1.": 1}


def wanted(document: Data) -> list[str]:
    """The blocks of an original: texts, points with their level, titles and rows of tables."""
    return list(_wanted(document))


def _wanted(document: Data) -> Iterator[str]:
    for part in original(document):
        if isinstance(part, Grid):
            yield f"table {part.title}"
            yield from (" | ".join(map(_written, row)) for row in [part.head, *part.rows])
        else:
            yield f"{'*' * LEVELS.get(part.kind, 0)}{part.text}"


def _written(cell: Written) -> str:
    if isinstance(cell, list):
        return " / ".join(f"*{text}" for text in cell)
    return f"_{cell.text}" if isinstance(cell, Estimate) else cell


def found(source: SourceDocument) -> list[str]:
    """The blocks that were read, in the same form."""
    made: list[str] = []
    for block in source.blocks:
        if isinstance(block, Table):
            made.append(f"table {block.title}")
            made += (" | ".join(map(_cell, row)) for row in block.rows)
        else:
            made.append(f"{'*' * block.level}{block.text}")
    return made


def _cell(cell: Cell) -> str:
    return " / ".join(f"{'*' * line.level or '_' * line.is_italic}{line.text}" for line in cell.lines)
