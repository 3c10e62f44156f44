"""Making the files of a snapshot: the PDF, and for some kinds of document another file beside it.

A kind whose PDF is not made from its data alone registers a `Maker` at start-up (`governance.apps`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from governance.composing.models import DraftFile, Snapshot
from governance.documents.kinds import PRINTED


@dataclass(frozen=True)
class Made:
    """The bytes of the PDF and, if there is one, of the archive beside it."""

    pdf: bytes
    archive: bytes = b""


class Maker(Protocol):
    def make(self, snapshot: Snapshot) -> Made:
        """Make the files; the same snapshot gives the same bytes."""

    def announce(self, snapshot: Snapshot, on: date) -> None:
        """Tell people that the files are there."""


_MAKERS: dict[str, Maker] = {}


def register_maker(kind: str, maker: Maker) -> None:
    _MAKERS[kind] = maker


def make_files(snapshot: Snapshot) -> Made:
    maker = _MAKERS.get(snapshot.kind)
    if maker:
        return maker.make(snapshot)
    from governance.documents.engine.printing import (
        render,  # imported here so that a missing library is recorded as the reason
    )

    return Made(render.render_pdf(snapshot.document_kind, snapshot.document))


def make_form(kind: str, form: str, document: dict[str, Any]) -> bytes:
    """The PDF or Word file of a document that is not frozen."""
    from governance.documents.engine.printing import render, word

    printed = PRINTED[kind]
    print_form = {DraftFile.Form.PDF: render.render_pdf, DraftFile.Form.WORD: word.render_word}[form]
    return print_form(printed, printed.type.of_data(document))


def announce_files(snapshot: Snapshot, on: date) -> None:
    maker = _MAKERS.get(snapshot.kind)
    if maker:
        maker.announce(snapshot, on)
