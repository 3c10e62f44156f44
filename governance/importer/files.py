"""Reads a file of any kind as a RID: as data, from the data attached to a PDF, or by its text."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from governance.importer.reading import document_in, read_bytes
from governance.importer.source.child import TEXTS, is_pdf
from governance.importer.source.document import Place, SourceDocument
from governance.importer.source.read import attached_text, read_source
from governance.importer.understanding.understand import understand
from governance.importer.understanding.understood import Understood
from governance.importer.updates.notice import understand_notices
from governance.importer.updates.paper import understand_paper
from governance.importer.updates.recognising import NOTICE, PAPER, kind_of_document
from modifications.models.modifications import Modification

LONGEST_QUOTE = 120
READ = (".docx", ".docm", ".doc", ".rtf", ".odt", ".pdf", *TEXTS)
"""Endings of files whose text is read, or that are refused with advice."""


def understood(source: SourceDocument, kind: str = "") -> tuple[str, Understood]:
    """The kind of a document, recognised if it is not given, and what it says. Raises Refused.

    Titles of the register help to take the broken text of a paper apart.
    """
    kind = kind or kind_of_document(source)
    if kind == PAPER:
        return kind, understand_paper(source, dict(Modification.objects.values_list("reference", "title")))
    return kind, understand_notices(source) if kind == NOTICE else understand(source)


def read_file(file: Path, *, with_attached: bool = True, kind: str = "") -> dict[str, Any] | Understood:
    """The checked document of a file that is data or has it attached, or what is understood from its text. `kind`: of
    the document, as for `understood`.

    Raises Refused. It can take a minute, so never call it in a request.
    """
    data, name = read_bytes(file), file.name
    if is_pdf(data):
        attached = attached_text(data, name) if with_attached else None
        return (
            understood(read_source(data, name), kind)[1]
            if attached is None
            else document_in(attached.encode(), name)
        )
    if file.suffix.casefold() in READ or (data.startswith(b"PK\x03\x04") and len(data) > 4):
        return understood(read_source(data, name), kind)[1]
    return document_in(data, name)


def confidence(text: str) -> float:
    """A number from 0 to 1, as an argument of a command."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number from 0 to 1, such as 0.8.")
    return number


def unsure_fields(found: Understood, limit: float) -> Iterator[str]:
    """A line for each field below a confidence, least sure first; then what was not understood."""
    for field in found.below(limit):
        place = place_in_words(field.place)
        at = f", {place}" if place else ""
        said = " ".join(filter(None, (f"“{_quoted(field.source)}”" if field.source else "", field.changed)))
        yield f"{field.path}: {field.confidence:.0%} sure ({field.rule}){at}{': ' if said else ''}{said}"
    for row in found.left:
        place = place_in_words(row.place)
        yield f"Not understood{', ' if place else ''}{place}: “{_quoted(row.text)}”"


def place_in_words(place: Place) -> str:
    """page 3, line 12; empty for what stands nowhere."""
    parts = [f"{name} {number}" for name, number in (("page", place.page), ("line", place.line)) if number]
    return ", ".join(parts)


def _quoted(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1]}…"
