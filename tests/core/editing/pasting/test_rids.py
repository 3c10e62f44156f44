"""The tables of two published RIDs, as Word puts them on the clipboard, become exactly their data."""

from html import escape

import pytest

from governance.documents.rid.categories import Category
from modifications.participants import AUDIENCES, Participant
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.editing.sheets.pasting import paste
from secrel.core.editing.sheets.sheet import SheetRow, opened
from tests.core.editing.pasting.sheets import SHEETS, STAGES
from tests.governance.importer.test_importer import SAMPLES, needs_samples, sample

pytestmark = needs_samples


@pytest.fixture(params=SAMPLES)
def rid(request):
    return sample(request.param)


def word(*rows: list[str], caption: str = "Caption") -> str:
    """A table of Word; a cell is given as paragraphs of HTML, or as plain text."""
    cells = (
        "".join(f"<td>{c if c.startswith('<p') else f'<p>{escape(c)}</p>'}</td>" for c in row) for row in rows
    )
    width = len(rows[0])
    head = f"<tr><td colspan={width}><p class=MsoCaption>{caption}<o:p></o:p></p></td></tr>"
    return f"<table>{head}{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def item(text: str, level: int) -> str:
    mark = f"<span style='mso-list:Ignore'>{'·' if level == 1 else 'o'}<span>&nbsp;&nbsp;</span></span>"
    return f"<p style='mso-list:l0 level{level} lfo1'><![if !supportLists]>{mark}<![endif]>{escape(text)}</p>"


def pasted(name: str, html: str, rows: tuple[SheetRow, ...] = ()):
    sheet = SHEETS[name]()
    sheet.rows = rows
    page = opened(sheet)
    paste(page, "", html=f"<html><body><!--StartFragment-->{html}<!--EndFragment--></body></html>")
    assert page.errors == {}
    return page


def cells(page, *names: str) -> list[tuple[str, ...]]:
    return [tuple(row.cells.get(name, "") for name in names) for row in page.rows]


def test_matrix_of_participants(rid):
    ticks = rid["impacts"]["participants"]
    rows = [
        [ref, *("✓" if one in found else "" for one in Participant.values)] for ref, found in ticks.items()
    ]
    own = tuple(SheetRow(ref, {}, head=ref, fixed=True) for ref in ticks)
    page = pasted("participants", word(["Modification", *Participant.labels], *rows), own)
    assert {row.key: [n for n in Participant.values if row.cells[n]] for row in page.rows} == ticks
    assert page.guesses == {}


def test_summaries(rid):
    heads, tables, own = ["Participant", "Summary of impacts"], [], []
    groups = [(AUDIENCES[row["participant"]], "", row) for row in rid["impacts"]["party_summaries"]]
    groups += [("", row["area"], row) for row in rid["impacts"]["dcc_summaries"]]
    for audience, area, row in groups:
        paragraphs = []
        key = row.get("participant", "dcc")
        for point in row["points"]:
            paragraphs += [item(point["text"], 1), *(item(text, 2) for text in point["sub"])]
            own += [(key, area, "", point["text"]), *((key, area, "1", text) for text in point["sub"])]
        tables.append([audience or area, "".join(paragraphs or [item("No further impacts", 1)])])
    of_parties = [table for table, (audience, _, _) in zip(tables, groups, strict=True) if audience]
    of_dcc = [table for table, (audience, _, _) in zip(tables, groups, strict=True) if not audience]
    html = word(heads, *of_parties) + word(["Area impacted", heads[1]], *of_dcc)
    page = pasted("summary", html)
    assert cells(page, "audience", "area", "sub", "text") == own
    assert page.guesses == {}


def test_timetable(rid):
    own = [(row["when"]["label"], row["event"], row["notes"]) for row in rid["timeline"]]
    page = pasted("timetable", word(["Date", "Event", "Notes"], *map(list, own)))
    assert cells(page, "date", "event", "notes") == own
    assert page.guesses == {}


def test_costs(rid):
    lines = rid["costs"]["dcc_lines"]
    amounts = [(line["ref"], *(f"{int(line[stage]['amount']):,}" for stage in STAGES)) for line in lines]
    rows = [[ref, *(f"£{amount}" for amount in of_line)] for ref, *of_line in amounts]
    own = tuple(SheetRow(ref, {"line": ref}, locked=("line",)) for ref, *_ in amounts)
    if rows:
        page = pasted("costs", word(["Modification", *STAGES.values()], *rows), own)
        assert cells(page, "line", *STAGES) == amounts


def test_criteria(rid):
    own, html = [], ""
    for value, label in Category.choices:
        texts = rid["acceptance"].get(value) or []
        html += (
            f"<h3>{label} acceptance criteria</h3><ol>{''.join(f'<li>{escape(t)}</li>' for t in texts)}</ol>"
        )
        own += [(value, text) for text in texts]
    page = pasted("criteria", html)
    assert cells(page, "category", "text") == own
    assert {column for _, column in page.guesses} == {"owner", "reviewer"}


def test_glossary_and_history(rid):
    page = pasted("glossary", word(["Acronym", "Full term"], *map(list, rid["glossary"].items())))
    assert dict(cells(page, "acronym", "expansion")) == rid["glossary"]
    days = [PartialDate.parse(row["date"]).label for row in rid["history"]]
    rows = [[row["version"], day, row["changes"]] for row, day in zip(rid["history"], days, strict=True)]
    page = pasted("history", word(["Version", "Date", "Changes"], *rows))
    assert cells(page, "version", "dated_on", "changes") == list(map(tuple, rows))
    assert {column for _, column in page.guesses} == {"kind"}
