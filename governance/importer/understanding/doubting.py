"""What is understood from a line of which the reader is not sure is not sure either, whatever section it is of."""

from collections.abc import Iterable

from msgspec.structs import replace

from governance.importer.source.document import Line, Place, Table
from governance.importer.understanding.understood import MENDED, SURE, UnderstoodField


def doubted(fields: Iterable[UnderstoodField], blocks: Iterable[Line | Table]) -> list[UnderstoodField]:
    """The fields, with those that come from doubtful lines below what is sure."""
    doubts = {line.place: line.doubt for line in blocks if isinstance(line, Line) and line.doubt}
    doubts.pop(Place(), None)
    return [
        field
        if field.confidence < SURE or field.place not in doubts
        else replace(field, confidence=MENDED, changed=f"{field.changed} {doubts[field.place]}".strip())
        for field in fields
    ]
