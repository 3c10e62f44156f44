"""Values of fields that may be empty."""

from typing import TypeVar

T = TypeVar("T")


def present(value: T | None) -> T:
    """The value of a field that may be empty, where the state of its row or a query says that it is not.

    Raises AssertionError if it is empty all the same: the fault is then here, and not some lines further down.
    """
    if value is None:
        raise AssertionError("A value is missing that has to be there.")
    return value
