"""Ranges and qualifiers of amounts: how they are read, written and added up."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from costs.figures import Figure, Qualifier, contradiction, in_order
from costs.sheets.cells import StatedCost, cost_text, read_cost
from costs.stages import STANDARD, key_of, ordered_stages, wrong_stages
from costs.totals import Total, total_of


def cost(basis, amount, amount_to=None, *qualifiers):
    to = None if amount_to is None else Decimal(amount_to)
    return StatedCost(basis, Decimal(amount), amount_to=to, qualifiers=qualifiers)


@pytest.mark.parametrize(
    ("text", "stated", "canonical"),
    [
        *(
            (text, cost("firm", 100_000, 150_000), "100,000 to 150,000")
            for text in (
                *("£100,000 to £150,000", "100k–150k", "100k - 150k", "between £100,000 and £150,000"),
                *("from 100000 to 150000", "£100 000\u00a0– £150 000", "£100,000\nto £150,000 firm"),
            )
        ),
        ("100,000.50-150,000 est", cost("estimate", "100000.50", 150_000), "100,000.50 to 150,000 est"),
        ("~100k–150k", cost("estimate", 100_000, 150_000), "100,000 to 150,000 est"),
        *(
            (text, cost("firm", 5_000, None, "around"), "around 5,000")
            for text in ("around £5,000", "approx. 5k", "circa 5,000", "c.£5,000", "About 5000")
        ),
        ("up to £5,000 est", cost("estimate", 5_000, None, "up_to"), "up to 5,000 est"),
        ("no less than 5,000", cost("firm", 5_000, None, "at_least"), "at least 5,000"),
        *(
            (text, cost("estimate", 5_000, None, "estimated", "at_least"), "estimated at least 5,000")
            for text in ("estimated at least £5,000", "at least estimated at 5k")
        ),
        (
            "currently quoted at most 5,000",
            cost("firm", 5_000, None, "currently_quoted", "up_to"),
            "up to 5,000 (currently quoted)",
        ),
        ("estimated at £5,000", cost("estimate", 5_000, None, "estimated"), "estimated 5,000"),
        (
            "currently quoted as £1,120,042",
            cost("firm", 1_120_042, None, "currently_quoted"),
            "1,120,042 (currently quoted)",
        ),
        (
            "currently quoted at around 100k to 150k est",
            cost("estimate", 100_000, 150_000, "currently_quoted", "around"),
            "around 100,000 to 150,000 est (currently quoted)",
        ),
    ],
)
def test_a_range_and_a_qualifier_are_read_and_written_in_one_form(text, stated, canonical):
    assert read_cost(text) == stated
    assert cost_text(stated) == canonical
    assert read_cost(canonical) == stated


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("150,000 to 100,000", "The first amount of a range must be lower"),
        ("5 - 5", "The first amount of a range must be lower"),
        ("100-150k", "can be read in two ways"),
        ("£1m to £2m", "Write millions in full"),
        ("5 to -10", "An amount cannot be negative"),
        ("up to 5 to 6", "takes a single amount"),
        ("up to at least 5", "cannot be both “up to” and “at least”"),
        ("estimated 5 firm", "cannot be both “estimated” and firm"),
        ("999,999,999,999k", "too large"),
        *(
            (text, "is not a cost")
            for text in ("around", "100 to", "to 100", "1-2-3", "5 to 6 to 7", "around TBC")
        ),
    ],
)
def test_a_text_that_is_no_range_gets_a_sentence(text, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_cost(text)


AMOUNTS = st.decimals(0, 999_999, places=2)


@st.composite
def figures(draw):
    low, high = sorted([draw(AMOUNTS), draw(AMOUNTS)])
    basis = draw(st.sampled_from(["firm", "estimate"]))
    found = Figure(
        basis,
        low,
        draw(st.sampled_from([None, high])),
        in_order(draw(st.sets(st.sampled_from(Qualifier.values)))),
    )
    return found if not contradiction(found) else Figure(basis, low)


@given(figures())
def test_what_is_written_is_read_as_the_same(figure):
    stated = StatedCost(figure.basis, figure.amount, "", figure.amount_to, figure.qualifiers)
    assert read_cost(cost_text(stated)) == stated


@given(st.lists(figures(), min_size=1, max_size=5))
def test_a_total_covers_every_amount_that_its_cells_allow(cells):
    """Each cell says that its amount lies between two ends. The total says so of the sum, and never less widely."""
    total = total_of(cells)
    lowest, highest = Figure("", total.amount, total.amount_to, total.qualifiers).ends
    ends = [cell.ends for cell in cells]
    assert lowest <= sum(low for low, _ in ends)
    assert highest is None or highest >= sum(high for _, high in ends)
    for name in ("around", "currently_quoted", "estimated"):
        assert (name in total.qualifiers) == any(name in cell.qualifiers for cell in cells)


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        (
            [("firm", Decimal(5)), ("firm", Decimal(10), Decimal(20))],
            Total("quoted", Decimal(15), Decimal(25)),
        ),
        (
            [("firm", Decimal(5)), ("estimate", Decimal(10), None, ("around",))],
            Total("estimate", Decimal(15), None, ("around",)),
        ),
        (
            [("firm", Decimal(5), None, ("up_to",)), ("firm", Decimal(1))],
            Total("quoted", Decimal(6), None, ("up_to",)),
        ),
        (
            [("firm", Decimal(5), None, ("up_to",)), ("firm", Decimal(1), Decimal(2))],
            Total("quoted", Decimal(1), Decimal(7)),
        ),
        (
            [("firm", Decimal(5), None, ("at_least",)), ("firm", Decimal(1), Decimal(2))],
            Total("quoted", Decimal(6), None, ("at_least",)),
        ),
        ([("firm", Decimal(5), Decimal(6)), ("tbc", None)], Total("tbc")),
    ],
)
def test_sums_of_ranges_and_qualified_amounts(cells, total):
    assert total_of(cells) == total


def test_further_stages_keep_their_order_and_no_standard_one_is_lost():
    assert list(ordered_stages([("support", "Early life support")])) == [*STANDARD, "support"]
    assert list(ordered_stages([("a", "A"), *STANDARD.items()])) == ["a", *STANDARD]
    assert ordered_stages([]) == STANDARD
    assert key_of("Early life support") == "early_life_support"
    assert key_of("Source", ["source"]) == "source_2"
    assert key_of("3rd line") == "stage_3rd_line"
    assert key_of("Été") not in ("", "_")


@pytest.mark.parametrize(
    ("stages", "sentence"),
    [
        ([("a", "A"), ("a", "B")], "listed twice"),
        ([("a", "A"), ("b", "a")], "listed twice"),
        ([("a", "sit")], "name of another column"),
        ([("total", "All of it")], "cannot be the key"),
        ([("a", " ")], "cannot be the name"),
        ([(f"a{n}", f"A{n}") for n in range(20)], "at most 12"),
    ],
)
def test_stages_that_cannot_be_get_a_sentence(stages, sentence):
    assert sentence in wrong_stages(stages)
