"""Errors that a person can correct. Each has one sentence: what is wrong and what to do."""

from typing import Any


class RuleBroken(Exception):
    """A business rule refuses the change. A page answers 422, the API 409.

    `field` names the form field that the sentence belongs to, if any; `link` is the address and the name of the thing
    that the sentence is about.
    """

    status = 422

    def __init__(
        self, sentence: str, *, field: str | None = None, link: tuple[str, str] | None = None
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
        self.link = link


class NotAllowed(RuleBroken):
    """The person is not allowed to do this. A page answers 403."""

    status = 403


class Stale(RuleBroken):
    """Somebody else changed the same thing since it was read. `theirs` holds the values stored now, by field."""

    status = 409

    def __init__(self, sentence: str, *, theirs: dict[str, Any], token: int) -> None:
        super().__init__(sentence)
        self.theirs = theirs
        self.token = token
