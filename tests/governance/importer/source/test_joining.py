"""Lines of a paragraph and parts of a table are joined as a person would."""

import pytest
from msgspec.structs import replace

from governance.importer.source.document import Cell, Line, Table
from governance.importer.source.joining import Joiner, follows, joined
from governance.importer.source.marks import clean, marked, symbol


@pytest.mark.parametrize(
    ("one", "two", "whole"),
    [
        ("Panel baselines", "the RID", "Panel baselines the RID"),
        ("for system-", "impacting changes", "for system-impacting changes"),
        ("the imple-", "mentation of it", "the implementation of it"),
        ("SECMP00", "62 part 1", "SECMP0062 part 1"),
        ("MP", "153", "MP153"),
        ("CR10", "88", "CR1088"),
        ("of MP102", "3 days later", "of MP102 3 days later"),
        ("a cost of £1,120,", "042", "a cost of £1,120,042"),
        ("requests 24,", "300 others", "requests 24, 300 others"),
        ("the IHD /", "PPMID", "the IHD / PPMID"),
        ("", "alone", "alone"),
        ("imple", "mentation", "implementation"),
        ("Communi", "cations", "Communications"),
        ("the evi-", "dence", "the evidence"),
        ("change", "implementation", "change implementation"),
    ],
)
def test_lines_are_joined(one, two, whole):
    joiner = Joiner.of(["The implementation of a system-impacting change was", "a change is"])
    assert joiner.join(one, two) == whole


def table(*rows: str, title: str = "") -> Table:
    return Table(
        tuple(tuple(Cell((Line(text),) if text else ()) for text in row.split("|")) for row in rows), title
    )


@pytest.mark.parametrize(
    ("above", "below", "rows"),
    [
        (("Date|Event", "1 May|A"), ("Date|Event", "2 May|B"), ["Date|Event", "1 May|A", "2 May|B"]),
        (("Date|Event", "1 May|A"), ("|B",), ["Date|Event", "1 May|A", "|B"]),
        (
            ("Date|Changes", "1 May|Done.", "2 May|Made by"),
            ("|MP101.",),
            ["Date|Changes", "1 May|Done.", "2 May|Made by MP101."],
        ),
        (
            ("Date|Event|Notes", "1 May|A|The Panel will"),
            ("||review it.",),
            ["Date|Event|Notes", "1 May|A|The Panel will review it."],
        ),
        (
            ("Date|Event|Notes", "1 May|A|"),
            ("Date|Event|Notes", "||It ends."),
            ["Date|Event|Notes", "1 May|A|It ends."],
        ),
    ],
)
def test_parts_of_a_table_are_joined_with_broken_rows_whole(above, below, rows):
    one, two = table(*above), table(*below)
    assert follows(one, two)
    whole = joined(one, two)
    assert ["|".join(" ".join(cell.text.split()) for cell in row) for row in whole.rows] == rows


def test_row_that_rules_show_as_cut_is_one_although_both_parts_have_names():
    above, below = table("Area|Summary", "Service|one.", title="DCC"), table("Providers|two.")
    assert len(joined(above, below).rows) == 3
    whole = joined(above, below, is_cut=True).rows[-1]
    assert [cell.text for cell in whole] == ["Service Providers", "one.\ntwo."]


def test_other_tables_do_not_follow():
    one = table("Date|Event", "1 May|A", title="Timetable")
    assert not follows(one, table("Acronym|Term", "DCC|x", title="Glossary"))
    assert not follows(one, table("Acronym|Term", "DCC|x"), same_columns=False)
    assert not follows(one, table("a|b|c"))
    assert follows(one, replace(one, title="TIMETABLE"))


def test_marks_and_symbols_are_read_as_what_they_look_like():
    marks = [
        "• One",
        "– Dash",
        "1. First",
        "(iv) Fourth",
        "o Inner",
        "o no point",
        "A. B",
        "Text",
        "1.5 days",
    ]
    assert [(mark.is_point, mark.number, mark.rest) for mark in map(marked, marks)] == [
        *(
            (True, "", "One"),
            (True, "", "Dash"),
            (True, "1", "First"),
            (True, "iv", "Fourth"),
            (True, "", "Inner"),
        ),
        *((False, "", "o no point"), (False, "", "A. B"), (False, "", "Text"), (False, "", "1.5 days")),
    ]
    assert [
        symbol("\uf0fc", "Wingdings"),
        symbol("ü", "Wingdings"),
        symbol("ü", "Arial"),
        symbol("\uf0b7", "Symbol"),
    ] == [
        *("✓", "✓", "ü", "•"),
    ]
    assert clean("ﬁrm\u00a0 cost\u00ads\n") == "firm costs"
