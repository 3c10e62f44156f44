"""The next number of a RID (DOMAIN 5), from the kinds of the versions so far.

0.x drafts; 1.0 the first baseline; 1.x drafts back to the Panel; 2.0 the second baseline; after it each
issue by SECAS is a whole number.
"""

from collections.abc import Iterable

Number = tuple[int, int]
SECOND_BASELINE = 2


def next_number(earlier: Iterable[tuple[Number, str]], kind: str) -> Number:
    """The number after `earlier`, given as ((major, minor), kind), for a draft, baseline or issue."""
    latest = max((number for number, _ in earlier), default=(0, 0))
    return (latest[0], latest[1] + 1) if kind == "draft" else (latest[0] + 1, 0)


def baselines(earlier: Iterable[tuple[Number, str]]) -> int:
    return sum(kind == "baseline" for _, kind in earlier)


def may_issue(earlier: Iterable[tuple[Number, str]]) -> bool:
    """SECAS issues versions of its own after the second baseline."""
    return baselines(earlier) >= SECOND_BASELINE
