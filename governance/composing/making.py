"""Making the files of a snapshot: the PDF, and for some kinds of document another file beside it.

A kind whose PDF is not made from its data alone registers a `Maker` at start-up (`governance.apps`).
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from governance.composing.models import Snapshot


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


def announce_files(snapshot: Snapshot, on: date) -> None:
    maker = _MAKERS.get(snapshot.kind)
    if maker:
        maker.announce(snapshot, on)
