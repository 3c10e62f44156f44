"""Next steps of a modification as entered. Whether a step is a decision is read from its text once, then stored."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_DECIDES = re.compile(
    r"\b(?:votes?|decisions?|decides?|determines?|determination|approves?|approval)\b", re.IGNORECASE
)


class StepFacts(NamedTuple):
    """The facts of a step. With `decides` None, a stored step of the same text decides, or else the text itself."""

    step: str
    body: Any = None
    expected: str = ""
    by_then: bool = False
    outcome: str = ""
    decides: bool | None = None


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
