"""A table of blocks as applications put them on the clipboard, each with what becomes of it (`blocks.txt`).

A block begins with `### sheet, flavour: what it is`. Below `=>` is what became of it: a line for each row of the sheet
that changed, with `column=text` for what is sure, `column~text` for a guess and `column!text` for what was not
understood, `~` alone for a row that is a guess, `out` for one marked for removal; then a line with `-` for each pasted
row that went nowhere. `@` in the heading is the cell pasted into, `replace` that everything is replaced.
"""

import re
from pathlib import Path

import pytest

from secrel.core.editing.sheets.pasting import paste
from secrel.core.editing.sheets.sheet import SheetInput, SheetRow, opened
from tests.core.editing.pasting.sheets import SHEETS

TEXT = (Path(__file__).parent / "blocks.txt").read_text()
BLOCKS = [
    re.fullmatch(
        r"(?s)(\w+), (text|html)(?: @(\S+))?( replace)?: ([^\n]+)\n(.*)\n=>\n(.*?)\n*", block
    ).groups()
    for block in TEXT.split("### ")[1:]
]


def became(page: SheetInput) -> list[str]:
    """What a paste made of the sheet, a line for each row that changed or was not pasted."""
    before = {row.key: row.cells for row in opened(page.sheet).rows}
    lines = []
    for row in page.rows:
        was = before.get(row.key, {})
        whys = {column for key, column in page.guesses if key == row.key}
        cells = [
            f"{name}{'!' if (row.key, name) in page.errors else '~' if name in whys else '='}{text}"
            for name, text in row.cells.items()
            if text != was.get(name, "") or (text and (row.key, name) in page.errors)
        ]
        marks = ["~"] * ("" in whys) + ["out"] * (row.key in page.removed)
        if cells or marks:
            lines.append(" | ".join([row.key, *marks, *cells]).replace("\n", " / "))
    for line in page.pasted.lines if page.pasted else ():
        lines += [f"- {line.rows}: {why}" for why in (*line.left, *line.wrong)]
    return lines


def pasted(sheet: str, flavour: str, content: str, at: str | None = None, replaces: bool = False):
    page = opened(SHEETS[sheet]())
    if at and at.startswith("new-"):  # an empty row at the end, as the page has them
        page.rows.append(SheetRow("new-1", page.sheet.blank()))
        page.shown.append("new-1")
    row, _, column = (at or "").rpartition(".")
    text, html = (content, "") if flavour == "text" else ("", content)
    return page, paste(page, text, row, column, html=html, replaces=replaces)


@pytest.mark.parametrize(
    ("sheet", "flavour", "at", "replaces", "name", "content", "expected"),
    BLOCKS,
    ids=[block[4].replace(" ", "-") for block in BLOCKS],
)
def test_each_block_becomes_what_the_table_says(sheet, flavour, at, replaces, name, content, expected):
    page, sentences = pasted(sheet, flavour, content.replace("⇥", "\t"), at, bool(replaces))
    assert "\n".join(became(page) or [sentences[0]]) == expected


def test_the_table_has_sixty_blocks_of_every_application():
    names = [block[4] for block in BLOCKS]
    assert len(set(names)) == len(names) >= 60
    for application in ("Word", "Excel", "LibreOffice", "Google Sheets", "PDF", "CSV", "page"):
        assert sum(application in name for name in names) >= 3, application
