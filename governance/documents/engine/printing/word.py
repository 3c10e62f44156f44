"""A document as DOCX, for comment: the PDF's sibling. Each page states that the PDF is authoritative.

The same document and template give the same bytes.
"""

import io
import zipfile

from docx.oxml import parse_xml

from governance.documents.engine.facts import Fact
from governance.documents.engine.kind import DocumentKind
from governance.documents.engine.printing.word_file.names import Names
from governance.documents.engine.printing.word_file.page import set_up, text_width
from governance.documents.engine.printing.word_file.template import begin
from governance.documents.engine.printing.word_file.text import Text
from governance.documents.engine.printing.word_file.xml import SPACES
from governance.documents.engine.printing.zipped import zipped


def render_word(kind: DocumentKind, document: Fact) -> bytes:
    """The document as DOCX."""
    form, created = kind.word(document), kind.created(document)
    written = begin()
    names = Names(written, created)
    set_up(written, form, names, created)
    text = "".join(Text(form, names, text_width(written)).whole())
    whole = parse_xml(f"<w:document {SPACES}><w:body>{text}</w:body></w:document>")
    whole.body.append(written.element.body.get_or_add_sectPr())
    written.part._element = whole  # to move its paragraphs one by one took longer than to write them
    out = io.BytesIO()
    written.save(out)
    with zipfile.ZipFile(out) as archive:
        return zipped(((name, archive.read(name)) for name in archive.namelist()), created)
