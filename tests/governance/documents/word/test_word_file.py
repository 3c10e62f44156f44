"""Word files: the look of the PDF, widths of columns, SECAS's own template."""

import io
import re
import zipfile
from datetime import datetime

import docx
import pytest
from django.conf import settings as configured
from django.core.exceptions import ImproperlyConfigured
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from governance.documents.engine.blocks import (
    Chapter,
    Heading,
    Listing,
    ListItem,
    Run,
    Table,
    TableCell,
    TableRow,
    bullet,
    paragraph,
)
from governance.documents.engine.kind import WordForm
from governance.documents.engine.printing.text_width import width_of
from governance.documents.engine.printing.word import render_word
from governance.documents.engine.printing.word_file.columns import FIXED, POINT, widths_of
from governance.documents.engine.printing.word_file.template import template_digest, template_is_a_word_file

COSTS = Table(
    "Costs",
    ("Modification", "SIT", "Total"),
    tuple(
        TableRow((TableCell(ref, "https://a.example/x"), *(TableCell(f"£{n},000", numeric=True),) * 2))
        for n, ref in enumerate(("MP101", "MP102", "MP103"), 1)
    ),
    shape="costs",
    foot=TableRow((TableCell("Total"), *(TableCell("£6,000", numeric=True),) * 2)),
)
MATRIX = Table(
    "Impacts",
    ("Modification", *("Electricity Networks",) * 9),
    (TableRow((TableCell("SECMP0062 part 1"), *(TableCell(tick=place % 2 == 0) for place in range(9)))),),
    shape="matrix",
)
POINTS = Listing((ListItem((Run("One"),), sub=("Half",)), bullet("Two\nlines\x0b")), numbered=True)
FORM = WordForm(
    title="June 2030 SEC Release",
    name="Release Implementation Document",
    running_name="RID 1.0",
    note="A copy.",
    classification="For everybody.",
    marks=("SEC releases",),
    lead="Go-live 27 June 2030",
    facts=(("Version", "1.0"),),
    status="Baselined",
    about="About this document",
    front=(paragraph("What it is."),),
    has_cover=True,
    has_contents=True,
    new_pages={"a"},
    chapters=(
        Chapter("a", "1.", "Scope", (Heading("Part", 3, "part"), paragraph("See:"), POINTS, COSTS, MATRIX)),
        Chapter("b", "2.", "Impacts", (paragraph("None."), COSTS)),
    ),
)


class Kind:
    """As much of a kind as a Word file needs."""

    word = staticmethod(lambda form: form)
    created = staticmethod(lambda form: "2030-01-31")


def files(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def made():
    return render_word(Kind, FORM)


def test_same_document_gives_the_same_file_whose_parts_are_dated_by_it(made):
    assert made == render_word(Kind, FORM)
    assert {row.date_time for row in zipfile.ZipFile(io.BytesIO(made)).infolist()} == {(2030, 1, 31, 0, 0, 0)}
    about = docx.Document(io.BytesIO(made)).core_properties
    said = (about.author, about.last_modified_by, about.title, about.modified.replace(tzinfo=None))
    assert said == ("SECAS", "SECAS", "June 2030 SEC Release: RID 1.0", datetime(2030, 1, 31))
    parts = files(made)
    assert len(made) < 90_000
    assert {name for name in parts if "font" in name and name.endswith("odttf")} == {
        "word/fonts/font1.odttf",
        "word/fonts/font2.odttf",
    }
    assert b'w:name="Public Sans"' in parts["word/fontTable.xml"]


def test_cover_contents_and_text_are_in_named_styles(made):
    document = docx.Document(io.BytesIO(made))
    assert [(row.style.name, row.text) for row in document.paragraphs] == [
        ("Classification", "For everybody."),
        ("Document Mark", "SEC releases"),
        ("Title", "June 2030 SEC Release"),
        ("Subtitle", "Release Implementation Document"),
        ("Cover Lead", "Go-live 27 June 2030"),
        ("Cover Fact", "Version\t1.0"),
        ("Cover Note", "A copy."),
        ("Front Heading", "About this document"),
        ("Normal", "What it is."),
        ("TOC Heading", "Contents"),
        ("toc 1", "1. Scope"),
        ("toc 1", "2. Impacts"),
        ("Heading 1", "1. Scope"),
        ("Heading 2", "Part"),
        ("Normal", "See:"),
        ("List Number", "One"),
        ("List Bullet 2", "Half"),
        ("List Number", "Two\nlines[U+000B CONTROL CHARACTER]"),
        ("Caption", "Costs"),
        ("Caption", "Impacts"),
        ("Heading 1", "2. Impacts"),
        ("Normal", "None."),
        ("Caption", "Costs"),
        ("Table Text", ""),  # Word wants one after a table
    ]
    whole = document.element.xml
    assert re.findall(r"TOC [^<]*", whole) == ['TOC \\o "1-1" \\t "Small Heading,1" \\h \\z ']
    assert re.findall(r'w:anchor="(\w+)"', whole) == re.findall(r'w:bookmarkStart [^>]*w:name="(\w+)"', whole)
    first = [row.text for row in document.sections[0].first_page_header.paragraphs]
    assert (document.sections[0].different_first_page_header_footer, first) == (True, [""])
    assert [row.text for row in document.sections[0].header.paragraphs] == [
        "June 2030 SEC Release: RID 1.0",
        "A copy.",
    ]
    assert "Baselined" in document.sections[0].footer.paragraphs[0].text


def test_table_repeats_its_header_names_itself_and_sets_numbers_to_the_right(made):
    costs, matrix, _ = docx.Document(io.BytesIO(made)).tables
    assert costs.style.name == "SEC Table"
    said = costs._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    assert said == "Costs. 3 rows and a total, with the columns Modification, SIT and Total."
    assert [("w:tblHeader" in row._tr.xml, "w:cantSplit" in row._tr.xml) for row in costs.rows] == [
        (True, True),
        *[(False, True)] * 4,
    ]
    assert [cell.paragraphs[0].style.name for cell in costs.rows[1].cells] == [
        *("Table Row Heading", "Table Number", "Table Number")
    ]
    assert [cell.text for cell in matrix.rows[1].cells][:3] == ["SECMP0062 part 1", "Yes", ""]
    for table in (costs, matrix):
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
        assert abs(sum(widths) - Mm(170).twips) <= len(widths)


def test_no_column_is_narrower_than_its_longest_word():
    widths, size = widths_of(MATRIX, 170)
    assert size < 8.5  # ten columns need smaller letters
    words = ("Modification", *("Electricity",) * 9)
    assert all(w > width_of(word) * size * POINT for w, word in zip(widths, words, strict=True))
    assert sum(widths) == pytest.approx(170)
    widths, size = widths_of(COSTS, 170)
    assert (size, sum(widths)) == (9, pytest.approx(170))
    long = Table("Long", ("A", "B"), (TableRow((TableCell("x" * 500), TableCell("of words " * 500))),))
    assert widths_of(long, 170)[0][0] < 95  # an endless word is broken


def test_columns_have_the_widths_of_the_pdf():
    """With 2 mm of padding on either side, as the widths for tables with long rows."""
    folder = configured.BASE_DIR / "templates" / "documents"
    sheet = "".join((folder / name).read_text() for name in ("print.css", "paper.html", "short.html"))
    found = {}
    for shape, place, width in re.findall(
        r"\.([\w-]+) thead th:(first-child|nth-child\(\d\)) \{ width: (\d+)mm", sheet
    ):
        found.setdefault(shape, {})[0 if place == "first-child" else int(place[10]) - 1] = int(width) + 4
    set_here = {
        shape: {place: width for place, width in enumerate(widths) if width}
        for shape, widths in FIXED.items()
    }
    assert set_here["pack"].pop(1) == found["pack"][2]  # named together there
    assert set_here.keys() == found.keys()
    assert {shape: dict(sorted(widths.items())) for shape, widths in found.items()} == set_here


@pytest.fixture
def template(tmp_path, settings):
    """A template with a heading, a bullet list and a header of its own, and without most of our styles."""
    made = docx.Document()
    made.styles["Heading 1"].font.color.rgb = RGBColor(0x80, 0, 0x40)
    made.styles["List Number"].element.pPr.remove(made.styles["List Number"].element.pPr.numPr)
    made.sections[0].header.paragraphs[0].text = "Letterhead"
    made.add_paragraph("How to use this template")
    made.add_table(1, 1)
    settings.WORD_TEMPLATE = str(tmp_path / "template.docx")
    made.save(settings.WORD_TEMPLATE)
    return tmp_path / "template.docx"


def test_a_template_lends_its_styles_and_its_page(template, made):
    before = template_digest()
    written = render_word(Kind, FORM)
    assert written == render_word(Kind, FORM)
    document = docx.Document(io.BytesIO(written))
    ours = docx.Document(io.BytesIO(made))
    assert [row.text for row in document.paragraphs] == [row.text for row in ours.paragraphs]
    assert [row.style.name for row in document.paragraphs] == [row.style.name for row in ours.paragraphs]
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(0x80, 0, 0x40)
    assert [row.text for row in document.sections[0].header.paragraphs] == [
        *("Letterhead", "June 2030 SEC Release: RID 1.0", "A copy.")
    ]
    numbering = document.part.numbering_part.element
    for name in ("List Number", "Table Bullet"):  # lists that the template lacks are ours, under free numbers
        number = document.styles[name].element.pPr.numPr.numId.val
        assert numbering.num_having_numId(number).abstractNumId.val > 0
    assert (
        b'compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
        in files(written)["word/settings.xml"]
    )  # tables begin at the margin
    assert not [name for name in files(written) if name.endswith("odttf")]  # its typeface, not ours
    assert set(re.findall(r'<w:lang w:val="([^"]+)"', files(written)["word/styles.xml"].decode())) == {
        "en-GB"
    }
    template.write_bytes(template.read_bytes() + b" ")
    assert template_digest() != before


def test_a_template_that_is_no_word_file_is_named(template, settings):
    template.write_bytes(b"<html>")
    with pytest.raises(ImproperlyConfigured, match=r"WORD_TEMPLATE, .*template.docx, is no Word file"):
        render_word(Kind, FORM)
    [error] = template_is_a_word_file()
    assert error.msg.endswith("is no Word file (.docx). Save the template as .docx.")
    settings.WORD_TEMPLATE = str(template.with_name("none.docx"))
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        template_digest()
