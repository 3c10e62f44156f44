"""The modifications that a notice implements: in a sentence, as points or in a table, which may have run together."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from governance.importer.source.document import Place
from governance.importer.understanding.understood import MENDED, Gathered
from governance.importer.updates.pieces import Piece
from governance.importer.updates.titles import entries_in, entry_of, moved
from governance.importer.words.references import Found, modifications_in
from secrel.core.values.texts import one_line

Data = dict[str, Any]
_IMPLEMENTS = re.compile(
    r"\b(?:implement(?:s|ed|ing)?|includ(?:es|ed|ing)|following modifications?|introduc\w+)\b", re.IGNORECASE
)


def read_modifications(pieces: Sequence[Piece], title: str, path: str, gathered: Gathered) -> list[Data]:
    """The modifications that a notice implements, with the status that stands behind each."""
    rows: list[Data] = []
    for piece in pieces:
        for text, place, doubt in _texts(piece):
            found = entries_in(text)
            if not found or not (_IMPLEMENTS.search(text) or piece.table or piece.level):
                continue
            ends = [*(at for at, _ in found[1:]), len(text)]
            for (at, ref), end in zip(found, ends, strict=True):
                entry = entry_of(text[at:end], moved(ref, at), {}, ())
                _add(rows, ref, entry.title, entry.part, _status(entry.rest), place, path, doubt, gathered)
    if not rows:
        for ref in modifications_in(title):
            place = pieces[0].place if pieces else Place()
            _add(
                rows,
                ref,
                "",
                "",
                "Implemented",
                place,
                path,
                "Only the title of the notice names it.",
                gathered,
            )
    return rows


def _add(
    rows: list[Data],
    ref: Found,
    title: str,
    part: str,
    status: str,
    place: Place,
    path: str,
    doubt: str,
    gathered: Gathered,
) -> None:
    if any((row["ref"], row["part"]) == (ref.ref, part or None) for row in rows):
        return
    at = f"{path}/modifications/{len(rows)}"
    rows.append({"ref": ref.ref, "title": title, "part": part or None, "status": status})
    sure = MENDED if ref.changed or doubt else 0.95
    gathered.add(
        f"{at}/ref", sure, place, "modification of a notice", changed=ref.changed or doubt, source=ref.ref
    )
    gathered.add(f"{at}/title", 0.9 if title else 0.85, place, "title in quotation marks", source=title)
    gathered.add(f"{at}/status", 0.9, place, "status behind the title", source=status)


def _status(rest: str) -> str:
    """The status behind a title: one or two words; Implemented where nothing is said."""
    plain = rest.strip(" .,|–-")
    return plain if 0 < len(plain.split()) <= 3 and plain[:1].isupper() else "Implemented"


def _texts(piece: Piece) -> Iterator[tuple[str, Place, str]]:
    """The text of a piece, or of each row of its table."""
    if piece.table is None:
        yield one_line(piece.text), piece.place, piece.doubt
        return
    for row in piece.table.rows:
        place = next((cell.lines[0].place for cell in row if cell.lines), piece.place)
        yield (
            " ".join(one_line(cell.text) for cell in row),
            place,
            next((cell.doubt for cell in row if cell.doubt), ""),
        )
