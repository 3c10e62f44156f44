"""Numbers of versions: over random histories, and as the events of the two published RIDs give them."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from governance.documents.rid.numbering import baselines, instead_of, may_issue, next_number
from governance.versions.models import RidVersion
from tests.support.properties import settings

KINDS = ("draft", "baseline", "issue")
JUNE_2020 = ["0.1 draft", "0.2 draft", "0.3 draft", "1.0 baseline", "1.1 draft", "2.0 baseline"]
JUNE_2021 = [
    *("0.1 draft", "1.0 baseline", "1.1 draft", "2.0 baseline"),
    *("3.0 issue", "4.0 issue", "5.0 issue", "6.0 issue", "7.0 issue", "8.0 issue"),
]


def replay(kinds: list[str]) -> list[tuple[tuple[int, int], str]]:
    """The history that these events make; what SECAS may not issue yet does not happen."""
    history: list[tuple[tuple[int, int], str]] = []
    for kind in kinds:
        if kind != "issue" or may_issue(history):
            history.append((next_number(history, kind), kind))
    return history


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(KINDS), max_size=40))
def test_numbers_rise_and_match_their_kinds(kinds):
    history = replay(kinds)
    numbers = [number for number, _ in history]
    assert numbers == sorted(set(numbers))
    for (major, minor), kind in history:
        assert (minor == 0) == (kind != "draft")
        assert kind != "issue" or major > 2
    whole = [major for (major, minor), _ in history if not minor]
    assert whole == list(range(1, len(whole) + 1))
    assert baselines(history) == kinds.count("baseline")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(KINDS), max_size=12), st.integers(0, 9), st.integers(0, 9))
def test_another_number_is_later_or_refused(kinds, major, minor):
    history, text = replay(kinds), f"{major}.{minor}"
    for kind in ("draft", "baseline"):
        proposed = next_number(history, kind)
        try:
            chosen = instead_of(proposed, text, kind)
        except ValueError as refused:
            assert "enter" in str(refused) or "Choose a" in str(refused)
        else:
            assert chosen == (major, minor) >= proposed
            assert all(number < chosen for number, _ in history)


@pytest.mark.parametrize("published", [JUNE_2020, JUNE_2021])
def test_the_events_of_a_published_document_give_its_numbers(published):
    history = replay([row.split()[1] for row in published])
    assert [f"{major}.{minor} {kind}" for (major, minor), kind in history] == published


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "published"), [("june-2020", JUNE_2020), ("june-2021", JUNE_2021)])
def test_the_examples_replayed_through_the_operations_give_them_too(examples, slug, published):
    versions = RidVersion.objects.filter(release__slug=slug)
    assert [f"{row.number} {row.kind}" for row in versions] == published


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1.x", "“1.x” is not a version number: enter 1.1."),
        ("1.99", "1.99 is too far from 1.1, the next number. Choose a closer one."),
        ("0.9", "0.9 comes before 1.1, the next number. Choose a later one."),
        ("2.0", "A draft keeps the whole number of the version before it: enter 1.1 or later."),
    ],
)
def test_a_wrong_number_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(ValueError) as refused:
        instead_of((1, 1), text, "draft")
    assert str(refused.value) == sentence
