"""References sort by number and read from any way of writing them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secrel.core.values.references import DIGITS, ModificationReference


@st.composite
def references(draw):
    prefix = draw(st.sampled_from(sorted(DIGITS)))
    number = draw(st.integers(1, 10 ** DIGITS[prefix] - 1))
    return ModificationReference(number, draw(st.sampled_from(["", "A", "B"])), prefix)


@given(references())
def test_printed_reference_reads_back(reference):
    assert ModificationReference.parse(str(reference)) == reference


@given(references(), references())
def test_order_is_by_number_then_letter(one, other):
    if (one.number, one.suffix) < (other.number, other.suffix):
        assert one < other


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_with_a_sentence(text):
    try:
        ModificationReference.parse(text)
    except ValueError as refused:
        assert str(refused).startswith("“")


@pytest.mark.parametrize(
    ("entered", "meant"),
    [
        ("mp153", "MP153"),
        ("SECMP 62", "SECMP0062"),
        (" mp-102a ", "MP102A"),
        ("DP1", "DP001"),
        ("secmp0007", "SECMP0007"),
    ],
)
def test_references_are_read_as_people_write_them(entered, meant):
    assert str(ModificationReference.parse(entered)) == meant


@pytest.mark.parametrize("entered", ["", "XP12", "MP", "MP0", "MP1234", "MP12AB", "153"])
def test_text_that_is_not_a_reference_is_refused(entered):
    with pytest.raises(ValueError, match="is not a reference"):
        ModificationReference.parse(entered)


def test_register_order_is_by_number_not_by_text():
    texts = ["DP173", "MP102B", "SECMP0007", "MP102A", "MP078"]
    assert [str(r) for r in sorted(map(ModificationReference.parse, texts))] == [
        *("SECMP0007", "MP078", "MP102A", "MP102B", "DP173")
    ]
