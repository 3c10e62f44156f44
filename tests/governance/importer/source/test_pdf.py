"""Old PDFs are read by where their letters and rules stand."""

import pytest

from governance.importer.source.document import Line, Table
from governance.importer.source.pdf.reader import read_pdf
from tests.support.large import large_document
from tests.support.originals.pdf import AROUND, GRID, NONE, RULES, STRIPES, pdf_original, printed
from tests.support.originals.reading import found, wanted

DOCUMENT = large_document(6, rows=12) | {"impacts": large_document(6)["impacts"] | {"other_codes": []}}
TEXT = "The DCC will tell Parties when each test phase begins, and what was found in it so far. "
SVG = '<svg width=10 height=10><path d="M1 5 L4 9 L9 1 L4 6 z"/></svg>'


def read(html: str, style: str = "", head: str = "") -> list[str]:
    return found(read_pdf(printed(html, style, head), "rid.pdf"))


@pytest.mark.parametrize(
    ("style", "form"),
    [
        (GRID, {}),
        (RULES, {"titles_in_tables": True}),
        (NONE, {"repeated": False}),
        (STRIPES, {}),
        (AROUND, {}),
    ],
    ids=["grid", "rules", "white space", "stripes", "rules around headings"],
)
def test_a_rid_is_read_word_for_word_however_its_tables_are_drawn(style, form):
    source = read_pdf(pdf_original(DOCUMENT, style, **form), "rid.pdf")
    assert found(source) == wanted(DOCUMENT)
    assert [line.text for line in source.margins][:1] == [
        "SECP_99_0601_01 – Appendix A: November 2023 SEC Release RID"
    ]
    headings = [block for block in source.blocks if isinstance(block, Line) and block.heading]
    sizes = {line.text: line.heading for line in headings}
    assert sizes["2. Impacts"] < sizes["SEC document impacts"]
    assert max(map(len, sizes)) < 60


def test_columns_of_text_are_read_one_after_the_other():
    texts = [f"Paragraph {n}. {TEXT * 3}".strip() for n in range(6)]
    html = "".join(f"<p>{text}</p>" for text in texts)
    lines = read(
        f"<h1>4. Tests</h1><div style='column-count: 2; column-gap: 24pt'>{html}</div><h1>5. Costs</h1>"
    )
    assert lines == ["4. Tests", *texts, "5. Costs"]


def test_merged_cells_stand_in_each_place_that_they_cover():
    html = (
        "<table><tr><th rowspan=2>Ref</th><th colspan=2>Stages</th></tr><tr><th>SIT</th><th>UIT</th></tr>"
        "<tr><td>MP101</td><td colspan=2>£2,000</td></tr><tr><td>MP102</td><td rowspan=2>£7</td><td><i>£1</i></td></tr>"
        "<tr><td>MP103</td><td>TBC</td></tr></table>"
    )
    rows = [
        "Ref | Stages | Stages",
        "Ref | SIT | UIT",
        "MP101 | £2,000 | £2,000",
        "MP102 | £7 | _£1",
        "MP103 | £7 | TBC",
    ]
    assert read(f"<h1>Costs of the DCC in this release</h1>{html}", GRID)[1:] == ["table ", *rows]


def test_headings_that_run_upwards_and_ticks_that_are_drawn_are_read():
    turned = "position: absolute; top: 108pt; left: 16pt; transform-origin: 0 100%; transform: rotate(-90deg)"
    heads = "".join(
        f"<th style='height: 110pt; position: relative'><div style='{turned}; white-space: nowrap'>{name}</div></th>"
        for name in ("Suppliers", "Electricity Networks")
    )
    rows = f"<tr><td>MP101</td><td>{SVG}</td><td></td></tr><tr><td>MP102</td><td></td><td>{SVG}</td></tr>"
    html = f"<h1>Impacts</h1><p>{TEXT}</p><table><tr><th>Ref</th>{heads}</tr>{rows}</table>"
    source = read_pdf(printed(html, GRID), "rid.pdf")
    assert found(source)[2:] == [
        "table ",
        "Ref | Suppliers | Electricity Networks",
        "MP101 | ✓ | ",
        "MP102 |  | ✓",
    ]
    assert source.notes[0].sentence == "Read as ticks in tables of page 1: 2 drawn marks."


def test_lists_and_words_over_lines_are_joined_and_contents_left_out():
    html = (
        "<p>1. Scope .......................... 3</p><h1>1. Scope</h1><ol type=a><li>One system-</li></ol>"
        f"<ul><li>{TEXT}<ul><li>Inner {TEXT}</li></ul></li><li>Last</li></ul>"
        "<table style='width: 90pt'><tr><td style='word-break: break-all; width: 34pt'>SECMP0062</td><td>A</td></tr>"
        "<tr><td>SECMP0007</td><td>B</td></tr></table><p>After the table.</p>"
    )
    source = read_pdf(printed(html, GRID), "rid.pdf")
    assert found(source) == [
        *("1. Scope", "*One system-", f"*{TEXT.strip()}", f"**Inner {TEXT.strip()}", "*Last"),
        *("table ", "SECMP0062 | A", "SECMP0007 | B", "After the table."),
    ]
    assert "The table of contents was left out." in [note.sentence for note in source.notes]


def test_letters_of_a_font_that_one_reader_does_not_know_are_read_by_the_other():
    """A character that no typeface has makes WeasyPrint write the encoding into the file, which pdfminer skips."""
    text = f"A character \U000f1234 that no typeface has. {TEXT}".strip()
    assert TEXT.strip() in " ".join(read(f"<h1>Scope</h1><p>{text}</p>"))


def test_places_are_pages_and_lines():
    source = read_pdf(
        printed(f"<h1>Scope</h1><p>{TEXT}</p><div style='break-before: page'>Second page</div>"), "a.pdf"
    )
    places = [(block.place.page, block.place.line) for block in source.blocks if not isinstance(block, Table)]
    assert (places, source.pages) == ([(1, 1), (1, 2), (2, 1)], 2)
