"""Sheets: merging three versions, reading cells as people write them, pasting blocks from a spreadsheet."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from secrel.core.changes.errors import RuleBroken, Stale
from secrel.core.editing.sheets.columns import (
    AmountColumn,
    ChoiceColumn,
    Column,
    DayColumn,
    PartialDateColumn,
    TickColumn,
)
from secrel.core.editing.sheets.drawing import errors_of, lines_of
from secrel.core.editing.sheets.merging import merge
from secrel.core.editing.sheets.pasting.block import paste
from secrel.core.editing.sheets.saving import save_sheet
from secrel.core.editing.sheets.sheet import Sheet, SheetRow, opened, read_input
from secrel.core.templatetags.sheets import sheet_row

KEYS = st.sampled_from("abcdef")
ROWS = st.dictionaries(KEYS, st.fixed_dictionaries({"x": st.sampled_from("01"), "y": st.sampled_from("01")}))


class Notes(Sheet):
    """A sheet in memory; `before_write` is what somebody else does just before it is written."""

    caption = "Notes"
    add = "note"
    may_order = True
    columns = (
        Column("text", "Text", required="Write it.", max_length=20),
        PartialDateColumn("when", "When"),
        AmountColumn("pounds", "Pounds"),
        ChoiceColumn("kind", "Kind", choices=(("a", "Apple"), ("b", "Bread"))),
        TickColumn("done", "Done"),
        Column("status", "Status", read_only=True),
    )

    def __init__(self, rows: dict, before_write=None) -> None:
        self.rows, self.token, self.before_write = rows, 1, before_write

    def stored(self):
        empty = {"text": "", "when": "", "pounds": "", "kind": "a", "done": "", "status": f"at {self.token}"}
        return [SheetRow(key, empty | cells) for key, cells in self.rows.items()], self.token

    def write(self, entries, token, **common):
        if self.before_write:
            act, self.before_write = self.before_write, None
            act(self)
        if token != self.token:
            raise Stale("Stale.", theirs={}, token=self.token)
        columns = {column.name: column for column in self.columns}
        self.rows = {
            entry.key: self.rows.get(entry.key, {})
            | {name: columns[name].format(value) for name, value in entry.values.items()}
            for entry in entries
        }
        self.token += 1


def posted(sheet, *, rows=None, remove=(), was=None, **cells) -> QueryDict:
    """The sheet as a browser sends it: `a__text="x"` for the cell text of row a."""
    page = was or opened(sheet)
    data = QueryDict(mutable=True)
    data["was"] = page.was_json
    data.setlist("row", rows or [row.key for row in page.rows])
    for row in page.rows:
        for name, text in row.cells.items():
            data[f"{row.key}.{name}"] = text
    for name, text in cells.items():
        data[name.replace("__", ".").replace("new_", "new-")] = text
    for key in remove:
        data[f"{key}.remove"] = "1"
    return data


def save(sheet, **entered):
    page = read_input(sheet, posted(sheet, **entered))
    return save_sheet(page), page


@given(ROWS, ROWS, ROWS)
def test_merge_takes_each_sides_edits_and_reports_conflicts(was, stored, entered):
    merged = merge(was, stored, entered)
    conflicts = {(conflict.key, conflict.column) for conflict in merged.conflicts}
    for key in was.keys() & stored.keys() & entered.keys():
        for column in ("x", "y"):
            w, s, t = was[key][column], stored[key][column], entered[key][column]
            assert merged.rows[key][column] == (s if t == w else t)
            assert ((key, column) in conflicts) == (t != w and s not in (w, t))
    for key in stored.keys() - was.keys():
        assert key in merged.rows  # what others added is never lost
    for key in entered.keys() - was.keys():
        assert key in merged.rows  # and what was entered is not lost


@given(ROWS, ROWS)
def test_merge_with_edits_of_one_side_is_that_side(was, changed):
    assert list(merge(was, was, changed).rows.items()) == list(changed.items())
    assert list(merge(was, changed, was).rows.items()) == list(changed.items())


def test_sheet_saves_cells_new_rows_and_removals():
    sheet = Notes({"a": {"text": "one"}, "b": {"text": "two"}})
    status, _ = save(
        sheet,
        rows=["a", "b", "new-1"],
        a__text="uno",
        remove=["b"],
        new_1__text="three",
        new_1__pounds="1,200",
    )
    assert status == 303
    assert {key: row["text"] for key, row in sheet.rows.items()} == {"a": "uno", "new-1": "three"}
    assert sheet.rows["new-1"]["pounds"] == "1,200"


def test_order_follows_the_numbers_entered():
    sheet = Notes({"a": {"text": "one"}, "b": {"text": "two"}})
    status, _ = save(sheet, a__place="2", b__place="1")
    assert (status, list(sheet.rows)) == (303, ["b", "a"])


def test_edits_of_two_people_in_different_cells_are_both_saved():
    sheet = Notes({"a": {"text": "one", "pounds": "5"}})
    mine = opened(sheet)
    assert save(sheet, a__pounds="6")[0] == 303
    assert save(sheet, was=mine, a__text="uno")[0] == 303
    assert (sheet.rows["a"]["text"], sheet.rows["a"]["pounds"]) == ("uno", "6")


def test_conflict_shows_both_sides_and_the_next_save_decides():
    sheet = Notes({"a": {"text": "one"}})
    mine = opened(sheet)
    save(sheet, a__text="theirs")
    status, page = save(sheet, was=mine, a__text="mine")
    assert status == 409
    assert [(c.key, c.column, c.stored, c.entered) for c in page.conflicts] == [
        ("a", "text", "theirs", "mine")
    ]
    assert sheet.rows["a"]["text"] == "theirs"
    again = posted(sheet, was=page)
    assert save_sheet(read_input(sheet, again)) == 303
    assert sheet.rows["a"]["text"] == "mine"


def test_stored_cell_can_be_used_instead():
    sheet = Notes({"a": {"text": "one", "pounds": "5"}})
    mine = opened(sheet)
    save(sheet, a__text="theirs")
    _, page = save(sheet, was=mine, a__text="mine", a__pounds="7")
    again = posted(sheet, was=page)
    again["take"] = "a.text"
    assert save_sheet(read_input(sheet, again)) == 303
    assert (sheet.rows["a"]["text"], sheet.rows["a"]["pounds"]) == ("theirs", "7")


def test_save_by_somebody_else_at_the_same_moment_is_merged():
    def meanwhile(sheet):
        sheet.rows["a"]["pounds"] = "9"
        sheet.token += 1

    sheet = Notes({"a": {"text": "one"}}, before_write=meanwhile)
    assert save(sheet, a__text="uno")[0] == 303
    assert sheet.rows["a"] == {"text": "uno", "pounds": "9"}


def test_removing_a_row_that_somebody_changed_is_a_conflict():
    sheet = Notes({"a": {"text": "one"}, "b": {"text": "two"}})
    mine = opened(sheet)
    save(sheet, a__text="changed")
    status, page = save(sheet, was=mine, remove=["a"])
    assert (status, page.conflicts[0].entered) == (409, "removed")
    assert list(sheet.rows) == ["a", "b"]


def test_errors_are_shown_at_their_cells_and_nothing_is_saved():
    sheet = Notes({"a": {"text": "one"}})
    status, page = save(sheet, a__text="x" * 21, a__when="31 Feb 2021", a__pounds="1,2o0", a__kind="cheese")
    assert status == 422
    assert page.errors == {
        ("a", "text"): "This is longer than 20 characters. Shorten it.",
        ("a", "when"): "“31 Feb 2021” is not a date in the calendar.",
        ("a", "pounds"): "“1,2o0” is not an amount: write digits, like 1,200 or 1200.50.",
        ("a", "kind"): "“cheese” is not one of the choices: Apple, Bread.",
    }
    assert [row.cells["pounds"] for row in page.rows] == ["1,2o0"]
    assert sheet.rows == {"a": {"text": "one"}}


def test_two_ways_of_writing_a_date_are_no_change():
    sheet = Notes({"a": {"text": "one", "when": "24 Jun 21"}})
    status, page = save(sheet, a__when="24 June 2021")
    assert (status, page.sentence) == (422, "There are no changes to save.")


def test_refusal_of_the_operation_is_shown_on_the_page():
    def refuse(sheet):
        raise RuleBroken("No more notes on Fridays.")

    sheet = Notes({"a": {"text": "one"}}, before_write=refuse)
    status, page = save(sheet, a__text="uno")
    assert (status, page.sentence, sheet.rows) == (422, "No more notes on Fridays.", {"a": {"text": "one"}})


def test_a_pasted_block_fills_columns_by_its_heading_row():
    page = opened(Notes({"a": {"text": "one"}}))
    messages = paste(page, "Text\tPounds\tColour\ntwo\t£1,200\tred\nthree\t5\tblue\n")
    assert [(row.cells["text"], row.cells["pounds"]) for row in page.rows[1:]] == [
        ("two", "1,200"),
        ("three", "5"),
    ]
    assert messages == [
        "Understood: 4 cells, under Text, Pounds. Check them, then save.",
        "Column “Colour” was not pasted, because the sheet has no such column.",
    ]


def test_pasted_block_finds_rows_by_name_except_those_to_remove():
    page = opened(Notes({"a": {"text": "one"}, "b": {"text": "two"}}))
    page.removed.add("b")
    paste(page, "Text\tPounds\nOne\t5\ntwo\t6\n")
    assert [(row.key, row.cells["pounds"]) for row in page.rows] == [("a", "5"), ("new-3", "6"), ("b", "")]


class Numbered(Notes):
    columns = (Notes.columns[0], Column("number", "No.", read_only=True), *Notes.columns[1:])


def test_block_without_headings_skips_read_only_columns():
    page = opened(Numbered({"a": {"text": "one", "number": "1"}}))
    messages = paste(page, "two\tLate Nov 21\t5")
    assert messages == ["Understood: 3 cells, under Text, When, Pounds. Check them, then save."]
    cells = page.rows[-1].cells
    assert (cells["text"], cells["when"], cells["pounds"]) == ("two", "Late Nov 21", "5")


def test_block_copied_with_read_only_columns_leaves_them_out():
    page = opened(Numbered({"a": {"text": "one", "number": "1"}}))
    paste(page, "two\t9\tLate Nov 21\t5\tApple\tx\tat 1")
    cells = page.rows[-1].cells
    assert (cells["text"], cells["when"], cells.get("number")) == ("two", "Late Nov 21", "")


def test_block_pasted_into_a_cell_starts_there():
    page = opened(Notes({"a": {"text": "one"}, "b": {"text": "two"}}))
    paste(page, "Late Nov 21\t5\nQ4 20\t6", at_row="b", at_column="when")
    assert (page.rows[1].cells["when"], page.rows[1].cells["pounds"]) == ("Late Nov 21", "5")
    assert (page.rows[2].cells["when"], page.rows[2].cells["pounds"]) == ("Q4 2020", "6")


def test_columns_read_what_people_write():
    assert DayColumn("d", "D").read("11 October 2019") == date(2019, 10, 11)
    assert DayColumn("d", "D").read("") is None
    assert AmountColumn("a", "A").read("£1,200.50") == Decimal("1200.50")
    assert AmountColumn("a", "A").format(Decimal("1200.00")) == "1,200"
    assert ChoiceColumn("c", "C", choices=(("a", "Apple"),)).read("apple") == "a"
    assert TickColumn("t", "T").read("x") is True
    with pytest.raises(ValueError, match="not a single day"):
        DayColumn("d", "D").read("Feb 2021")


class Fixed(Notes):
    """A sheet whose rows are those that are stored."""

    add = ""


def test_row_that_the_page_did_not_offer_is_ignored_on_a_fixed_sheet():
    sheet = Fixed({"a": {"text": "one"}})
    data = posted(sheet, rows=["a", "evil"], a__text="uno")
    data["was"] = '{"a": {"text": "one"}, "gone": {"text": "x"}}'
    data["evil.text"] = "mine"
    assert save_sheet(read_input(sheet, data)) == 303
    assert list(sheet.rows) == ["a"]


@pytest.mark.parametrize("was", ["", "[]", "5", '{"a": 5}', "{", '{"a": {"text": 1}}'])
def test_sheet_with_an_invalid_opening_is_read(was):
    sheet = Notes({"a": {"text": "one"}})
    data = posted(sheet, a__text="uno", a__place="nan")
    data["was"] = was
    assert save_sheet(read_input(sheet, data)) in (303, 409)


def test_new_row_with_only_a_choice_is_saved():
    sheet = Notes({})
    status, page = save(sheet, rows=["new-1"], new_1__kind="b")
    assert (status, page.errors) == (422, {("new-1", "text"): "Write it."})


def test_save_after_a_conflict_does_not_undo_what_only_others_changed():
    sheet = Notes({"a": {"text": "one", "pounds": "1"}, "b": {"text": "two", "pounds": "2"}})
    mine = opened(sheet)
    save(sheet, a__text="theirs", b__pounds="9")
    _, page = save(sheet, was=mine, a__text="mine")
    assert save_sheet(read_input(sheet, posted(sheet, was=page))) == 303
    assert (sheet.rows["a"]["text"], sheet.rows["b"]["pounds"]) == ("mine", "9")


def test_row_whose_identity_somebody_changed_conflicts_as_a_whole():
    was = {"1": {"text": "A", "done": ""}, "2": {"text": "B", "done": ""}}
    stored = {
        "1": {"text": "NEW", "done": ""},
        "2": {"text": "A", "done": ""},
        "3": {"text": "B", "done": ""},
    }
    entered = {"1": {"text": "A", "done": ""}, "2": {"text": "B", "done": "1"}}
    merged = merge(was, stored, entered, ("text",))
    assert [(c.key, c.column) for c in merged.conflicts] == [("2", "")]
    assert merged.rows["1"]["text"] == "NEW"


def test_block_that_is_not_a_table_is_refused_with_a_sentence():
    page = opened(Notes({"a": {"text": "one"}}))
    assert paste(page, '"' + "x" * 140_000) == [
        "We could not read what you pasted as a table. Copy the cells again, fewer at a time."
    ]


def test_row_number_that_is_not_a_number_is_shown_again_and_refused():
    sheet = Notes({"a": {"text": "one"}, "b": {"text": "two"}})
    page = read_input(sheet, posted(sheet, a__place="first", b__place="1"))
    assert [(line.row.key, line.place_text) for line in lines_of(page)][:2] == [("a", "first"), ("b", "")]
    assert save_sheet(page) == 422
    lines = lines_of(page)
    assert list(errors_of(page, lines)) == [
        ("p1", "No.: one", "“first” is not a number: write the number of the row, like 3.")
    ]
    drawn = sheet_row(lines[0], sheet, [])
    assert 'value="first" id="p1" name="a.place"' in drawn
    assert 'aria-invalid="true"' in drawn


@pytest.mark.parametrize("text", ["two  words ", " one", "one\r", "a\r\nb"])
def test_stored_text_that_nobody_edited_is_unchanged(text):
    """Imported documents hold such texts; a browser submits them in another form."""
    sheet = Notes({"a": {"text": text, "pounds": "5"}})
    mine = opened(sheet)
    [line] = [line for line in lines_of(mine) if not line.is_new]
    shown = line.cells[0].value
    assert "\n" not in shown  # it has one line
    assert save(sheet, was=mine, a__text=shown)[0] == 422  # nothing was changed
    assert save(sheet, was=mine, a__text=shown, a__pounds="6")[0] == 303
    assert sheet.rows["a"] == {"text": text, "pounds": "6"}
    assert not line.cells[0].changed


@pytest.mark.parametrize("value", [None, 5, True, ["x"], {"a": 1}, "\ud800", "a\x00"])
def test_cell_with_an_invalid_opening_value_counts_as_stored_now(value):
    sheet = Notes({"a": {"text": "theirs", "pounds": "5", "done": "1"}})
    data = posted(sheet, a__text="mine", a__pounds="6")
    data["was"] = json.dumps({"a": {"text": value, "pounds": "5", "done": value}, "\ud800": {}})
    page = read_input(sheet, data)
    assert "\ud800" not in page.was_json
    assert (save_sheet(page), sheet.rows["a"]["text"], page.conflicts) == (303, "mine", [])


def test_cell_that_the_page_did_not_have_is_unchanged():
    """A page opened before a column was added to its sheet."""
    sheet = Notes({"a": {"text": "one", "pounds": "5", "done": "1"}})
    data = posted(sheet, a__text="uno")
    data["was"] = '{"a": {"text": "one"}}'
    del data["a.pounds"], data["a.done"]
    assert save_sheet(read_input(sheet, data)) == 303
    assert sheet.rows["a"] == {"text": "uno", "pounds": "5", "done": "1"}


def test_cell_entered_without_an_opening_value_does_not_conflict():
    sheet = Notes({"a": {"text": "one", "pounds": "5"}})
    data = posted(sheet, a__pounds="7")
    data["was"] = '{"a": {"text": "one"}}'
    assert save_sheet(read_input(sheet, data)) == 303
    assert sheet.rows["a"]["pounds"] == "7"


def test_a_forged_row_of_a_fixed_sheet_cannot_break_the_page():
    data = posted(Fixed({"a": {"text": "one"}}), a__text="uno")
    data["was"] = json.dumps({"a": {"text": "one"}, "\ud800": {"text": "x"}, "b\x00": {}})
    assert read_input(Fixed({"a": {"text": "one"}}), data).gone == []


@pytest.mark.parametrize("depth", [50, 700, 850, 900, 940, 100_000])
def test_deeply_nested_opening_of_a_sheet_is_read_and_written(depth):
    sheet = Notes({"a": {"text": "one"}})
    for form_of in ("%s", '{"a": %s}', '{"a": {"text": %s}}'):
        data = posted(sheet, a__text="uno")
        data["was"] = form_of % ("[" * depth + "]" * depth)
        page = read_input(sheet, data)
        opened_with = dict.fromkeys(page.was["a"], "") | {"text": "one", "kind": "a"}
        assert json.loads(page.was_json) == {"a": opened_with}
        assert [row.cells["text"] for row in page.rows] == ["uno"]
