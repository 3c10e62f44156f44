"""Extracts that keep the layout of their pages are understood; what is wrong is unsure."""

import pytest

from governance.importer.source.text import read_text
from governance.importer.understanding import understand
from tests.governance.importer.understanding.comparing import measured, unmarked
from tests.governance.importer.understanding.laid_out import OTHER_HEADINGS, LaidOut, Layout
from tests.governance.importer.understanding.made import made

ORDER = ("timeline", "scope", "costs", "impacts", "acceptance", "testing", "glossary", "history")
LAYOUTS = {
    "spaced": Layout(),
    "dense": Layout(spaced=False),
    "indented": Layout(margin="    ", tick="v"),
    "pages": Layout(page=47, tick="V"),
    "dense_pages": Layout(spaced=False, page=41),
    "backwards": Layout(backwards=True),
    "other_headings": Layout(headings=OTHER_HEADINGS, order=ORDER, tick="X"),
    "other_headings_backwards": Layout(headings=OTHER_HEADINGS, backwards=True, spaced=False),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_extract_in_layout_is_understood(name):
    for seed in (2, 3):
        document, layout = made(seed), LAYOUTS[name]
        if layout.page:
            document["document"]["reference"] = "SECP_90_1203_07"
        found = understand(read_text(LaidOut(document, layout).text().encode(), "rid.txt"))
        share, _, wrong = measured(document, found)
        assert share == 1, wrong
        assert unmarked(document, found) == []
        assert not found.left


def test_moved_ticks_are_unsure_or_right():
    text = LaidOut(made(3), Layout()).text()
    for away in (1, 2, 3, 4, 5, 6):
        moved = "\n".join(line.replace(" ✓", " " * away + " ✓", 1) for line in text.split("\n"))
        assert unmarked(made(3), understand(read_text(moved.encode(), "rid.txt"))) == []
