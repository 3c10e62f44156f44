"""RIDs written in ways that the readers were not made with: nearly all is right, and what is wrong is unsure.

A seed gives the facts, so that other seeds try other documents.
"""

import pytest

from governance.importer.source.read import read_source
from governance.importer.understanding import understand
from tests.governance.importer.understanding.comparing import measured, unmarked
from tests.long.importer.kinds import KINDS, LOST
from tests.long.importer.variations import HAS_POPPLER, VARIATIONS

SEEDS = (1, 2, 3)
MORE_SEEDS = {"narrow_pdf": (4, 7)}
"""Where pages break within a row, and a rule down the page is all that shows it."""
LEAST = 0.97
PRINTED = ("reordered_text", "misread_text")
"""Made with pdftotext, which is not everywhere; all texts of the further kinds are."""


def is_printed(make):
    return make.__name__ in PRINTED or (make in (*KINDS, *LOST) and make.__name__.endswith("_text"))


@pytest.mark.parametrize("make", LOST, ids=lambda make: make.__name__)
@pytest.mark.skipif(not HAS_POPPLER, reason="pdftotext is not installed")
def test_text_that_lost_its_layout_says_what_is_unsure(make):
    for seed in SEEDS:
        document, data, name = make(seed)
        assert unmarked(document, understand(read_source(data, name))) == [], seed


@pytest.mark.parametrize("make", [*VARIATIONS, *KINDS], ids=lambda make: make.__name__)
def test_unseen_writing_is_understood(make):
    if is_printed(make) and not HAS_POPPLER:
        pytest.skip("pdftotext is not installed")
    for seed in (*SEEDS, *MORE_SEEDS.get(make.__name__, ())):
        document, data, name = make(seed)
        found = understand(read_source(data, name))
        share, _, wrong = measured(document, found)
        assert share >= LEAST, (seed, wrong)
        assert unmarked(document, found) == [], seed
