"""Understands a releases update paper: for each release its modifications, where they stand, and what shall change."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from governance.importer.refused import Refused
from governance.importer.source.document import Place, SourceDocument
from governance.importer.understanding.finding import find_rid
from governance.importer.understanding.understood import DOUBTFUL, Gathered, Understood
from governance.importer.updates.pieces import Piece, pieces_of
from governance.importer.updates.running import Reading
from governance.importer.words.dates import days_in

Data = dict[str, Any]
SCHEMA = "secrel.paper-read/1"
NO_PAPER = (
    "{name} does not look like a releases update paper: it lists no modification under the name of a release. Choose "
    "the paper, or say what else the file is."
)
_REFERENCE = re.compile(r"\b[A-Z]{3,6}_\d{1,4}_\d{3,4}(?:_\d{1,3})?\b")
_ASKED = re.compile(r"\bThe ([A-Z][\w -]{2,60}?) (?:is|are) (?:requested|asked|invited|recommended) to\b")
_CLASS = re.compile(
    r"\bclassifi(?:ed as|cation of|cation:?)\s+\W{0,3}(white|green|amber|red)\b", re.IGNORECASE
)
_ENDS = re.compile(r"^(?:annex|appendix|attachments?)\b", re.IGNORECASE)
LONGEST_HEADING = 90


def understand_paper(source: SourceDocument, titles: Mapping[str, str] | None = None) -> Understood:
    """What a paper says. `titles`: of known modifications by reference, which help to take broken text apart.

    Raises Refused if nothing of a paper is there.
    """
    begin, _, _ = find_rid(source.blocks)
    pieces = pieces_of(source, source.blocks[:begin] if begin else None)
    gathered = Gathered()
    reading = Reading(gathered, titles or {}, source.links)
    for piece in pieces:
        if reading.rows.releases and _is_end(piece):
            break
        reading.take(piece)
    reading.close()
    if not any(release["rows"] for release in reading.rows.releases):
        raise Refused([NO_PAPER.format(name=source.name)])
    facts = {
        "schema": SCHEMA,
        "paper": _paper(pieces, source, gathered),
        "releases": reading.rows.releases,
    }
    notes = (*source.notes, *gathered.notes)
    return Understood(facts, tuple(gathered.fields), tuple(gathered.left), notes)


def _is_end(piece: Piece) -> bool:
    """Whether the annexes of the paper begin."""
    return not piece.level and bool(_ENDS.match(piece.text)) and len(piece.text) < LONGEST_HEADING


def _paper(pieces: Sequence[Piece], source: SourceDocument, gathered: Gathered) -> Data:
    """What the paper says of itself."""
    said = [*(piece.text for piece in pieces), *(line.text for line in source.margins)]
    reference = next((found[0] for text in said if (found := _REFERENCE.search(text))), None)
    body = next((found[1] for text in said if (found := _ASKED.search(text))), None)
    marked = next((found[1].casefold() for text in said if (found := _CLASS.search(text))), None)
    days = [(day, piece.place) for piece in pieces if len(piece.text) < 40 for day in days_in(piece.text)]
    place = days[-1][1] if days else Place()
    gathered.add("/paper/date", 0.9 if days else DOUBTFUL, place, "day on a line of its own")
    gathered.add("/paper/body", 0.9 if body else DOUBTFUL, Place(), "body that is asked")
    return {
        "reference": reference,
        "date": days[-1][0].isoformat() if days else None,
        "body": body,
        "classification": marked,
    }
