"""Lists that a document writes as sentences, and tables whose headings say little, are understood."""

from governance.importer.source.document import Cell, Line, Table
from governance.importer.understanding.inline import lines_apart
from governance.importer.understanding.outline import outline, sheets_of
from governance.importer.understanding.prose import from_prose
from governance.importer.understanding.sections.titles import sentences_apart
from governance.importer.words.references import modifications_in


def _table(*rows, title=""):
    return Table(tuple(tuple(Cell((Line(text),) if text else ()) for text in row) for row in rows), title)


def _texts(sheet):
    return [[cell.text for cell in row] for row in sheet.rows]


def test_points_within_a_text_are_taken_apart():
    texts = [(line.level, line.number, line.text) for line in lines_apart(Line("(1) Do this. (2) Do that."))]
    assert texts == [(1, "1", "Do this."), (1, "2", "Do that.")]
    assert [
        line.level for line in lines_apart(Line("The DCC will: (a) train; and (b) report.", level=1))
    ] == [1, 2, 2]
    whole = Line("will (a) train; and (b) report.")
    assert lines_apart(whole) == [whole]


def test_modifications_of_running_text_are_taken_apart():
    text = "MP171 and MP172 are approved. MP171 ‘One’ will do this. MP172 ‘Two’ will do that."
    assert [line.text for line in sentences_apart([Line(text)], modifications_in)] == [
        "MP171 and MP172 are approved.",
        "MP171 ‘One’ will do this.",
        "MP172 ‘Two’ will do that.",
    ]
    listed = list(
        sentences_apart([Line("They are MP171 ‘One’ and MP172 ‘Two’, as agreed.")], modifications_in)
    )
    assert [(line.text, bool(line.doubt)) for line in listed][1] == ("MP171 ‘One’", True)


def test_tables_as_sentences_become_sheets():
    blocks = [
        Line("Appendix 2: Glossary", heading=1),
        Line("In this document, CH means Communications Hub, DCC means Data Communications Company."),
        Line("3. Implementation timeline", heading=1),
        Line("14 May 2021: Panel baselines the RID", level=1),
        Line("4 November 2021 – Release go-live", level=1),
        Line("Appendix 1: Version control", heading=1),
        Line("0.1, 7 May 2021: First draft."),
        Line("Version 1.0 (14 May 2021) Baselined."),
    ]
    parts = outline(blocks)
    from_prose(parts)
    assert _texts(parts.of("glossary")[0]) == [
        ["CH", "Communications Hub"],
        ["DCC", "Data Communications Company"],
    ]
    assert _texts(parts.of("timeline")[0])[1] == ["4 November 2021", "Release go-live", ""]
    assert _texts(parts.of("history")[0]) == [
        ["0.1", "7 May 2021", "First draft."],
        ["1.0", "14 May 2021", "Baselined."],
    ]
    assert all(cell.doubt for row in parts.of("timeline")[0].rows for cell in row[:2])


def test_columns_are_known_by_what_stands_in_them():
    matrix = _table(
        ["The DCC", "Gas Networks", "Change"], ["✓", "", "MP163"], ["", "✓", "MP168"], title="Who"
    )
    assert sheets_of(matrix)[0].columns == ["dcc", "gas_networks", "modification"]
    history = _table(
        ["What", "No", "Given"], ["First draft.", "0.1", "4 Jun 2021"], ["Baselined.", "1.0", "1 Jul 2021"]
    )
    (sheet,) = sheets_of(history)
    assert (sheet.kind, sheet.columns[1:]) == ("history", ["version", "date"])


def test_row_that_names_those_below_it_is_none():
    group = Cell((Line("Testing"),))
    table = _table(["Date", "Event", "Notes"], ["1 May 2021", "SIT commences", ""])
    rows = (table.rows[0], (group, group, group), table.rows[1])
    assert _texts(sheets_of(Table(rows))[0]) == [["1 May 2021", "SIT commences", ""]]
