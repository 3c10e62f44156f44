"""Blocks pasted from a spreadsheet: every line fills the right row or is reported, and no other row changes."""

import pytest

from secrel.core.editing.sheets.columns import (
    AmountColumn,
    ChoiceColumn,
    Column,
    PartialDateColumn,
    TickColumn,
)
from secrel.core.editing.sheets.pasting.block import paste
from secrel.core.editing.sheets.pasting.reading.clipboard import read_block
from secrel.core.editing.sheets.sheet import Sheet, SheetRow, opened, read_input
from tests.core.editing.test_sheets import Notes, posted
from tests.support.pasting import problems_of


class Rows(Sheet):
    """A sheet in memory of rows by name."""

    def __init__(self, **rows: dict[str, str]) -> None:
        self.rows = {name.replace("_", " "): cells for name, cells in rows.items()}

    def stored(self):
        return [self.row(name, self.blank() | cells) for name, cells in self.rows.items()], 1


class Money(Rows):
    caption, add = "Money", "line"
    columns = (
        Column("line", "Line", required="Write the line.", aliases=("Modification",)),
        AmountColumn("sit", "SIT"),
        AmountColumn("uit", "UIT"),
        Column("source", "Source", kind="long"),
    )

    def row(self, name, cells):
        return SheetRow(name, cells | {"line": name}, locked=("line",), fixed=True)


class Ticks(Rows):
    caption, head = "Ticks", "Modification"
    columns = (TickColumn("suppliers", "Suppliers", aliases=("Supplier Parties",)), TickColumn("dcc", "DCC"))

    def row(self, name, cells):
        return SheetRow(name, cells, head=name, fixed=True)


class Events(Rows):
    caption, add, named_by = "Events", "row", "event"
    columns = (
        PartialDateColumn("date", "Date"),
        Column("event", "Event", kind="long", aliases=("Milestone",)),
        Column("notes", "Notes", kind="long"),
        ChoiceColumn("kind", "Kind", choices=(("a", "Apple"), ("b", "Bread"))),
        Column("set_by", "Set by", read_only=True),
    )

    def row(self, name, cells):
        return SheetRow(name, {"event": name, "set_by": "hand"} | {k: v for k, v in cells.items() if v})


MONEY = {"MP104": {}, "SECMP0062_part_1": {"sit": "5"}, "MP122": {}}


def pasted(sheet: Sheet, text: str, at: str = ""):
    """The page with the block in it, and all messages; `at` is a cell, "MP104.sit"."""
    page = opened(sheet)
    row, _, column = at.rpartition(".")
    return page, paste(page, text, row, column) + problems_of(page.pasted)


def cells(page, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.cells.get(name, "") for name in names) for row in page.rows]


def refusal(sheet: Sheet, text: str, at: str = "") -> str:
    """The message for a block of which nothing was pasted."""
    page, messages = pasted(sheet, text, at)
    assert cells(page, *(c.name for c in sheet.columns)) == cells(
        opened(sheet), *(c.name for c in sheet.columns)
    )
    assert len(messages) == 1
    return messages[0]


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("a\tb\r\n\t\r\nc\td\r\n", [["a", "b"], ["", ""], ["c", "d"]]),
        ("\n100\n200", [[""], ["100"], ["200"]]),
        ("a\t\t\nb\t\t\n\t\t\n", [["a"], ["b"]]),
        ('"Go" decision\tx\ny\tz', [['"Go" decision', "x"], ["y", "z"]]),
        ('"unbalanced\tx\ny\tz', [['"unbalanced', "x"], ["y", "z"]]),
        ('24 Jun\t"Go\n25 Jun\tNo-go"', [["24 Jun", '"Go'], ["25 Jun", 'No-go"']]),
        ('A\tB\tC\n"Go\tNo-go"\t5', [["A", "B", "C"], ['"Go', 'No-go"', "5"]]),
        ('"one\r\ntwo"\tx\r\n"say ""hi"""\ty', [["one\ntwo", "x"], ['say "hi"', "y"]]),
        ('"""Go"" decision"\tx', [['"Go" decision', "x"]]),
        ('"a\tb"\tc', [["a\tb", "c"]]),
        ('"', [['"']]),
        ("", []),
    ],
)
def test_cells_are_read_as_spreadsheets_write_them(text, block):
    assert read_block(text) == block


def test_an_empty_row_keeps_its_place_and_is_named():
    page, messages = pasted(Money(**MONEY), "100000\t20000\n\t\n300000\t40000\n", "MP104.sit")
    assert cells(page, "line", "sit", "uit") == [
        ("MP104", "100,000", "20,000"),
        ("SECMP0062 part 1", "5", ""),
        ("MP122", "300,000", "40,000"),
    ]
    assert messages == [
        "Understood: 4 cells, under SIT, UIT. Check them, then save.",
        "Row 2, SECMP0062 part 1: This row is empty, so nothing changes here.",
    ]


def test_empty_row_at_the_beginning_counts():
    page, _ = pasted(Money(**MONEY), "\n\n300000", "MP104.sit")
    assert cells(page, "sit") == [("",), ("5",), ("300,000",)]


@pytest.mark.parametrize("heading", ["Modification", "modification:", "LINE", "Line (£)", "Li\u200bne"])
def test_alias_of_a_heading_is_understood(heading):
    page, messages = pasted(Money(**MONEY), f"{heading}\tSIT (£)\nmp 122\t300000\nMP-104\t£ -")
    assert cells(page, "sit") == [("0",), ("5",), ("300,000",)]
    assert messages == ["Understood: 2 cells, under SIT. Check them, then save."]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Ref no\tSIT test\tUIT test\nMP122\t1\t2", ""),
        ("Cost\n1\n2", "MP104.sit"),
        ("Foo\n1\n2", "MP104.sit"),
        ("Foo\tBar\n1\t2", "MP104.sit"),
    ],
)
def test_an_unknown_heading_is_refused_and_the_known_ones_are_named(text, at):
    message = refusal(Money(**MONEY), text, at)
    assert message.startswith("Nothing was pasted. These headings do not match this sheet: “")
    assert "Use Line, SIT, UIT, Source, or copy the cells without a heading row." in message


def test_first_line_that_is_not_a_heading_row_is_pasted():
    page, messages = pasted(Events(Go={}), "soon\tGo\t#REF!\nTBC\tGone\tx")
    assert cells(page, "date", "event", "notes") == [("soon", "Go", ""), ("", "Gone", "x")]
    assert messages[1:] == [
        "Row 1, Go: Date: “soon” is not a date: write 24 Jun 21, Late Nov 21, Feb 22, Q4 2020, 2022 or tbc.",
        "Row 1, Go: Notes: not changed, because the spreadsheet shows an error here (you pasted “#REF!”).",
    ]


def test_block_with_row_names_is_pasted_by_name_from_any_cell():
    page, messages = pasted(Money(**MONEY), "MP122\t1\t2\nMP104 – Title\t3\t4", "MP104.sit")
    assert cells(page, "sit", "uit") == [("3", "4"), ("5", ""), ("1", "2")]
    assert "Each row went to the row of the same name, not to the cell that you pasted into." in messages


def test_unknown_or_ambiguous_name_is_not_pasted():
    lines = {"SECMP0062_part_1": {}, "SECMP0062_part_2": {}, "MP104": {}}
    page, messages = pasted(
        Ticks(**lines), "Modification\tDCC\nSECMP0062\tx\nMP999\tx\n\tx\nMP104\tx\nSECMP0062 part 3\tx"
    )
    assert cells(page, "dcc") == [("",), ("",), ("1",)]
    assert messages[1:] == [
        "Row 2, “SECMP0062”: “SECMP0062” could be “SECMP0062 part 1” or “SECMP0062 part 2”. Write its full name.",
        "Row 3, “MP999”: This sheet has no row called “MP999”.",
        "Row 4, “x”: The name of the row is missing.",
        "Row 6, “SECMP0062 part 3”: This sheet has no row called “SECMP0062 part 3”.",
    ]


def test_row_named_twice_in_the_block_is_not_pasted():
    page, messages = pasted(Money(**MONEY), "Line\tSIT\nMP104\t1\nMP104\t2\nMP122\t3")
    assert cells(page, "sit") == [("",), ("5",), ("3",)]
    assert (
        messages[1]
        == "Rows 2–3, “MP104”: “MP104” appears more than once in what you pasted. Keep one of those rows."
    )


def test_block_without_row_names_or_a_cell_is_refused():
    assert "We cannot tell which rows this is for." in refusal(Money(**MONEY), "SIT\tUIT\n1\t2")
    assert "“✓” is not one of them" in refusal(Ticks(MP1={}, MP2={}), "✓\t✓")


def test_rows_and_columns_beyond_the_sheet_are_reported():
    page, messages = pasted(Ticks(MP1={}, MP2={}), "x\tx\tx\n\t\t\nx\tx\t\nx\tx\t", "MP2.suppliers")
    assert cells(page, "suppliers", "dcc") == [("", ""), ("1", "1")]
    assert messages == [
        "Understood: 2 cells, under Suppliers, DCC. Check them, then save.",
        "Column 3 was not pasted, because the sheet has no more columns.",
        "Row 2: This row is empty.",
        "Rows 3–4, “x”: This sheet has no more rows.",
    ]


def test_shorter_line_leaves_the_other_cells_and_an_empty_cell_clears():
    page, _ = pasted(Money(MP1={"sit": "1", "uit": "2"}, MP2={"sit": "1", "uit": "2"}), "7\n8\t", "MP1.sit")
    assert cells(page, "sit", "uit") == [("7", "2"), ("8", "2")]  # a column that is empty everywhere is none
    page, _ = pasted(Money(MP1={"sit": "1", "uit": "2"}, MP2={"sit": "1", "uit": "2"}), "7\n\t8", "MP1.sit")
    assert cells(page, "sit", "uit") == [("7", "2"), ("", "8")]
    assert page.pasted.lines[1].cells == ["SIT: empty (was 1)", "UIT: 8 (was 2)"]


def test_different_text_for_a_read_only_cell_is_reported():
    text = "Event\tSet by\tDate\nGo\thand\t24-Jun-21\nStop\trule\t22-Feb"
    page, messages = pasted(Events(Go={}, Stop={"date": "01 Jan 21"}), text)
    assert cells(page, "date", "set_by") == [("24 Jun 21", "hand"), ("22-Feb", "hand")]
    assert messages[1:] == [
        "Row 3, Stop: Set by: cannot be changed here, so it stays hand (you pasted “rule”).",
        "Row 3, Stop: Date: “22-Feb” is not a date: the year is missing. Write all of it, like 22 Feb 2021.",
    ]


def test_totals_captions_and_repeated_headings_are_not_pasted():
    heads = "Modification\tSuppliers\tDCC\n"
    text = f"Participant impact matrix\t\t\n{heads}MP1\t✓\t\n\t\t\n{heads}MP2\t\tTRUE\nTotal\t1\t1\n"
    page, messages = pasted(Ticks(MP1={}, MP2={}), text)
    assert cells(page, "suppliers", "dcc") == [("1", ""), ("", "1")]
    assert messages[1:] == [
        "Row 1, “Participant impact matrix”: It is above the headings.",
        "Row 4: This row is empty.",
        "Row 5, “Modification”: It repeats the headings.",
        "Row 7, “Total”: It is a total, which is calculated here.",
    ]


@pytest.mark.parametrize(
    "text", ["SIT\tUIT\n£\t£\n1\t2", "SIT\tUIT\n1\t2\nSIT\tUIT\n3\t4", "SIT\tSIT\n1\t2", "SIT\tUIT"]
)
def test_headings_that_would_move_rows_are_refused(text):
    assert refusal(Money(**MONEY), text, "MP104.sit").startswith("Nothing was pasted. ")


@pytest.mark.parametrize("mark", [*"✓✔☑☒XxYy1•●√Ü", "Yes", "TRUE", "✔️", "\xa0x\u200b"])
def test_every_mark_for_a_tick_is_read(mark):
    page, _ = pasted(Ticks(MP1={}), f"Modification\tDCC\nMP1\t{mark}")
    assert cells(page, "dcc") == [("1",)]


def test_unread_and_unchanged_cells_are_counted_separately():
    page, messages = pasted(Money(MP1={"sit": "1"}), "Line\tSIT\tUIT\nMP1\t1\t#REF!")
    assert cells(page, "sit", "uit") == [("1", "#REF!")]
    assert messages == [
        "Understood: 1 cell, under SIT (1 unchanged). Not understood: 1 cell. Correct what is marked, then save.",
        "Row 2, MP1: UIT: “#REF!” is not an amount: write digits, like 1,200 or 1200.50. "
        "The spreadsheet shows an error here.",
    ]
    assert (page.pasted.problems, page.pasted.unread) == (1, 1)
    assert pasted(Money(MP1={}), "#REF!", "MP1.sit")[1][0] == (
        "Not understood: 1 cell. Correct what is marked, then save."
    )
    assert pasted(Ticks(MP1={}), "#REF!", "MP1.dcc")[1][0] == (
        "Nothing was pasted, because none of the cells could be used."
    )


@pytest.mark.parametrize("mark", ["TBC", "N/A", "?", "✗", "2", "#REF!", "Suppliers will receive guidance"])
def test_mark_that_is_not_a_tick_leaves_the_cell_unchanged(mark):
    page, messages = pasted(Ticks(MP1={"dcc": "1"}, MP2={}), f"Modification\tDCC\nMP1\t{mark}\nMP2\t{mark}")
    assert cells(page, "dcc") == [("1",), ("",)]
    assert messages[1].startswith(f"Row 2, MP1: DCC: not changed. “{mark}” is not a tick: write ✓, x, yes")


def test_unknown_or_empty_choice_is_never_another_choice():
    page, _ = pasted(Events(Go={"kind": "b"}), "Event\tKind\nGo\tCheese\nNew\t\nOld\tBread\nLone")
    assert cells(page, "event", "kind") == [("Go", "Cheese"), ("New", ""), ("Old", "b"), ("Lone", "")]
    assert page.errors == {
        ("Go", "kind"): "“Cheese” is not one of the choices: Apple, Bread.",
        ("new-2", "kind"): "Choose one: Apple, Bread.",
        ("new-4", "kind"): "Choose one: Apple, Bread.",
    }
    page.errors = {}
    assert not page.check()
    assert len(page.errors) == 3


def test_line_break_stays_only_in_a_long_column():
    page, _ = pasted(Money(MP1={}), 'Line\tSource\n"MP1\n"\t"one\u200b \n two\xa0three"')
    assert cells(page, "line", "source") == [("MP1", "one\ntwo three")]


def test_rows_of_the_same_name_are_matched_in_order_if_as_many_are_pasted():
    class Alike(Events):
        def stored(self):
            return [SheetRow(key, {"event": "Meeting", "kind": "a"}) for key in "abc"], 1

    page, _ = pasted(Alike(), "Event\tNotes\nMeeting\t1\nMeeting\t2\nMeeting\t3")
    assert cells(page, "notes") == [("1",), ("2",), ("3",)]
    page, messages = pasted(Alike(), "Event\tNotes\nMeeting\t1\nMeeting\t2")
    assert cells(page, "notes") == [("",)] * 3
    assert "There are 3 rows called" in messages[1]


def test_names_that_differ_in_punctuation_or_case_are_distinguished():
    page, _ = pasted(
        Events(**{"1.10": {}, "SMs": {}, "SMS": {}}), "Event\tNotes\n11.0\tnew\nSMS\tone\n1.10\ttwo"
    )
    assert cells(page, "event", "notes") == [("1.10", "two"), ("SMs", ""), ("SMS", "one"), ("11.0", "new")]


def test_rows_of_the_same_name_are_distinguished_by_other_columns():
    class Steps(Ticks):
        distinguished_by = ("step",)
        columns = (Column("step", "Step"), *Ticks.columns)

        def stored(self):
            return [SheetRow(step, {"step": step}, head="MP1") for step in ("Vote", "Report")], 1

    page, messages = pasted(Steps(), "Modification\tStep\tDCC\nMP1\treport\tx\nMP1\tLetter\tx")
    assert cells(page, "step", "dcc") == [("Vote", ""), ("report", "1")]
    assert messages[1] == "Row 3, “MP1”: This sheet has a row called “MP1”, but with a different Step."


def test_a_row_that_is_gone_by_now_keeps_its_place():
    sheet = Ticks(MP1={}, MP2={}, MP3={})
    data = posted(sheet)
    del sheet.rows["MP2"]
    page = read_input(sheet, data)
    paste(page, "x\nx\nx", "MP1", "dcc")
    assert cells(page, "dcc") == [("1",), ("1",)]
    page = read_input(sheet, data)
    paste(page, "x\nx", "MP1", "dcc")
    assert [(row.key, row.cells["dcc"]) for row in page.rows] == [("MP1", "1"), ("MP3", "")]
    assert problems_of(page.pasted) == ["Row 2, “x”: “MP2” is no longer listed on this sheet."]


def test_row_marked_for_removal_is_not_filled():
    page = opened(Events(Go={}, Stop={}))
    page.removed.add("Go")
    paste(page, "x\ny", "Go", "notes")
    assert cells(page, "notes") == [("",), ("y",)]
    assert problems_of(page.pasted) == ["Row 1, “x”: “Go” is marked for removal."]


def test_a_block_that_is_too_long_is_refused_whole():
    assert refusal(Money(**MONEY), "1\n" * 300_000, "MP104.sit") == (
        "Nothing was pasted, because the text is longer than 500,000 characters. Copy fewer rows."
    )


def test_block_with_hundreds_of_columns_is_refused():
    assert "You pasted 400 columns." in refusal(Money(**MONEY), "Line\t" * 399 + "x", "MP104.sit")


def test_rows_above_the_limit_are_reported():
    page = opened(Notes({"a": {"text": "one"}}))
    paste(page, "Text\tPounds\n" + "".join(f"note {n}\t{n}\n" for n in range(4_000)))
    assert problems_of(page.pasted)[-1] == (
        "Rows 2001–4001, “note 1999”: A sheet holds at most 2,000 rows. Paste fewer at a time."
    )
