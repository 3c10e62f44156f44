"""RIDs written in ways that the readers were not made with: nearly all is right, and what is wrong is unsure.

A seed gives the facts, so that other seeds try other documents.
"""

import pytest

from governance.importer.source.read import read_source
from governance.importer.understanding import understand
from tests.governance.importer.understanding.comparing import measured, unmarked
from tests.long.importer.variations import HAS_POPPLER, VARIATIONS

SEEDS = (1, 2, 3)
MORE_SEEDS = {"narrow_pdf": (4, 7)}
"""Where pages break within a row, and a rule down the page is all that shows it."""
LEAST = 0.97
PRINTED = ("reordered_text", "misread_text")
"""Made with pdftotext, which is not everywhere."""


@pytest.mark.parametrize("make", VARIATIONS, ids=lambda make: make.__name__)
def test_unseen_writing_is_understood(make):
    if make.__name__ in PRINTED and not HAS_POPPLER:
        pytest.skip("pdftotext is not installed")
    for seed in (*SEEDS, *MORE_SEEDS.get(make.__name__, ())):
        document, data, name = make(seed)
        found = understand(read_source(data, name))
        share, _, wrong = measured(document, found)
        assert share >= LEAST, (seed, wrong)
        assert unmarked(document, found) == [], seed
