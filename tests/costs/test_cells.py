"""A cost as people write it in a cell."""

from decimal import Decimal

import pytest

from costs.sheets.cells import StatedCost, cost_text, read_cost


@pytest.mark.parametrize(
    ("text", "cost", "canonical"),
    [
        ("53572", StatedCost("firm", Decimal(53572)), "53,572"),
        ("£53,572 firm", StatedCost("firm", Decimal(53572)), "53,572"),
        ("53,572.50 est", StatedCost("estimate", Decimal("53572.50")), "53,572.50 est"),
        ("~1,000", StatedCost("estimate", Decimal(1000)), "1,000 est"),
        ("1000 (estimate)", StatedCost("estimate", Decimal(1000)), "1,000 est"),
        ("0", StatedCost("firm", Decimal(0)), "0"),
        *((zero, StatedCost("firm", Decimal(0)), "0") for zero in ("£ -", "£-", " £ -   ", "£\xa0–")),
        ("-", StatedCost("none"), "None"),
        (" £1,234.00 ", StatedCost("firm", Decimal(1234)), "1,234"),
        ("1\u202f234", StatedCost("firm", Decimal(1234)), "1,234"),
        ("5,929 (est.)", StatedCost("estimate", Decimal(5929)), "5,929 est"),
        ("", StatedCost("tbc"), "TBC"),
        ("tbc", StatedCost("tbc"), "TBC"),
        ("none", StatedCost("none"), "None"),
        (
            "n/a: counted with MP123",
            StatedCost("not_applicable", reason="counted with MP123"),
            "N/A: counted with MP123",
        ),
    ],
)
def test_a_cost_is_read_and_written_in_one_form(text, cost, canonical):
    assert read_cost(text) == cost
    assert cost_text(cost) == canonical
    assert read_cost(canonical) == cost


@pytest.mark.parametrize(
    "text",
    [
        *("1,2o0", "12,34", "-5", "five", "1.234", "est", "1.234,00", "£1.2m", "12 34", "#REF!", "#N/A", "~"),
        *("1.23E+05", "١٢", "e" * 10_000),
    ],
)
def test_a_text_that_is_not_a_cost_gets_a_sentence(text):
    with pytest.raises(ValueError, match="is not a cost"):
        read_cost(text)


def test_not_applicable_needs_its_reason():
    with pytest.raises(ValueError, match="Add the reason after N/A"):
        read_cost("N/A")


@pytest.mark.parametrize("text", ["(1,234)", "-5", "5-", "£(1,234)", "−5"])
def test_a_negative_amount_is_named_as_one(text):
    with pytest.raises(ValueError, match=r"An amount cannot be negative\.$"):
        read_cost(text)


def test_a_cost_that_is_too_large_gets_a_sentence():
    with pytest.raises(ValueError, match=r"is too large for the cost of a release\. Check the digits\.$"):
        read_cost("1,000,000,000,000 est")
