"""Rules for dates as published documents write them: "By 10 Working Days before UIT begins", "at least two months after
the Panel's decision". Each text is read in linear time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from releases.timing import months_before
from secrel.core.dates.working_days import WorkingDays

_WORDS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
NUMBERS = {word: number for number, word in enumerate(_WORDS, start=1)} | {"a": 1, "an": 1, "thirty": 30}
_RULE = re.compile(
    r"(?:\b(?P<bound>by|at least|at most|no later than|not later than|no fewer than|not fewer than|no less than|"
    r"not less than|a minimum of|up to|within|no more than|not more than|no earlier than|not earlier than|"
    r"a maximum of)\s++)?+"
    r"(?:\b(?:the latest|the end of)\s++)?+"
    r"\b(?P<count>[0-9]{1,3}+|[a-z]{1,9}+)(?:\s++\([0-9a-z]{1,9}+\))?+\s++"
    r"(?P<unit>working days?|wds?|business days?|calendar days?|days?|weeks?|(?:calendar )?months?)\s++"
    r"(?P<side>before|prior to|ahead of|in advance of|after|following|from|of)\s++",
    re.IGNORECASE,
)
_AFTER = {"after", "following", "from", "of"}
_END_OF_EVENT = re.compile(r"[.;()\n]|,? (?:and|to|so that|unless|which|as) |, ", re.IGNORECASE)
MOST_OF_EVENT = 160
"""Characters after "before" in which an event is named."""
AROUND = 40
"""Characters beside a rule in which its sentence begins or ends."""


class Bound(StrEnum):
    """On which side of its day a date may be."""

    EXACT = "on"
    LATEST = "no later than"
    EARLIEST = "no earlier than"


@dataclass(frozen=True)
class Deadline:
    """So many days, Working Days, weeks or months before (negative) or after an event."""

    count: int
    unit: str
    of: str
    bound: Bound
    text: str
    is_whole: bool = True
    """Whether its sentence says nothing else, so that the rule is certain."""

    def due(self, anchor: date, calendar: WorkingDays) -> date:
        """The day that the rule means; raises ValueError or OverflowError where no calendar has it."""
        if self.unit == "months":
            return months_before(anchor, -self.count)
        if self.unit == "working days":
            step = calendar.before if self.count < 0 else calendar.after
            return step(anchor, abs(self.count))
        return anchor + timedelta(days=self.count * (7 if self.unit == "weeks" else 1))

    def keeps(self, first: date, last: date, due_first: date, due_last: date) -> bool:
        """Whether a date between `first` and `last` can keep the rule, whose own day is between the other two."""
        if self.bound is Bound.LATEST:
            return first <= due_last
        if self.bound is Bound.EARLIEST:
            return last >= due_first
        return first <= due_last and due_first <= last


def read_deadlines(text: str) -> Iterator[Deadline]:
    """The rules that stand in a text, in order; what only looks like one ("2 days of testing") names no event."""
    rules = list(_RULE.finditer(text))
    ends = [rule.start() for rule in rules[1:]] + [len(text)]
    for found, end in zip(rules, ends, strict=False):
        word = found["count"].lower()
        number = int(word) if word.isdigit() else NUMBERS.get(word)
        side = found["side"].lower()
        if number is None or (side in ("of", "from") and not found["bound"]):
            continue
        is_after = side in _AFTER
        event = _END_OF_EVENT.split(text[found.end() : min(end, found.end() + MOST_OF_EVENT)], maxsplit=1)[
            0
        ].strip()
        yield Deadline(
            count=number if is_after else -number,
            unit=_unit(found["unit"].lower()),
            of=event,
            bound=_bound((found["bound"] or "").lower(), _unit(found["unit"].lower()), is_after=is_after),
            text=" ".join(f"{found.group()}{event}".split()),
            is_whole=_is_whole(text, found.start(), found.end(), event),
        )


def _is_whole(text: str, start: int, end: int, event: str) -> bool:
    """Whether a sentence begins with the rule between `start` and `end`, and ends with its event."""
    before = text[max(0, start - AROUND) : start].rstrip(" \t")
    after = text[end : end + MOST_OF_EVENT + AROUND].lstrip()[len(event) :].lstrip(" \t")
    return before[-1:] in ("", *".;:(\n") and after[:1] in ("", *".;()\n")


def _unit(word: str) -> str:
    if word.startswith(("working", "wd", "business")):
        return "working days"
    return "weeks" if word.startswith("week") else "months" if "month" in word else "days"


def _bound(word: str, unit: str, *, is_after: bool) -> Bound:
    """ "At least 10 days before" is no later than that day; "at least 10 days after" is no earlier. Weeks and months
    without a bound are meant so: "twelve months before the go-live" is kept by an earlier day."""
    if not word:
        loose = Bound.EARLIEST if is_after else Bound.LATEST
        return loose if unit in ("weeks", "months") else Bound.EXACT
    if word in ("by", "no later than", "not later than"):
        return Bound.LATEST
    if word in ("no earlier than", "not earlier than"):
        return Bound.EARLIEST
    is_least = word in (
        "at least",
        "no fewer than",
        "not fewer than",
        "no less than",
        "not less than",
        "a minimum of",
    )
    return Bound.EARLIEST if is_least == is_after else Bound.LATEST
