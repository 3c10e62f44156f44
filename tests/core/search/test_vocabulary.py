"""People's words: short and long forms find each other, and a misspelt word is taken for the most similar one."""

import pytest

from secrel.core.search.reading import read_search
from secrel.core.search.vocabulary import corrected, widened

KNOWN = ["firmware", "meter", "prepayment", "release", "throttled"]


@pytest.mark.parametrize(
    ("entered", "alternatives"),
    [
        ("PPMID", ["ppmid", "prepayment meter interface device"]),
        ("firmware IHDs", ["firmware/ihds", "firmware/in home display"]),
        ("comms hub costs", ["comms/hub/costs", "communications hub/costs"]),
        ("home area network", ["home/area/network", "han"]),
        ("firmware", ["firmware"]),
    ],
)
def test_short_and_long_forms_find_each_other(entered, alternatives):
    found = widened(read_search(entered)).alternatives
    assert ["/".join(" ".join(term.pieces) for term in terms) for terms in found] == alternatives


@pytest.mark.parametrize(
    ("entered", "instead"),
    [
        ("Throtled alerts", "throttled alerts"),
        ("prepaymant firmwear", "prepayment firmware"),
        ("firm", ""),  # too short
        ("release", ""),  # known
        ("releas", ""),  # the beginning of a known word
        ("xylophone", ""),  # like none
    ],
)
def test_a_misspelt_word_is_taken_for_the_most_similar(entered, instead):
    assert corrected(read_search(entered), lambda words: [*KNOWN, "alerts"]) == instead
