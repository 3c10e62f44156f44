"""Sentences about dates that move, in days and Working Days."""

from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.measures import when_of
from governance.documents.engine.diff.phrases import quoted, subject
from governance.documents.engine.facts import When
from governance.documents.engine.text import counted, long_date
from secrel.core.dates.partial_date_text import FULL
from secrel.core.dates.partial_dates import PartialDate


def date_sentence(found: Found, what: str = "") -> str:
    """'MP149’s cut-off date moves from 26 February 2021 to 24 February 2021, two days (two Working Days) earlier'."""
    what = what or subject(found)
    old, new = (when_of(one, is_day=found.plan.is_day) for one in (found.old, found.new))
    before, after = _words(found.old, old, found.before), _words(found.new, new, found.after)
    if found.kind == "added" or (found.kind == "changed" and old is not None and not old and new):
        if found.kind == "added" and new is not None and not new:
            return f"{what} is now stated as still to be set"
        return f"{what} is set to {after}"
    if found.kind == "removed":
        return f"{what} is no longer stated; before, it was {before}"
    if new is not None and not new and old:
        return f"{what} is to be set again; before, it was {before}"
    if before == after:
        return f"{what} is recorded in another form, and is still {after}"
    return f"{what} moves from {before} to {after}{_how_far(found, old, new)}"


def _how_far(found: Found, old: PartialDate | None, new: PartialDate | None) -> str:
    if distance := distance_of(found.days, found.working_days):
        return f", {distance}"
    if not old or not new:
        return ""
    (begin, end), (first, last) = old.interval(), new.interval()
    if first > end:
        return ", which is later"
    if last < begin:
        return ", which is earlier"
    if first >= begin and last <= end:
        return ", which is more exact"
    return ", which is less exact" if first <= begin and last >= end else ""


def distance_of(days: int | None, working_days: int | None) -> str:
    """'one day (one Working Day) later', or "" where it is not known or zero."""
    if not days:
        return ""
    within = "" if working_days is None else f" ({counted(abs(working_days), 'Working Day')})"
    return f"{counted(abs(days), 'day')}{within} {'later' if days > 0 else 'earlier'}"


def _words(value: object, when: PartialDate | None, shown: str) -> str:
    """The date in words. A date that reads as no date is quoted."""
    if when is None:
        return quoted(shown) if shown else "no date"
    if isinstance(value, When) and value.label and value.label != when.label and not when.day:
        return f"{in_full(when)} (printed as {quoted(value.label)})"
    return in_full(when)


def in_full(when: PartialDate) -> str:
    """24 June 2021, late November 2021, the third quarter as Q3 2021, 2022, or to be set."""
    if when.day:
        return long_date(when.interval()[0].isoformat())
    if when.month:
        return " ".join(filter(None, (when.part, FULL[when.month - 1], str(when.year))))
    return when.label or "to be set"
