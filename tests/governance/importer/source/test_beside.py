"""Columns of text are read one after the other; tables, footnotes and footers are told from them."""

from governance.importer.source.pdf.beside import beside, gutter_of
from governance.importer.source.pdf.edges.footnotes import footnotes_out
from governance.importer.source.pdf.edges.margins import Sheet
from governance.importer.source.pdf.looks import Looks
from governance.importer.source.pdf.words import Row, Word
from governance.importer.source.text.pages import edges

LOOKS = Looks(10.0, [], {})


def _words(text, x, top, size=10.0):
    words = []
    for word in text.split():
        words.append(Word(word, x, x + 5 * len(word), top, top + size, size))
        x += 5 * len(word) + 4
    return words


def _row(top, *parts):
    return Row([word for x, text in parts for word in _words(text, x, top)], 1)


def _read(rows):
    return [row.text for part in beside(rows, gutter_of(rows), LOOKS) for row in part]


def test_two_columns_are_read_one_after_the_other():
    left = [f"left line {n} goes on to the very end of it" for n in range(9)]
    right = [f"right line {n} goes on to the very end of it" for n in range(9)]
    rows = [_row(14 * n, (50, left[n]), (300, right[n])) for n in range(9)]
    assert _read(rows) == [*left, *right]


def test_texts_in_the_last_column_of_a_table_are_no_column_of_text():
    rows = []
    for n in range(9):
        rows.append(
            _row(
                28 * n,
                (50, "12 May 21"),
                (120, "Panel baselines the plan for it"),
                (300, "The Panel will review it and then do it all"),
            )
        )
        rows.append(
            _row(
                28 * n + 14,
                (120, "and says how it is to go on now"),
                (300, "again, as it did for the release before that"),
            )
        )
    assert _read(rows) == [row.text for row in rows]


def test_footnotes_are_taken_out():
    words = [
        *_words("Some text of the page that is long", 50, 100),
        *_words("2 The DCC says so.", 50, 700, 7.0),
    ]
    sheet = Sheet(1, words, 595, 842, [])
    (note,) = footnotes_out([sheet])
    assert note.sentence == "A footnote was left out: “2 The DCC says so.”."
    assert [word.text for word in sheet.words] == ["Some", "text", "of", "the", "page", "that", "is", "long"]


def test_lines_that_pages_repeat_are_edges():
    letters = "abcdefghijklmnop"
    texts = [[f"{letter * 4} {page * 3}" for letter in letters] for page in "xyz"]
    pages = [["Smart Energy Code", "Date   Event   Notes", *text, "Paper A", "Page 1 of 3"] for text in texts]
    lines = [(n, line) for n, page in enumerate(pages) for line in page]
    found = edges(lines)
    assert {line for at, (_, line) in enumerate(lines) if at in found} == {
        "Smart Energy Code",
        "Paper A",
        "Page 1 of 3",
    }
    assert len(found) == 9
