"""Reasons for changes: one rule and one sentence for pages, the API, the importer and jobs.

A change to facts of a release needs a reason from its first baseline on, and so does a move between releases.
Operations enforce it (`touch`, `require_reason`); pages call the same function to decide whether to show the field.
"""

from collections.abc import Callable
from typing import Any

from secrel.core.changes.errors import RuleBroken

SENTENCE = "Give a reason for the change. It is kept in the audit trail."
_is_baselined: Callable[[Any], bool] | None = None


class NoReason(RuleBroken):
    """A reason is required and missing."""

    def __init__(self, sentence: str = SENTENCE) -> None:
        super().__init__(sentence, field="reason")


def set_reason_rule(is_baselined: Callable[[Any], bool]) -> None:
    """Register the function that tells whether a release, or one that a part or a modification is in, was baselined."""
    global _is_baselined
    _is_baselined = is_baselined


def requires_reason(thing: Any) -> bool:
    """Whether a change to facts of a release, a part or a modification needs a reason."""
    return _is_baselined is not None and _is_baselined(thing)


def is_reason(text: str) -> bool:
    """Whether a text holds a letter or digit; spaces, dashes and invisible characters are no reason."""
    return any(character.isalnum() for character in text)


def refuse_no_reason(text: str, sentence: str = SENTENCE) -> None:
    """Raise NoReason, at the field "reason", if the text is not a reason."""
    if not is_reason(text):
        raise NoReason(sentence)
