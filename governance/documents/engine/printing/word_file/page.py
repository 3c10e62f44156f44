"""Header, footer, properties and language of a Word file."""

from datetime import UTC, datetime

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import _Footer, _Header
from docx.shared import Mm

from governance.documents.engine.kind import WordForm
from governance.documents.engine.printing.word_file.names import Names
from governance.documents.engine.printing.word_file.styles import LANGUAGE
from governance.documents.engine.printing.word_file.xml import SPACES, field, paragraph, run


def set_up(document: Document, form: WordForm, names: Names, created: str) -> None:
    """The page of each document: its name and note above, its status and the page number below."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    above = (run(f"{form.title}: {form.running_name}"), run(form.note))
    below = run(f"{form.status}\tPage ") + field("PAGE") + run(" of ") + field("NUMPAGES")
    _write(section.header, names.style("Header"), *above)
    _write(section.footer, names.style("Footer"), below)
    first = section.first_page_header
    first.is_linked_to_previous = False
    last = section.first_page_footer
    last.is_linked_to_previous = False
    if not form.has_cover:
        _write(last, names.style("Footer"), below)
    _set_language(document)
    properties = document.core_properties
    properties.title = f"{form.title}: {form.running_name}"
    properties.author = properties.last_modified_by = "SECAS"
    properties.language, properties.comments, properties.revision = LANGUAGE, form.note, 1
    properties.created = properties.modified = datetime.fromisoformat(created).replace(tzinfo=UTC)


def text_width(document: Document) -> float:
    """Of the page between its margins, in mm; A4 with ours if a template does not say."""
    section = document.sections[0]
    margins = [Mm(20) if side is None else side for side in (section.left_margin, section.right_margin)]
    return ((section.page_width or Mm(210)) - sum(margins)) / Mm(1)


def _write(place: _Header | _Footer, style: str, *lines: str) -> None:
    """Lines of ours below what a template has there; where its last paragraph is empty, in its place."""
    place.is_linked_to_previous = False
    for last in place.paragraphs[-1:]:
        if not last.text and len(last._p) == (last._p.pPr is not None):
            last._p.getparent().remove(last._p)
    for line in lines:
        place._element.append(parse_xml(paragraph(style, line).replace("<w:p>", f"<w:p {SPACES}>", 1)))


def _set_language(document: Document) -> None:
    """British English, for spelling and reading aloud, in the styles' defaults and the settings."""
    for part, name in ((document.styles, "w:lang"), (document.settings, "w:themeFontLang")):
        for language in part.element.iter(qn(name)):
            language.set(qn("w:val"), LANGUAGE)
