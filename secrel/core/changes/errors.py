"""What goes wrong in a way a person can mend. Each carries one sentence: what is wrong, what to do."""

from typing import Any


class RuleBroken(Exception):
    """A rule of the domain refuses the change. A page answers 422, the API 409.

    `field` names the form field the sentence belongs to, where it belongs to one; `link` is the address and the
    name of what it speaks of.
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
    """The person may not do this; a page answers 403."""

    status = 403


class Stale(RuleBroken):
    """Somebody changed the same thing since it was read. `theirs` is what is stored now, by field."""

    status = 409

    def __init__(self, sentence: str, *, theirs: dict[str, Any], token: int) -> None:
        super().__init__(sentence)
        self.theirs = theirs
        self.token = token
