"""What a file says before anybody interprets it: lines and tables in reading order, each with its place.

Readers of PDF, DOCX and text all make it, so that what interprets it knows no file format, and a better reader can take
the place of one of them.
"""

from typing import Literal

from msgspec import Struct, field

Kind = Literal["pdf", "docx", "text"]


class Place(Struct, frozen=True):
    """Where something stands in the file: page and line, counted from 1. A format without pages gives no page."""

    page: int | None = None
    line: int | None = None


class Line(Struct, frozen=True, tag=True):
    """A paragraph, heading or point. Lines that the page broke are joined, as are words broken by a hyphen."""

    text: str
    place: Place = Place()
    heading: int = 0
    """0 for text, 1 to 6 for a heading, as far as the format says so."""
    level: int = 0
    """0 for text, 1 for a point of a list, 2 for a point below it, and so on."""
    number: str = ""
    """The number or letter of a numbered point, without dot or bracket: "1", "a"."""
    is_bold: bool = False
    is_italic: bool = False
    doubt: str = ""
    """Why the reader is not sure of it, as a sentence; empty if it is. What is understood from it is then unsure."""


class Cell(Struct, frozen=True):
    """A cell of a table. `lines` are its paragraphs and points; a cell that covers several stands in each of them."""

    lines: tuple[Line, ...] = ()
    doubt: str = ""
    """Why the reader is not sure of it or of its column, as a sentence; empty if it is."""

    @property
    def text(self) -> str:
        """The text of all its lines, one below the other."""
        return "\n".join(line.text for line in self.lines)

    @property
    def is_italic(self) -> bool:
        """Whether all its text is in italics: an estimate, in tables of costs."""
        written = [line for line in self.lines if line.text.strip()]
        return bool(written) and all(line.is_italic for line in written)


class Table(Struct, frozen=True, tag=True):
    """A table, with the parts on following pages joined and their repeated headings left out.

    `title`: the line over the columns' headings, as RIDs print them. Every row has as many cells as the widest.
    """

    rows: tuple[tuple[Cell, ...], ...]
    title: str = ""
    place: Place = Place()


class Note(Struct, frozen=True):
    """What the reader did to the text or left out, as a sentence: a tracked change, a comment, a page's heading."""

    sentence: str
    place: Place = Place()


class SourceDocument(Struct, frozen=True):
    """A whole file as text. `digest`: SHA-256 of its bytes, as hexadecimal digits."""

    name: str
    kind: Kind
    digest: str
    blocks: tuple[Line | Table, ...]
    notes: tuple[Note, ...] = field(default=())
    pages: int | None = None
    margins: tuple[Line, ...] = field(default=())
    """What page headers and footers say, each once. It is no part of `blocks`, and may state reference and class."""
    links: tuple[str, ...] = field(default=())
    """Web addresses that stand in a text, in order."""
