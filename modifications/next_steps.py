"""Next steps of a modification as they are entered; whether one decides is read from its words once, then kept."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_DECIDES = re.compile(
    r"\b(?:votes?|decisions?|decides?|determines?|determination|approves?|approval)\b", re.IGNORECASE
)


class StepFacts(NamedTuple):
    """What is said of a step; `decides` None: as the step of the same words stands, else as its words say."""

    step: str
    body: Any = None
    expected: str = ""
    by_then: bool = False
    outcome: str = ""
    decides: bool | None = None


def words_decide(step: str) -> bool:
    """Whether a step says that something is voted on, decided or approved."""
    return bool(_DECIDES.search(step))


def decides_after(stored: Any, entered: Mapping[str, Any]) -> bool | None:
    """Whether a stored step decides after these cells were typed: what somebody ticked or corrected stays, also when
    it gets other words; None: its words say it."""
    if stored is None:
        return entered.get("decides") or None
    if "decides" in entered:
        return entered["decides"]
    is_reworded = entered.get("step", stored.step) != stored.step
    return None if is_reworded and stored.decides == words_decide(stored.step) else stored.decides
