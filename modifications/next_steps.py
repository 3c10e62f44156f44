"""Next steps of a modification as entered. Whether a step is a decision is read from its text once, then stored."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

_DECIDES = re.compile(
    r"\b(?:votes?|decisions?|decides?|determines?|determination|approves?|approval)\b", re.IGNORECASE
)


STORED: Any = object()
"""Who holds a step, or since when, is not entered: what is stored stays."""


class StepFacts(NamedTuple):
    """The facts of a step. With `decides` None, a stored step of the same text decides, or else the text itself.

    `was`: the text of the stored step that it continues, if it differs.
    """

    step: str
    body: Any = None
    expected: str = ""
    by_then: bool = False
    outcome: str = ""
    decides: bool | None = None
    held_by: str = STORED
    held_since: date | None = STORED
    was: str = ""


def holder(facts: StepFacts, stored: Any, on: date, *, becomes_current: bool) -> tuple[str, date | None]:
    """Who holds a step and since when. `stored`: the step that it continues, if any.

    A step that becomes the current one is held by its body from the day on, unless something else is entered; so is
    a step that is given to another holder.
    """
    before = (stored.held_by, stored.held_since) if stored else ("", None)
    held_by = before[0] if facts.held_by is STORED else facts.held_by
    if becomes_current and not held_by and facts.held_by is STORED and facts.body:
        held_by = facts.body.short_name
    if facts.held_since is not STORED:
        return held_by, facts.held_since
    if held_by and (held_by != before[0] or (becomes_current and before[1] is None)):
        return held_by, on
    return held_by, before[1] if held_by else None


def words_decide(step: str) -> bool:
    """Whether the text of a step names a vote, a decision or an approval."""
    return bool(_DECIDES.search(step))


def decides_after(stored: Any, entered: Mapping[str, Any]) -> bool | None:
    """Whether a stored step decides once these cells are saved; None: as its text says.

    A tick that somebody set or corrected stays, even if the text changes.
    """
    if stored is None:
        return entered.get("decides") or None
    if "decides" in entered:
        return entered["decides"]
    is_reworded = entered.get("step", stored.step) != stored.step
    return None if is_reworded and stored.decides == words_decide(stored.step) else stored.decides
