"""What a worker reads of a file: the document that is data, or what is understood of its text."""

from typing import Any

from msgspec import Struct, field, to_builtins

from governance.importer.files import understood
from governance.importer.reading import document_in
from governance.importer.source.child import is_pdf
from governance.importer.source.document import Line, SourceDocument
from governance.importer.source.read import attached_text, read_source
from governance.importer.understanding.understood import Left, UnderstoodField
from governance.importer.updates.recognising import RID
from secrel.core.files.names import ending_of

MOST_LINES = 3_000
"""Lines of the source that its page shows."""


class SourceLine(Struct, frozen=True):
    text: str
    page: int | None = None
    line: int | None = None


class Reading(Struct, frozen=True):
    """`is_data`: the file holds the data itself, so that every field is sure."""

    facts: dict[str, Any]
    fields: tuple[UnderstoodField, ...] = ()
    left: tuple[Left, ...] = ()
    notes: tuple[str, ...] = ()
    lines: tuple[SourceLine, ...] = field(default=())
    is_data: bool = False
    kind: str = RID

    @property
    def stored(self) -> dict[str, Any]:
        data: dict[str, Any] = to_builtins(self)
        return data


def read_upload(data: bytes, name: str, kind: str = "") -> Reading:
    """Raises Refused with sentences. It can take a minute. `kind`: of the document; recognised if nobody said it."""
    attached = attached_text(data, name) if is_pdf(data) and kind in ("", RID) else None
    if attached is not None:
        return Reading(document_in(attached.encode(), name), is_data=True)
    if ending_of(name) == ".json":
        return Reading(document_in(data, name), is_data=True)
    source = read_source(data, name)
    kind, found = understood(source, kind)
    return Reading(
        found.facts,
        found.fields,
        found.left,
        tuple(note.sentence for note in found.notes),
        tuple(_lines(source)),
        kind=kind,
    )


def _lines(source: SourceDocument) -> list[SourceLine]:
    lines: list[SourceLine] = []
    for block in source.blocks:
        if isinstance(block, Line):
            lines.append(
                SourceLine(f"{'• ' if block.level else ''}{block.text}", block.place.page, block.place.line)
            )
        else:
            for row in block.rows:
                text = " | ".join(" ".join(cell.text.split()) for cell in row)
                place = next((cell.lines[0].place for cell in row if cell.lines), block.place)
                lines.append(SourceLine(text, place.page, place.line))
    return lines[:MOST_LINES]
