"""The rows and the cell at which a sheet opens for a finding."""

import pytest

from secrel.core.editing.pointing.cells import pointed_lines
from secrel.core.editing.pointing.finding import Pointed
from secrel.core.editing.sheets.columns import ChoiceColumn, Column, TickColumn
from secrel.core.editing.sheets.drawing import lines_of
from secrel.core.editing.sheets.sheet import Sheet, SheetInput, SheetRow, cells_of
from secrel.core.templatetags.sheets import sheet_row


class Timetable(Sheet):
    add = "row"
    named_by = "event"
    in_documents = {"when": "date"}
    columns = (
        Column("event", "Event"),
        ChoiceColumn("kind", "Kind", choices=(("testing", "Testing"), ("other", "Other"))),
        Column("date", "Date"),
    )


class Matrix(Sheet):
    head = "Document"
    columns = (TickColumn("1", "MP088"), TickColumn("2", "MP149"))


EVENTS = ("Panel baselines the RID", "UIT commences", "Release go-live")
ROWS = [
    SheetRow(
        f"r{n}", {"event": event, "kind": "testing" if event.startswith("UIT") else "other", "date": "May 21"}
    )
    for n, event in enumerate(EVENTS)
]


def drawn(sheet: Sheet, rows: list[SheetRow], pointed: Pointed) -> tuple[list[str], list[str]]:
    """The marked rows, and the cells with the cursor."""
    lines = pointed_lines(pointed, sheet, lines_of(SheetInput(sheet, rows, cells_of(sheet, rows))))
    with_cursor = [cell.name for line in lines for cell in line.cells if cell.is_pointed]
    html = "".join(sheet_row(line, sheet, []) for line in lines)
    assert html.count("autofocus") == len(with_cursor)
    return [line.row.key for line in lines if line.is_pointed], with_cursor


@pytest.mark.parametrize(
    ("path", "about", "sentence", "rows", "cell"),
    [
        ("/content/timeline/0/when", "“UIT commences”", "", ["r1"], "r1.date"),  # its name, not its number
        ("/content/timeline/2/actual", "", "", ["r2"], "r2.event"),
        ("/content/timeline", "", "“UIT commences”, “Release go-live”.", ["r1", "r2"], "r1.event"),
        ("/content/acceptance/testing", "", "One is missing.", ["r1"], "r1.event"),
        ("/content/timeline", "", "Nothing that a row names.", [], "new-1.event"),  # it is missing
        ("/content/timeline/7/when", "", "", [], "r0.date"),
    ],
)
def test_a_finding_opens_a_list_at_its_row_and_cell(path, about, sentence, rows, cell):
    assert drawn(Timetable(), ROWS, Pointed(path, about, sentence, "")) == (rows, [cell])


def test_a_finding_opens_a_matrix_at_its_column_and_passes_over_locked_cells():
    rows = [SheetRow(name, {"1": "", "2": "1"}, head=name) for name in ("Section D", "Section G")]
    column = Pointed("/content/impacts/documents", "MP149", "", "")
    assert drawn(Matrix(), rows, column) == ([], ["Section D.2"])
    rows[1].locked = ("1",)
    assert drawn(Matrix(), rows, Pointed("/x", "Section G", "", "")) == (["Section G"], ["Section G.2"])
    assert drawn(Matrix(), [], Pointed("/x", "", "", "")) == ([], [])
