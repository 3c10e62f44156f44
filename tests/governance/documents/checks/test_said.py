"""The facts in the sentence of a finding; no database."""

import pytest

from governance.documents.checks.said import facts_in, place_of


@pytest.mark.parametrize(
    ("sentence", "facts"),
    [
        ("MP153 is in scope and changes no document.", ("MP153",)),
        ("The total is £1,000.50, but its lines add up to £990.", ("£1,000.50", "£990")),
        (
            "It goes live on 4 November 2021. Its row says 5 Nov 2021.",
            ("2021", "2021", "4", "5", "Nov", "November"),
        ),
        ("“UIT commences” comes after the go-live.", ("“UIT commences”",)),
        ("The Panel decides. Parties and the Authority do not.", ("Authority", "Panel")),
        ("UIT ends before SIT ends.", ("SIT", "UIT")),
        ("Nothing is stated.", ()),
    ],
)
def test_figures_dates_references_quotes_and_names_are_facts(sentence, facts):
    assert facts_in(sentence) == facts


def test_a_place_has_no_numbers_of_rows():
    assert place_of("content/costs/dcc_lines/3/stages/0") == "content/costs/dcc_lines/*/stages/*"
