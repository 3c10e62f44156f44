"""Word's XML as text: what each part writes with."""

import re
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from governance.documents.engine.printing.glyphs import spelled

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
"""The namespaces of each part that is parsed by itself."""
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]+")
BREAKS = {"\t": "<w:tab/>", "\n": "<w:br/>", "\r": "<w:br/>"}


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point, Word's unit of lengths."""
    return round(mm * 1440 / 25.4)


def value(text: object) -> str:
    """An attribute's value in quotation marks."""
    return quoteattr(_xml(str(text)))


def run(text: str, properties: str = "", tag: str = "t") -> str:
    """A run of text; line ends and tabs become Word's own. `tag`: delText for a text that is deleted."""
    pieces = (
        BREAKS.get(piece) or f'<w:{tag} xml:space="preserve">{escape(piece)}</w:{tag}>'
        for piece in re.split(r"(\r\n|[\t\n\r])", _xml(text).replace("\r\n", "\n"))
        if piece
    )
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{''.join(pieces)}</w:r>"


def field(name: str) -> str:
    """A field that Word computes on each page, such as the page number."""
    return f"<w:fldSimple w:instr={value(name)}>{run('1')}</w:fldSimple>"


@dataclass(frozen=True)
class Place:
    """How a paragraph departs from its style. Distances in mm; None: as the style has it."""

    keep: bool = False
    """Whether it stays on the page of what follows."""
    new_page: bool = False
    numbers: int | None = None
    """The list that counts it."""
    before: float | None = None
    after: float | None = None
    align: str = ""
    revision: str = ""
    """The mark of a paragraph that was inserted or deleted."""

    def xml(self) -> str:
        """The properties, in the order of the schema."""
        distances = {"before": self.before, "after": self.after}
        spacing = "".join(f' w:{name}="{twips(mm)}"' for name, mm in distances.items() if mm is not None)
        counted = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{self.numbers}"/></w:numPr>'
        return "".join(
            (
                "<w:keepNext/>" if self.keep else "",
                "<w:pageBreakBefore/>" if self.new_page else "",
                counted if self.numbers is not None else "",
                f"<w:spacing{spacing}/>" if spacing else "",
                f'<w:jc w:val="{self.align}"/>' if self.align else "",
                f"<w:rPr>{self.revision}</w:rPr>" if self.revision else "",
            )
        )


AS_STYLED = Place()


def paragraph(style: str, content: str, place: Place = AS_STYLED) -> str:
    """A paragraph in a style (its id)."""
    return f"<w:p><w:pPr><w:pStyle w:val={value(style)}/>{place.xml()}</w:pPr>{content}</w:p>"


def _xml(text: str) -> str:
    """The text with characters that XML refuses as their codes and names, as the PDF prints them."""
    return NOT_XML.sub(lambda found: spelled(found.group()), text)
