"""The properties of the typed diff, over many contents."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.documents.kinds import KINDS
from tests.governance.documents.diff import test_change_sentences, test_diff_properties

MANY = settings(test_diff_properties.SOME, max_examples=2_000)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
@MANY
@given(data=st.data())
def test_many_contents_round_trip(kind, data):
    test_diff_properties.test_changes_applied_to_the_older_content_make_the_newer_one.hypothesis.inner_test(
        kind, data
    )


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.key)
@MANY
@given(data=st.data())
def test_many_differences_are_mentioned_once(kind, data):
    test_diff_properties.test_each_difference_is_mentioned_once_and_in_words.hypothesis.inner_test(kind, data)


def test_a_megabyte_of_prose_is_compared_word_by_word():
    test_change_sentences.prose_is_compared(120_000)
