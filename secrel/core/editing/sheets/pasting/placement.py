"""Where the columns of a pasted block go: the result of laying it out."""

from dataclasses import dataclass, field

from secrel.core.editing.sheets.columns import Column

SAMPLE = 25
"""Rows that are read to find out what a column of a block holds."""


class PasteRefused(Exception):
    """Nothing is pasted. The message is a sentence: why, and what to do."""


@dataclass
class Layout:
    """`columns` holds, for each column of the block, a column of the sheet or None; `named` is the index of the column
    that holds the rows' names."""

    columns: list[Column | None]
    named: int | None
    first: int = 0
    headings: list[str] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)
    """Why a row is left out, by its index."""
    notes: list[str] = field(default_factory=list)
    """Sentences about the block as a whole, such as columns that are left out."""
    doubts: dict[int, str] = field(default_factory=dict)
    """Why all cells of a column are guesses, by its index."""


def fits(column: Column, text: str) -> bool:
    """Whether the column can read the cell; an empty cell fits everywhere."""
    if column.takes_any_text or not text.strip():
        return True
    try:
        column.understand(column.tidied(text))
    except ValueError:
        return False
    return True
