"""Canonical JSON has the bytes that RFC 8785 defines, whichever library writes them."""

import pytest
import rfc8785
from hypothesis import example, given
from hypothesis import strategies as st

from secrel.core.changes.record import canonical

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(JSON)
@example({"b": '\x00\x1f\x7f"\\/\u2028é😀', "a": [-0, 2**53 - 1, 1 - 2**53, True, None], "B": {}, "": []})
@example({"\ue000": 1, "😀": 2, "é": 3})
@example([5.0, 1e21, 1e-7])
def test_canonical_json_is_that_of_rfc_8785(value):
    try:
        expected = rfc8785.dumps(value)
    except rfc8785.CanonicalizationError as error:
        with pytest.raises(type(error)):
            canonical(value)
    else:
        assert canonical(value) == expected


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800", {"é": "\ud800"}, {1: 2}, object()])
def test_what_has_no_canonical_form_is_refused(value):
    with pytest.raises(rfc8785.CanonicalizationError):
        canonical(value)
