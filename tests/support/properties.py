"""How many examples a property is tried on: `make test` takes a tenth, `make test-long` and a single module all."""

from typing import Any

import hypothesis

DEFAULT = 100
_SHARE = 10
_is_quick = False


def set_up(*, is_quick: bool) -> None:
    """For the rest of this process, before the tests are read (`tests/plugin.py`). A busy machine fails no property."""
    global _is_quick
    _is_quick = is_quick
    hypothesis.settings.register_profile("ours", max_examples=_tried(DEFAULT), deadline=None)
    hypothesis.settings.load_profile("ours")


def _tried(count: int) -> int:
    return max(count // _SHARE, 1) if _is_quick else count


def settings(*, max_examples: int = DEFAULT, **others: Any) -> hypothesis.settings:
    """Hypothesis' settings, with the number of examples that this run takes."""
    return hypothesis.settings(max_examples=_tried(max_examples), **others)
