"""The next number of a RID (DOMAIN 5), from the kinds of the versions so far.

0.x drafts; 1.0 the first baseline; 1.x drafts back to the Panel; 2.0 the second baseline; after it each
issue by SECAS is a whole number.
"""

import re
from collections.abc import Iterable

Number = tuple[int, int]
SECOND_BASELINE = 2
FARTHEST = 20
"""Numbers that may be passed over: beyond, it is a slip, and addresses end at 999."""


def next_number(earlier: Iterable[tuple[Number, str]], kind: str) -> Number:
    """The number after `earlier`, given as ((major, minor), kind), for a draft, baseline or issue."""
    latest = max((number for number, _ in earlier), default=(0, 0))
    return (latest[0], latest[1] + 1) if kind == "draft" else (latest[0] + 1, 0)


def instead_of(proposed: Number, text: str, kind: str) -> Number:
    """Another number of the same kind, above the proposed one; raises ValueError with a sentence."""
    if not re.fullmatch(r"(0|[1-9][0-9]{0,2})\.(0|[1-9][0-9]{0,2})", text):
        raise ValueError(f"“{text}” is not a version number: write {proposed[0]}.{proposed[1]}.")
    major, minor = map(int, text.split("."))
    if (major, minor) < proposed:
        raise ValueError(
            f"{text} comes before {proposed[0]}.{proposed[1]}, the next number. Choose a later one."
        )
    if kind == "draft" and (major != proposed[0] or not minor):
        raise ValueError(
            f"A draft keeps the whole number that it follows: write {proposed[0]}.{proposed[1]} or later."
        )
    if kind != "draft" and minor:
        raise ValueError(f"What is in force has a whole number: write {proposed[0]}.0 or later.")
    if max(major - proposed[0], minor - proposed[1]) > FARTHEST:
        raise ValueError(
            f"{text} is far from {proposed[0]}.{proposed[1]}, the next number. Choose a nearer one."
        )
    return major, minor


def baselines(earlier: Iterable[tuple[Number, str]]) -> int:
    return sum(kind == "baseline" for _, kind in earlier)


def may_issue(earlier: Iterable[tuple[Number, str]]) -> bool:
    """SECAS issues versions of its own after the second baseline."""
    return baselines(earlier) >= SECOND_BASELINE
