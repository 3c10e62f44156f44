"""Reading a pasted list of modifications; no database."""

import pytest

from releases.forms.scope_block import (
    BlockRefused,
    ScopeLine,
    holds_references,
    read_scope,
    read_tables,
    without_verb,
)

TABLE = (
    "Ref\tTitle\tStatus\tCut-off date\tSummary\tOwner\nMP153\tOne\tTargeted\t21 Oct 2021\twill do it.\tAnn\n"
)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("MP153\nDP201\n\nSECMP0062 part 1\n", ["MP153", "DP201", "SECMP0062 part 1"]),
        ("MP153 – A title\nmp 154: ‘Another’", [("MP153", "A title"), ("mp 154", "Another")]),
        (TABLE, [("MP153", "One", "Targeted", "21 Oct 2021", "do it.")]),
        (
            "Candidate\t4 Nov 2021\tMP153\tOne\tproposes to do it.",
            [("MP153", "One", "Candidate", "4 Nov 2021", "do it.")],
        ),
        ("MP153\tOne\tDo\tmore", [("MP153", "One", "", "", "Do")]),
        ("Some words\nMP153", ["Some words", "MP153"]),
    ],
)
def test_a_list_is_read_by_its_headings_or_by_its_cells(text, lines):
    found = read_scope(text).lines
    wanted = [ScopeLine(*([line] if isinstance(line, str) else line)) for line in lines]
    assert found == wanted


def test_what_was_read_and_left_out_is_said():
    assert read_scope(TABLE).notes == [
        "Columns read as: Reference, Title, Status, Cut-off, Description.",
        "Left out: Owner.",
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste a list of modifications first, one a line."),
        ("Reference\tTitle", "There are only headings. Paste the rows below them too."),
        ("MP153\n" * 201, "There are 201 rows. Paste at most 200 at a time."),
        ("x" * 200_001, "The text is longer than 200,000 characters. Paste fewer rows."),
    ],
)
def test_what_is_no_list_is_refused(text, sentence):
    with pytest.raises(BlockRefused, match=sentence):
        read_scope(text)


def test_the_verb_that_the_document_prints_is_removed():
    assert [without_verb(text) for text in ("will do it", "Proposes to do it", "willing")] == [
        *("do it", "do it", "willing")
    ]


def test_tables_with_captions_are_read_together_and_others_left_out():
    first = [["Approved modifications"], ["Ref", "Title"], ["MP1", "One"]]
    dates = [["Date", "Event"], ["21 Oct 2021", "Baseline"]]
    second = [["Status", "Ref"], ["Targeted", "MP2"]]
    block = read_tables([first, dates, second])
    assert block.lines == [ScopeLine("MP1", "One"), ScopeLine("MP2", "", "Targeted")]
    assert block.notes == ["Columns read as: Reference, Title.", "Columns read as: Status, Reference."]
    assert [holds_references(table) for table in (first, dates, second)] == [True, False, True]


def test_the_table_of_the_clipboard_is_read_before_its_text():
    html = "<table><tr><td>MP153</td><td>One<br>two</td></tr></table>"
    assert read_scope("MP153\tOne\ntwo", html).lines == [ScopeLine("MP153", "One two")]
    assert read_scope("Ref,Title\nMP153,One\nMP154,Two").lines[1] == ScopeLine("MP154", "Two")


def test_lines_of_a_printed_scope_are_read_with_title_part_and_status_by_their_verb():
    block = read_scope(
        "SECMP0053 ‘Amend Target Response Times’ will reduce the times.\n"
        "• SECMP0062 ‘Northbound – DCC’s Storm’ part 1 proposes to put it in place.\n"
        "• MP084 ‘Other User Seating’ proposes to create a seat.\n"
        "  o The Proposed Solution is to require one.\n"
        "• The Alternative Solution is to create one.\n"
        "• MP088 ‘Power to raise’ is of interest"
    )
    assert [(row.reference, row.title, row.status, row.description) for row in block.lines] == [
        ("SECMP0053", "Amend Target Response Times", "approved", "reduce the times."),
        ("SECMP0062 part 1", "Northbound – DCC’s Storm", "targeted", "put it in place."),
        ("MP084", "Other User Seating", "targeted", "create a seat."),
        ("MP088", "Power to raise’ is of interest", "", ""),
    ]
    assert block.notes[0] == (
        "Left out: 2 points about solutions. They belong on the page of the modification."
    )
