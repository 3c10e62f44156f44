"""The next version number of a RID, from the kinds of the versions so far (the field's rule).

0.x drafts; 1.0 the first baseline; 1.x drafts back to the Panel; 2.0 the second baseline; after it each
issue by SECAS is a whole number.
"""

import re
from collections.abc import Iterable

Number = tuple[int, int]
SECOND_BASELINE = 2
FARTHEST = 20
"""The most numbers that may be skipped. Beyond that it is a slip; addresses end at 999."""


def next_number(earlier: Iterable[tuple[Number, str]], kind: str) -> Number:
    """The next number for a draft, baseline or issue. `earlier`: ((major, minor), kind) of each version."""
    latest = max((number for number, _ in earlier), default=(0, 0))
    return (latest[0], latest[1] + 1) if kind == "draft" else (latest[0] + 1, 0)


def instead_of(proposed: Number, text: str, kind: str) -> Number:
    """The number entered instead of the proposed one; raises ValueError with a sentence if it is not allowed."""
    if not re.fullmatch(r"(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})", text):
        raise ValueError(f"“{text}” is not a version number: enter {proposed[0]}.{proposed[1]}.")
    major, minor = map(int, text.split("."))
    if (major, minor) < proposed:
        raise ValueError(
            f"{text} comes before {proposed[0]}.{proposed[1]}, the next number. Choose a later one."
        )
    if kind == "draft" and (major != proposed[0] or not minor):
        raise ValueError(
            f"A draft keeps the whole number of the version before it: enter {proposed[0]}.{proposed[1]} or later."
        )
    if kind != "draft" and minor:
        raise ValueError(f"A version in force has a whole number: enter {proposed[0]}.0 or later.")
    if max(major - proposed[0], minor - proposed[1]) > FARTHEST:
        raise ValueError(
            f"{text} is too far from {proposed[0]}.{proposed[1]}, the next number. Choose a closer one."
        )
    return major, minor


def baselines(earlier: Iterable[tuple[Number, str]]) -> int:
    return sum(kind == "baseline" for _, kind in earlier)


def may_issue(earlier: Iterable[tuple[Number, str]]) -> bool:
    """Whether SECAS may issue versions on its own account: after the second baseline."""
    return baselines(earlier) >= SECOND_BASELINE
