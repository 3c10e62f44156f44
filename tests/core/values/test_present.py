"""Values of fields that may be empty."""

import pytest

from secrel.core.values.present import present


def test_present_value_is_returned_as_it_is():
    assert present(0) == 0
    assert present("") == ""


def test_missing_value_is_refused_at_once():
    with pytest.raises(AssertionError, match="A value is missing"):
        present(None)
