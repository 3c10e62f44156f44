"""Two columns of text side by side are read one after the other; those of tables are not."""

import re

from governance.importer.source.text import read_text
from governance.importer.source.text.beside import in_order
from governance.importer.understanding import understand
from tests.governance.importer.understanding.extracts import Extract, Style
from tests.governance.importer.understanding.made import made

LEFT = [f"left line {n} goes on to the very end of its column" for n in range(14)]
RIGHT = [f"right line {n} goes on as well until its own end" for n in range(14)]


def test_columns_of_text_are_read_one_after_the_other():
    lines = [f"{one:<56}{two}" for one, two in zip(LEFT, RIGHT, strict=True)]
    found, notes = in_order([*lines, "", *(f"{one:<56}" for one in LEFT)])
    assert [text for _, text in found if text] == [*LEFT, *LEFT, *RIGHT]
    assert [number for number, text in found if text == RIGHT[3]] == [4]
    assert "two columns" in notes[0].sentence


def test_columns_of_a_table_stay_beside_each_other():
    rows = [
        f"{n:02} Mar 22    {'Panel baselines the RID':<34}The Panel reviews the RID." for n in range(1, 20)
    ]
    found, notes = in_order(rows)
    assert (found, notes) == (list(enumerate(rows, start=1)), [])


def test_text_whose_sections_are_out_of_turn_is_unsure():
    text = Extract(made(3), Style()).text()
    mixed = re.sub(r"## 2\. Impacts", "## 5. Impacts", text)
    found = understand(read_text(mixed.encode(), "a.txt"))
    assert all(field.confidence < 0.8 for field in found.fields)
    assert any("another order" in note.sentence for note in found.notes)
    assert sum(field.confidence < 0.8 for field in understand(read_text(text.encode(), "a.txt")).fields) < 3
