"""Turns a matrix of impacts whose modifications stand across and whose participants stand down."""

from collections.abc import Sequence

from governance.importer.source.document import Cell, Line
from governance.importer.words.columns import column_of, is_reference, participant_of
from modifications.participants import Participant

FEWEST = 2
"""Participants that stand down it at least."""
HEAD = Line("Modification")
Rows = Sequence[tuple[Cell, ...]]


def turned(rows: Rows) -> Rows:
    """The rows with a line for each modification, if they have one for each participant; else as they are."""
    at = next((place for place, row in enumerate(rows[:3]) if _is_head(row)), None)
    if at is None:
        return rows
    head, body = rows[at], [row for row in rows[at + 1 :] if row[0].text.strip() != rows[at][0].text.strip()]
    named = [participant_of(row[0].text) for row in body]
    if len(set(named) & set(Participant.values)) < FEWEST or "" in named:
        return rows
    return [
        *rows[:at],
        (Cell((HEAD,)), *(row[0] for row in body)),
        *((cell, *(row[place] for row in body)) for place, cell in enumerate(head) if place),
    ]


def _is_head(row: tuple[Cell, ...]) -> bool:
    """Whether a row names modifications in all its cells but the first."""
    return (
        len(row) > 1
        and not is_reference(column_of(row[0].text))
        and all(is_reference(column_of(cell.text)) for cell in row[1:])
    )
