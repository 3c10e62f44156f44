"""The redline: nothing of either document is lost, and what is marked is what differs."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.documents.engine.blocks import (
    Chapter,
    Heading,
    Listing,
    ListItem,
    MarkedFigure,
    Run,
    Table,
    TableCell,
    TableRow,
    bullet,
    heading,
    paragraph,
    texts,
)
from governance.documents.engine.redline.chapters import redline
from governance.documents.engine.redline.folding import folded
from governance.documents.engine.redline.places import chapter_is_marked
from governance.documents.engine.redline.sides import NEW, OLD, side_of
from governance.documents.engine.redline.words import marked_runs
from tests.support.properties import settings

WORD = st.sampled_from(
    ["the", "DCC", "tests", "MP101", "and", "MP102", "in", "SIT", "(UIT)", "on", "1", "June.", "2021"]
)
TEXT = st.lists(st.tuples(WORD, st.sampled_from((" ", "  ", "\n", ""))), max_size=12).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)
RUNS = st.lists(
    st.builds(Run, TEXT, st.sampled_from(("", "/a/", "/b/")), st.booleans()), min_size=1, max_size=3
)
ITEM = st.builds(
    ListItem, RUNS.map(tuple), st.sampled_from(("", "MP101", "MP102")), st.lists(TEXT, max_size=2).map(tuple)
)
TICK = st.builds(lambda tick: TableCell(tick=tick), st.booleans())
CELL = st.one_of(
    st.builds(TableCell, TEXT),
    st.builds(lambda items: TableCell(bullets=tuple(items)), st.lists(ITEM, min_size=1, max_size=2)),
)


@st.composite
def tables(draw):
    """Column D has ticks, the others have texts."""
    columns = draw(st.lists(st.sampled_from("ABCD"), min_size=1, max_size=3, unique=True))
    cells = st.tuples(*(TICK if column == "D" else CELL for column in columns))
    row = st.builds(TableRow, cells, st.sampled_from(("", "MP101", "MP102")))
    rows = draw(st.lists(row, max_size=3))
    foot = draw(st.one_of(st.none(), row))
    return Table(draw(st.sampled_from(("Costs", "Ticks"))), tuple(columns), tuple(rows), foot=foot)


BLOCKS = st.lists(
    st.one_of(
        st.builds(lambda runs: replace(paragraph(""), runs=tuple(runs)), RUNS),
        TEXT.map(heading),
        st.lists(ITEM, min_size=1, max_size=3).map(lambda items: Listing(tuple(items))),
        tables(),
    ),
    max_size=5,
)
CHAPTERS = st.lists(
    st.builds(
        lambda key, number, blocks: Chapter(key, f"{number}.", f"About {key}", tuple(blocks)),
        *(st.sampled_from(("scope", "costs", "testing")), st.integers(1, 3), BLOCKS),
    ),
    max_size=3,
    unique_by=lambda chapter: chapter.key,
)


def said(chapters):
    """Every printed text, without empty ones: a marked cell has no place for the text of a tick that was none."""
    return [(row.key, row.heading, [text for text in texts(row.blocks) if text]) for row in chapters]


@settings(max_examples=300)
@given(old=CHAPTERS, new=CHAPTERS)
def test_each_side_reads_as_it_did(old, new):
    made = redline(old, new)
    assert said(side_of(made, NEW)) == said(new)
    assert said(side_of(made, OLD)) == said(old)


@settings(max_examples=100)
@given(chapters=CHAPTERS)
def test_a_document_has_no_marks_beside_itself(chapters):
    made = redline(chapters, chapters)
    assert list(made) == chapters
    assert not any(map(chapter_is_marked, made))


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Go-live is in June 2021.", "Go-live is in May 2021.", "Go-live is in -June +May 2021."),
        ("One. Two.", "One. Two. Three.", "One. Two.+ Three."),
        (
            "It is of the DCC now.",
            "That was by a Party then.",
            "-It is of the DCC now.+That was by a Party then.",
        ),
        ("", "New", "+New"),
        ("a lot of old text here", "a lot of new words here", "a lot of -old text +new words here"),
        ("one old of old two three", "one new of new two three", "one -old of old +new of new two three"),
    ],
)
def test_texts_are_compared_word_by_word(old, new, shown):
    sign = {"": "", "inserted": "+", "deleted": "-"}
    made = marked_runs((Run(old),), (Run(new),))
    assert "".join(sign[run.mark] + run.text for run in made) == shown


def test_an_estimate_that_became_firm_is_a_change():
    made = marked_runs((Run("£1,000", italic=True),), (Run("£1,000"),))
    assert [(run.mark, run.italic) for run in made] == [("deleted", True), ("inserted", False)]


def row(key, *cells):
    return TableRow((TableCell(key), *map(TableCell, cells)), key)


def test_columns_and_rows_that_came_or_went_are_marked_whole():
    old = Table("Costs", ("Modification", "SIT", "UIT"), (row("MP101", "£1", "£2"), row("MP102", "£3", "£4")))
    new = Table("Costs", ("Modification", "UIT", "PIT"), (row("MP101", "£2", "£9"), row("MP103", "£5", "£6")))
    [chapter] = redline([Chapter("costs", "5.", "Costs", (old,))], [Chapter("costs", "5.", "Costs", (new,))])
    [table] = chapter.blocks
    assert table.columns == ("Modification", "SIT", "UIT", "PIT")
    assert table.column_marks == ("", "deleted", "", "inserted")
    assert [(one.key, one.mark, one.place) for one in table.rows] == [
        ("MP101", "", "c2"),
        ("MP102", "deleted", "c3"),
        ("MP103", "inserted", "c4"),
    ]
    marks = [[run.mark for run in cell.runs] for cell in table.rows[0].cells]
    assert marks == [[], ["deleted"], [], ["inserted"]]
    [stretch] = folded(chapter, whole=False).stretches
    assert [block.columns for block in (*stretch.before, *stretch.after)] == [old.columns, new.columns]


def test_a_list_that_grew_is_one_list():
    old, new = (
        Listing((bullet("MP101 is in."),)),
        Listing(tuple(bullet(f"MP10{n} is in.") for n in (1, 2, 3, 4))),
    )
    [chapter] = redline([Chapter("scope", "1.", "Scope", (old,))], [Chapter("scope", "1.", "Scope", (new,))])
    [block] = chapter.blocks
    assert [item.mark for item in block.items] == ["", "inserted", "inserted", "inserted"]


class Picture:
    kind, title, svg = "figure", "A picture", "<svg/>"


def test_a_picture_that_differs_is_there_twice_in_words():
    first, second = Picture(), Picture()
    [chapter] = redline([Chapter("a", "", "A", (first,))], [Chapter("a", "", "A", (second,))])
    assert [(type(block), block.mark) for block in chapter.blocks] == [
        (MarkedFigure, "deleted"),
        (MarkedFigure, "inserted"),
    ]


def test_what_is_the_same_is_folded_away_below_its_heading():
    same = tuple(row(f"MP10{n}", "Yes") for n in range(6))
    old = (heading("Scope"), paragraph("As before."), Table("T", ("A", "B"), same))
    new = (*old[:2], Table("T", ("A", "B"), (*same[:5], row("MP105", "No"))))
    chapters = redline([Chapter("a", "", "A", old)], [Chapter("a", "", "A", new)])
    made = folded(chapters[0], whole=False)
    assert [(stretch.is_same, stretch.is_heading) for stretch in made.stretches] == [
        (True, True),
        (True, False),
        (False, False),
    ]
    assert made.stretches[1].words == "1 paragraph"
    assert [line.left_out for line in made.stretches[2].blocks[0].rows] == [5, 0]
    assert (made.count, made.is_same) == (1, False)
    assert isinstance(made.stretches[0].blocks[0], Heading)
    whole = folded(chapters[0], whole=True)
    assert len(whole.stretches[2].blocks[0].rows) == 6
