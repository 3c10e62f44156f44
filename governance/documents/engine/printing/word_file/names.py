"""What the text of one Word file refers to: its styles by name, its links, lists and bookmarks."""

from collections.abc import Iterable, Mapping
from itertools import count

from django.conf import settings
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE

from governance.documents.engine.blocks import DELETED, INSERTED, Run
from governance.documents.engine.printing.word_file.looks import ESTIMATE, LINK
from governance.documents.engine.printing.word_file.xml import run, value

AUTHOR = "secrel"
TRACKED = {INSERTED: "w:ins", DELETED: "w:del"}
TRACKED_CELLS = {INSERTED: "w:cellIns", DELETED: "w:cellDel"}
FIRST_REVISION = 100_000
"""Bookmarks have the numbers below."""

OTHER_TYPEFACE = 1.15
"""How much wider the typeface of a template may be, which is not measured."""


class Names:
    """Refers to styles and links, each looked up once."""

    def __init__(self, document: Document, created: str) -> None:
        self.revised = f'w:author="{AUTHOR}" w:date="{created}T00:00:00Z"'
        self.revisions = count(FIRST_REVISION)
        self.wider = OTHER_TYPEFACE if settings.WORD_TEMPLATE else 1.0
        self.document = document
        self._styles = {style.name: style.style_id for style in document.styles}
        self._links: dict[str, str] = {}

    def style(self, name: str) -> str:
        """The id of a style, which a template may call otherwise."""
        return self._styles[name]

    def character(self, name: str) -> str:
        """The property of a run in a style."""
        return f"<w:rStyle w:val={value(self.style(name))}/>"

    def runs(self, runs: Iterable[Run], properties: str = "") -> str:
        return "".join(self._run(one, properties) for one in runs)

    def revision(self, mark: str, content: str = "", tags: Mapping[str, str] = TRACKED) -> str:
        """What Word tracks as inserted or deleted: some runs or, without content, the paragraph, row or cell that it
        stands in. Only the content if nothing is marked."""
        if not mark:
            return content
        tag = tags[mark]
        head = f'{tag} w:id="{next(self.revisions)}" {self.revised}'
        return f"<{head}>{content}</{tag}>" if content else f"<{head}/>"

    def _run(self, one: Run, properties: str) -> str:
        look = self.character(LINK) if one.href else self.character(ESTIMATE) if one.italic else ""
        made = run(one.text, look + properties, "delText" if one.mark == DELETED else "t")
        made = self.revision(one.mark, made)
        if one.href:
            return f"<w:hyperlink r:id={value(self._link(one.href))}>{made}</w:hyperlink>"
        return made

    def _link(self, href: str) -> str:
        if href not in self._links:
            name = f"link{len(self._links) + 1}"  # python-docx compares a new one with all before it
            self.document.part.rels.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, href, name, is_external=True
            )
            self._links[href] = name
        return self._links[href]

    def new_numbers(self) -> int:
        """Numbering that starts at 1; otherwise Word continues from the list before."""
        style = self.document.styles["List Number"]
        numbering = self.document.part.numbering_part.element
        kind = numbering.num_having_numId(style.element.pPr.numPr.numId.val).abstractNumId.val
        numbers = numbering.add_num(kind)
        numbers.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(numbers.numId)
