"""Random blocks: a value never lands on a line, or under a heading, other than its own."""

import csv
import io
from html import escape

from hypothesis import given
from hypothesis import strategies as st

from secrel.core.editing.sheets.columns import AmountColumn, Column
from secrel.core.editing.sheets.pasting import paste
from secrel.core.editing.sheets.sheet import Sheet, SheetRow, opened
from tests.core.editing.pasting.sheets import SHEETS
from tests.support.properties import settings

NUMBERS = (104, 62, 122, 7, 149)
COLUMNS = ("SIT", "UIT", "PIT", "Live")
SPELLINGS = (
    "MP{0:03d}",
    "mp {0}",
    "MP-{0:03d}",
    "SECMP{0:04d}",
    "DP{0:03d}",
    "MP{0:03d} – A title",
    "MP{0:03d} part 2",
)
NOISE = ("", "Total", "Design", "MP999", "tbc", "24 Jun 21", "x")


class Money(Sheet):
    add = "line"
    columns = (
        Column("line", "Line", aliases=("Modification",)),
        *(AmountColumn(name, name) for name in COLUMNS),
    )

    def stored(self):
        rows = [SheetRow(f"MP{n:03d}", {"line": f"MP{n:03d}"}, locked=("line",), fixed=True) for n in NUMBERS]
        return rows, 1


def value(n: int, column: str) -> int:
    """The only value that may be in this cell: it says itself where it belongs."""
    return n * 10 + COLUMNS.index(column) + 1


def as_tabs(rows) -> tuple[str, str]:
    return "\n".join("\t".join(row) for row in rows), ""


def as_commas(rows) -> tuple[str, str]:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue(), ""


def as_html(rows) -> tuple[str, str]:
    cells = ("".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) for row in rows)
    return "", f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def as_aligned(rows) -> tuple[str, str]:
    return "\n\n".join("".join(f"{cell:<24}" for cell in row) for row in rows), ""


FORMS = st.sampled_from([as_tabs, as_commas, as_html, as_aligned])


@st.composite
def blocks(draw):
    """Headings in any order, lines for modifications in any spelling, and lines of other things between them."""
    columns = draw(st.lists(st.sampled_from([*COLUMNS, "Foo"]), unique=True, min_size=1))
    rows = [["Modification", *columns]]
    for _ in range(draw(st.integers(1, 7))):
        n = draw(st.sampled_from(NUMBERS))
        name = draw(st.sampled_from(SPELLINGS)).format(n)
        own = [str(value(n, column)) if column != "Foo" else "9" for column in columns]
        rows.append([name, *(cell if draw(st.booleans()) else "" for cell in own)])
        if draw(st.integers(0, 3)) == 0:
            rows.append([draw(st.sampled_from(NOISE)), *["5"] * len(columns)])
    return rows


@given(blocks(), FORMS, st.sampled_from([None, ("MP062", "UIT"), ("MP149", "SIT")]), st.booleans())
@settings(max_examples=300)
def test_a_value_lands_on_its_own_line_only(rows, form, at, replaces):
    page = opened(Money())
    text, html = form(rows)
    paste(page, text, *(at or ("", "")), html=html, replaces=replaces)
    for row in page.rows:
        for column in COLUMNS:
            is_marked = (row.key, column) in page.errors  # shown as not understood
            if row.key.startswith("MP") and row.cells.get(column) and not is_marked:
                own = str(value(int(row.key[2:]), column))
                assert row.cells[column].replace(",", "") == own, (row.key, column)


@given(
    st.lists(
        st.one_of(st.just([""]), st.lists(st.integers(1, 999).map(str), min_size=1, max_size=3)), min_size=1
    ),
    st.integers(0, 4),
    st.integers(0, 3),
)
@settings(max_examples=200)
def test_a_block_without_names_keeps_its_places(rows, row_at, column_at):
    class Ticked(Money):
        columns = tuple(AmountColumn(name, name) for name in COLUMNS)
        named_by = COLUMNS[0]
        add = ""

        def stored(self):
            return [SheetRow(f"MP{n:03d}", dict.fromkeys(COLUMNS, "")) for n in NUMBERS], 1

    page = opened(Ticked())
    paste(page, "\n".join("\t".join(row) for row in rows), f"MP{NUMBERS[row_at]:03d}", COLUMNS[column_at])
    width = max(map(len, rows))
    for n, row in enumerate(page.rows):
        for m, column in enumerate(COLUMNS):
            below, right = n - row_at, m - column_at
            is_in = 0 <= below < len(rows) and 0 <= right < width
            own = rows[below][right] if is_in and right < len(rows[below]) else ""
            assert row.cells[column] in ("", own)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Supplier Parties", "Gas Network Parties", "Other SEC Parties", "DCC"]),
            st.lists(st.integers(0, 3), max_size=3),
        ),
        min_size=1,
        max_size=5,
        unique_by=lambda pair: pair[0],
    ),
    st.sampled_from([as_tabs, as_html]),
)
@settings(max_examples=150)
def test_a_point_stands_under_its_own_audience_and_point(groups, form):
    rows, own = [["Participant", "Summary of impacts"]], []
    audiences = {"Supplier Parties": "suppliers", "Gas Network Parties": "gas_networks"}
    audiences |= {"Other SEC Parties": "other_sec_parties", "DCC": "dcc"}
    for name, points in groups:
        lines = []
        for n, subs in enumerate(points):
            lines += [f"• {name} {n}", *(f"  o {name} {n} sub {m}" for m in range(subs))]
            own += [(audiences[name], "", f"{name} {n}")]
            own += [(audiences[name], "1", f"{name} {n} sub {m}") for m in range(subs)]
        text = "\n".join(lines)
        rows.append([name, f'"{text}"' if form is as_tabs and lines[1:] else text])
    page = opened(SHEETS["summary"]())
    text, html = form(rows)
    paste(page, text, html=html.replace("\n", "</p><p>"))
    new = [row.cells for row in page.rows if row.key.startswith("new-")]
    found = [(cells["audience"], cells.get("sub", ""), cells["text"]) for cells in new if cells["text"]]
    assert found == own


MESS = st.text(st.sampled_from("\t\n\"'<>/=, •o1xMP£-a&;") | st.characters(), max_size=200)
TAGS = st.lists(
    st.sampled_from(
        [
            "<table>",
            "<tr>",
            "<td>",
            "<td rowspan=3>",
            "<td colspan=9>",
            "</table>",
            "<li>",
            "<ul>",
            "SIT",
            "MP104",
            "7",
        ]
    ),
    max_size=40,
).map("".join)


@given(MESS, TAGS, st.sampled_from(sorted(SHEETS)), st.booleans())
@settings(max_examples=200)
def test_any_mess_gets_a_sentence(text, html, sheet, replaces):
    page = opened(SHEETS[sheet]())
    assert paste(page, text, html=html, replaces=replaces)[0].endswith(".")
