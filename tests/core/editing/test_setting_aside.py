"""Cells that cannot be saved are set aside for the preview of the rest."""

from secrel.core.editing.sheets.saving import save_sheet
from secrel.core.editing.sheets.setting_aside import set_aside
from secrel.core.editing.sheets.sheet import read_input
from tests.core.editing.test_sheets import Notes, posted


def test_what_is_refused_is_set_aside_and_the_rest_can_be_saved():
    sheet = Notes({"a": {"text": "one", "when": "May 21"}, "b": {"text": "two"}})
    sheet.points = ("text", "done")
    rows = ["a", "b", "new-1", "new-2", "new-3"]
    below = {"new_2__text": "below", "new_2__done": "1"}
    dated = {"new_3__text": "dated", "new_3__when": "soonish"}
    entered = {
        "a__text": "uno",
        "a__when": "Maybe 21",
        "b__place": "x",
        "new_1__pounds": "5",
        **below,
        **dated,
    }
    page = read_input(sheet, posted(sheet, rows=rows, **entered))
    sentences = set_aside(page)
    assert [sentence.split(": ")[:2] for sentence in sentences] == [
        ["When", "uno"],
        ["No.", "two"],
        ["Text", "new row 1"],
        ["When", "dated"],
    ]
    assert save_sheet(page) == 303
    assert {key: (row["text"], row.get("when", "")) for key, row in sheet.rows.items()} == {
        "a": ("uno", "May 21"),
        "b": ("two", ""),
        "new-3": ("dated", ""),
    }
