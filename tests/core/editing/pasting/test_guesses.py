"""A guess is shown with its reason, and nothing is saved before a person has confirmed or corrected it."""

import json

import pytest
from django.http import QueryDict

from secrel.core.editing.sheets.drawing import lines_of
from secrel.core.editing.sheets.pasting import paste
from secrel.core.editing.sheets.saving import save_sheet
from secrel.core.editing.sheets.sheet import SheetRow, opened, read_input
from secrel.core.templatetags.sheets import sheet_row
from tests.core.editing.pasting.sheets import Costs, Glossary, Participants, Summary
from tests.core.editing.test_sheets import posted


class Saved(Costs):
    written: list = []

    def write(self, entries, token, **common):
        self.written = [(entry.key, entry.values) for entry in entries if entry.values]


def sent_after(sheet, text: str, **cells: str) -> QueryDict:
    """The form that a browser sends after a block was pasted; `cells` as for `posted`."""
    page = opened(sheet)
    paste(page, text)
    data = posted(sheet, was=page, **cells)
    data["guesses"] = page.guesses_json
    return data


SHORT = "Line\tSIT\tUIT\nMP079\t£550k\t£5"


@pytest.mark.parametrize(
    ("entered", "status", "left"),
    [
        ({}, 422, 1),
        ({"confirm": "MP079.sit"}, 303, 0),
        ({"confirm": "all"}, 303, 0),
        ({"confirm": "MP084.sit"}, 422, 1),
        ({"MP079__sit": "500,000"}, 303, 0),
        ({"MP079__sit": ""}, 303, 0),
    ],
)
def test_a_guess_is_saved_only_when_confirmed_or_corrected(entered, status, left):
    confirm = entered.pop("confirm", "")
    data = sent_after(sheet := Saved(), SHORT, **entered)
    data.setlist("confirm", [confirm] if confirm else [])
    page = read_input(sheet, data)
    assert (save_sheet(page), len(page.guesses)) == (status, left)
    assert bool(sheet.written) == (status == 303)
    if left:
        assert page.sentence == (
            "One thing that you pasted was guessed. Tick it if it is right, or correct it."
        )


def test_a_guessed_row_is_confirmed_once_and_needs_nothing_if_it_is_removed_again():
    data = sent_after(sheet := Participants(), "Modification\tSuppliers\tDCC\nSECMP0062\tx\tx")
    assert list(read_input(sheet, data).guesses) == [("SECMP0062 part 1", "")]
    data.setlist("confirm", ["SECMP0062 part 1."])
    assert read_input(sheet, data).guesses == {}


def test_a_guess_is_drawn_with_its_reason_beside_a_tick_box():
    page = opened(sheet := Costs())
    paste(page, SHORT)
    line = next(line for line in lines_of(page) if line.row.key == "MP079")
    drawn = sheet_row(line, sheet, [])
    assert 'name="confirm" value="MP079.sit" aria-label="Confirm the guess: SIT: MP079"' in drawn
    assert "“£550k” was read as 550,000." in drawn
    assert drawn.count('name="confirm"') == 1


@pytest.mark.parametrize("sent", ["", "x", "1", "[1]", '[["a"]]', '[["MP079", "sit", 1, ""]]', "[" * 5000])
def test_odd_guesses_are_none(sent):
    data = posted(sheet := Costs())
    data["guesses"] = sent
    assert read_input(sheet, data).guesses == {}


def test_a_second_paste_over_a_guess_ends_it():
    page = opened(Costs())
    paste(page, SHORT)
    paste(page, "Line\tSIT\nMP079\t£5")
    assert page.guesses == {}
    assert json.loads(page.guesses_json) == []


def test_new_rows_stand_before_the_empty_ones_of_the_page():
    page = opened(sheet := Glossary())
    page.rows += [SheetRow(key, sheet.blank()) for key in ("new-1", "new-2")]
    paste(page, "Acronym\tFull term\nTAG\tTesting Advisory Group\nTAD\tTesting Approach Document")
    assert [row.cells["acronym"] for row in page.rows] == ["DCC", "TAG", "TAD", "", ""]


def test_a_point_pasted_into_an_empty_row_is_not_for_all_parties():
    page = opened(sheet := Summary())
    page.rows.append(SheetRow("new-1", sheet.blank()))  # as the browser sends it, with the first choice
    page.shown.append("new-1")
    assert page.rows[-1].cells["audience"] == "all_sec_parties"
    paste(page, "Suppliers will get less.\nAnd later.", "new-1", "text")
    assert [(row.cells["audience"], row.cells["text"]) for row in page.rows[3:]] == [
        ("", "Suppliers will get less."),
        ("", "And later."),
    ]
    assert page.errors["new-1", "audience"].startswith("Choose one: All SEC Parties, Suppliers")


def test_a_shorter_line_leaves_the_cells_that_it_does_not_have():
    page = opened(Summary())
    page.rows[0].cells = page.rows[0].cells | {"modifications": "MP079"}
    paste(page, "Audience\tPoint\tModifications\nSuppliers\t• They get less.\nGas Networks\tNew\tMP084")
    assert page.rows[0].cells["modifications"] == "MP079"
