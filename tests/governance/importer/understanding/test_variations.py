"""Made-up RIDs, printed as extracts in varied ways, are understood; what is wrong is unsure."""

import pytest

from governance.importer.source.text import read_text
from governance.importer.understanding import understand
from tests.governance.importer.understanding.comparing import measured
from tests.governance.importer.understanding.extracts import OTHER_WORDS, Extract, Style, day_of
from tests.governance.importer.understanding.made import made
from tests.governance.importer.understanding.noise import collapsed, misread, noisy, stripped
from tests.governance.importer.understanding.printed import printed_document
from tests.governance.importer.understanding.spaced import Spaced

ORDER = ("timeline", "scope", "costs", "impacts", "acceptance", "testing", "glossary", "history")
STYLES = {
    "as_usual": Style(),
    "other_order": Style(order=ORDER, tick="X", quotes="''"),
    "other_words": Style(words=OTHER_WORDS, date="long"),
    "other_columns": Style(reverse_columns=True, date="figures"),
    "wide_tables": Style(wide=2, rows_a_page=2, page_header="June 2022 SEC Release RID   Page 4 of 16"),
    "bars": Style(bars=True, bold_headings=True, tick="Yes", quotes='""'),
    "latex": Style(tick="$\\checkmark$"),
}
SEEDS = (2, 3, 5)


def _understood(text):
    return understand(read_text(text.encode(), "rid.txt"))


@pytest.mark.parametrize("name", STYLES)
def test_extract_with_tables_is_understood(name):
    for seed in SEEDS:
        document = _dated(made(seed), STYLES[name])
        share, hidden, wrong = measured(document, _understood(Extract(document, STYLES[name]).text()))
        assert (share, hidden) == (1, []), wrong


@pytest.mark.parametrize("name", [name for name in STYLES if name not in ("bars", "latex")])
def test_extract_as_running_text_is_understood(name):
    for seed in SEEDS:
        document = _dated(made(seed), STYLES[name])
        share, hidden, wrong = measured(document, _understood(Spaced(document, STYLES[name]).text()))
        assert (share, hidden) == (1, []), wrong


@pytest.mark.parametrize(
    ("noise", "least"),
    [(stripped, 1), (misread, 0.97), (collapsed, 0.9)],
    ids=["stripped", "misread", "collapsed"],
)
def test_what_noise_makes_wrong_is_unsure(noise, least):
    for seed in (*SEEDS, 8):
        text = noisy(Spaced(made(seed), Style()).text(), noise, seed)
        share, hidden, wrong = measured(made(seed), _understood(text))
        assert share >= least, wrong
        assert len(hidden) <= (noise is misread), wrong  # a sentence that OCR joined to the one above


@pytest.mark.parametrize(
    "section", ["scope", "impacts", "timeline", "testing", "costs", "acceptance", "history"]
)
def test_missing_section_is_unsure(section):
    found = _understood(Extract(made(3), Style(lost=(section,))).text())
    assert any(field.path.startswith(f"/{section}") for field in found.below())


def test_own_document_is_understood_from_its_blocks():
    for seed in SEEDS:
        share, hidden, wrong = measured(made(seed), understand(printed_document(made(seed))))
        assert (share, hidden) == (1, []), wrong


def _dated(document, style):
    """The document with dates as this style writes them, as labels are the cells' own text."""
    for row in document["timeline"]:
        if row["when"]["date"]:
            row["when"]["label"] = day_of(row["when"]["date"], style)
    return document
