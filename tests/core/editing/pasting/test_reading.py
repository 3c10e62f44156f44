"""Reading what was pasted, before any sheet is known: HTML, lists, CSV, Word files."""

import io
from datetime import datetime

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from releases.sheets.event_meanings import meaning_of
from secrel.core.editing.days_and_amounts import in_full
from secrel.core.editing.sheets.body_words import body_words
from secrel.core.editing.sheets.pasting.reading.commas import read_commas
from secrel.core.editing.sheets.pasting.reading.files import read_file
from secrel.core.editing.sheets.pasting.reading.html import as_html, read_html
from secrel.core.editing.sheets.pasting.reading.points import points_of, without_mark
from secrel.core.editing.sheets.pasting.reading.table import ACROSS, DOWN, FIRST, WIDE, NoTable
from secrel.core.people.operations import BODIES


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("one", [("one", False)]),
        ("one\ntwo", [("one\ntwo", False)]),
        ("• a\n  o b\n• c", [("a", False), ("b", True), ("c", False)]),
        ("•a\n•b", [("a", False), ("b", False)]),
        ("1. a\n   (a) b\n2. c", [("a", False), ("b", True), ("c", False)]),
        ("- a\n- b", [("a", False), ("b", False)]),
        ("• a\n    • b\n• c", [("a", False), ("b", True), ("c", False)]),
        ("• a\n  o b\n    ▪ c", [("a", False), ("b", True), ("c", True)]),
        ("• a long\nline\n• b", [("a long line", False), ("b", False)]),
        ("They will:\n• a\n• b", [("They will:", False), ("a", True), ("b", True)]),
        ("o a\no b", [("a", False), ("b", False)]),
        ("", []),
    ],
)
def test_marks_and_indentation_become_points_and_sub_points(text, points):
    assert [(point.text, point.is_sub) for point in points_of(text)] == points


def test_a_level_that_the_document_has_not_and_a_colon_are_doubts():
    assert [bool(point.doubt) for point in points_of("• a\n  o b\n    ▪ c")] == [False, False, True]
    assert [bool(point.doubt) for point in points_of("All:\n• a")] == [False, True]


@pytest.mark.parametrize(
    ("text", "plain"), [("• a", "a"), ("a", "a"), ("- 5", "- 5"), ("o x", "o x"), ("•", "•")]
)
def test_only_a_bullet_is_taken_from_a_text(text, plain):
    assert without_mark(text) == plain


def test_merged_cells_are_known():
    page = "<table><tr><td rowspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    block = read_html(page)[0]
    assert block == [["a", "b", ""], ["a", "c", "d"]]
    assert [line.joined for line in block] == [{0: FIRST, 1: WIDE, 2: ACROSS}, {0: DOWN}]


@pytest.mark.parametrize(
    ("page", "cell"),
    [
        ("<td>a <b>b</b>\n c</td>", "a b c"),
        ("<td><p>a</p><p>b<br>c</p></td>", "a\nb\nc"),
        ("<td><style>x</style>a<script>b</script><span style='display:none'>c</span></td>", "a"),
        ("<td><input type=checkbox checked></td>", "✓"),
        ("<td><ul><li>a<ol><li>b</li></ol></li></ul></td>", "• a\n  1. b"),
        ("<td><table><tr><td>x</td><td>y</td></tr></table></td>", "x\ny"),
        ("<td>a&nbsp;&amp;<!-- no -->&lt;</td>", "a &<"),
    ],
)
def test_a_cell_of_html_becomes_text(page, cell):
    assert read_html(f"<table><tr>{page}<td>z</td></tr></table>")[0][0][0] == cell


def test_a_table_of_millions_of_cells_is_refused():
    row = "<td rowspan=300 colspan=300>x</td>" * 4
    with pytest.raises(NoTable):
        read_html(f"<table>{f'<tr>{row}</tr>' * 300}</table>")


def test_prose_with_a_comma_is_no_csv():
    assert read_commas("Suppliers, who read\nthis, and that") is None
    assert read_commas('a,b\n"c, d",\'=e\n') == [["a", "b"], ["c, d", "=e"]]


def word_file() -> bytes:
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Participant", "Summary of impacts"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Suppliers"
    cell = table.cell(1, 1)
    cell.paragraphs[0].text, cell.paragraphs[0].style = "One", document.styles["List Bullet"]
    cell.add_paragraph("Under", style="List Bullet 2")
    table.cell(2, 1).text = "Two"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_tables_of_a_word_file_are_read_as_if_pasted():
    (block,) = read_file("impacts.DOCX", word_file())
    assert block == [
        ["Participant", "Summary of impacts"],
        ["Suppliers", "• One\n  o Under"],
        ["Suppliers", "Two"],
    ]
    assert [line.joined.get(0) for line in block] == [None, FIRST, DOWN]


def excel_file(fill) -> bytes:
    book = Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_tables_of_an_excel_file_are_read_as_they_are_shown():
    def fill(sheet):
        sheet.append(["Event", "Date", "Month", "Cost", "Share", "Done"])
        day = datetime(2021, 6, 24)
        sheet.append(["SIT starts", day, datetime(2021, 11, 1), 550000.0, 0.125, True])
        sheet.append([None, "2021-11 late", None, 0.1 + 0.2, 1e21, "• One\n• Two"])
        sheet["B2"].number_format, sheet["C2"].number_format = "dd/mm/yyyy", '"in "mmm-yy'
        sheet["D2"].number_format, sheet["E2"].number_format = '"£"#,##0', "0.0%"
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("B5:C5")
        sheet["B5"] = "wide"
        hidden = sheet.parent.create_sheet("Hidden")
        hidden.sheet_state, hidden["A1"] = "hidden", "not shown"

    (block,) = read_file("plan.xlsx", excel_file(fill))
    assert block == [
        ["Event", "Date", "Month", "Cost", "Share", "Done"],
        ["SIT starts", "2021-06-24", "Nov 2021", "550000", "12.5%", "Yes"],
        ["SIT starts", "2021-11 late", "", "0.3", "1000000000000000000000", "• One\n• Two"],
        [""] * 6,
        ["", "wide", "", "", "", ""],
    ]
    assert [block[1].joined, block[2].joined, block[4].joined] == [
        {0: FIRST},
        {0: DOWN},
        {1: WIDE, 2: ACROSS},
    ]


def test_a_formula_without_its_result_is_refused_rather_than_read_as_empty():
    with pytest.raises(
        NoTable, match="Cell B2 of the sheet Sheet has a formula whose result is not in the file"
    ):
        read_file("sums.xlsx", excel_file(lambda sheet: sheet.append(["a"]) or sheet.append([1, "=A2+1"])))


def test_tables_written_as_html_are_read_as_the_same():
    blocks = read_html(
        "<table><tr><td rowspan=2>a</td><td colspan=2>• b &lt;</td></tr><tr><td>c</td><td>d</td></tr></table>"
        "<table><tr><td>x<p>y</td></tr></table>"
    )
    again = read_html(as_html(blocks))
    assert again == blocks
    assert [[line.joined for line in block] for block in again] == [
        [line.joined for line in block] for block in blocks
    ]


@pytest.mark.parametrize(("name", "content"), [("a.docx", b"PK\3\4"), ("a.xlsx", b"x"), ("a.docx", b"")])
def test_a_file_that_is_not_read_is_refused(name, content):
    with pytest.raises(NoTable):
        read_file(name, content)


def test_a_text_file_is_read_as_cells():
    assert read_file("a.csv", "\ufeffa,b\n1,2".encode()) == [[["a", "b"], ["1", "2"]]]
    assert read_file("a.txt", "£\tb".encode("cp1252")) == [[["£", "b"]]]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        *(("£550k", "£550000"), ("1.3m", "1300000"), ("£1.25 million est", "£1250000 est")),
        *(("100k–150k", "100000-150000"), ("c. 5 thousand", "c. 5000"), ("0.0015m", None)),
        *(("100-150k", None), ("5,000", None), ("10m2", None), ("tbc", None)),
    ],
)
def test_thousands_and_millions_are_written_in_full(text, whole):
    assert in_full(text) == whole


@pytest.mark.parametrize(
    ("event", "meaning"),
    [
        *(("UIT starts", "uit begins"), ("User Integration Testing commences", "uit begins")),
        *(("UIT window closes", "uit ends"), ("SIT and UIT start", ""), ("UIT", "")),
        *(("Panel decides go or no-go", "go"), ("Go-live", "go-live"), ("Decision on go-live", "")),
        ("SIT Completion Report submitted by the DCC", "sit"),
        ("TAG reviews UIT Completion Report", "uit_view"),
        ("Panel to approve the UIT Completion Report", "uit_decision"),
    ],
)
def test_events_of_one_meaning_share_a_key(event, meaning):
    assert meaning_of(event) == meaning


def test_each_word_means_one_body():
    keys = {}
    for word, key in body_words(BODIES):
        assert keys.setdefault(word.casefold(), key) == key, word
    assert (keys["ofgem"], keys["testing advisory group (tag)"]) == ("authority", "tag")


@pytest.mark.django_db
def test_the_tables_of_a_file_come_back_to_the_page_of_the_sheet(examples, as_role):
    client = as_role("delivery")
    answer = client.post("/tables/read/", {"file": SimpleUploadedFile("impacts.docx", word_file())})
    assert answer.status_code == 200
    assert read_html(answer.json()["html"])[0][1] == ["Suppliers", "• One\no Under"]
    refused = client.post("/tables/read/", {"file": SimpleUploadedFile("a.txt", b" ")})
    assert (refused.status_code, refused.json()["sentence"][:22]) == (422, "We found no table in t")
