"""The sentences about the timetable of a RID."""

from governance.documents.engine.diff.comparison import Comparison, Sentence
from governance.documents.engine.diff.dates import date_sentence
from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.phrases import (
    entry_phrase,
    quoted,
)
from governance.documents.rid.changes.phrases import above, on_date


def _step(found: Found, comparison: Comparison) -> str:
    row, name = found.entry, entry_phrase(found.last)
    when = on_date(row.when)
    if found.kind == "added":
        return f"{name} is added to the timetable, {when or 'without a date'}"
    return f"{name} is removed from the timetable{f'; it was planned {when}' if when else ''}"


def _step_date(found: Found, comparison: Comparison) -> str:
    is_move = found.kind == "changed" and found.old.date and found.new.date
    return date_sentence(found, above(found) if is_move else f"the date of {above(found)}")


def _actual(found: Found, comparison: Comparison) -> str:
    if found.kind == "added":
        return f"{above(found)} took place {on_date(found.new)}"
    return ""


def _event(found: Found, comparison: Comparison) -> str:
    return f"the row {quoted(found.before)} of the timetable is now called {quoted(found.after)}"


def _rule(found: Found, comparison: Comparison) -> str:
    if found.kind == "removed":
        return f"{above(found)} no longer follows from another date; before, it was {found.before}"
    before = f"; before, it was {found.before}" if found.before else ""
    return f"the date of {above(found)} now follows a rule: {found.after}{before}"


SENTENCES: dict[tuple[str, str], Sentence] = {
    ("Step", ""): _step,
    ("Step", "when"): _step_date,
    ("Step", "actual"): _actual,
    ("Step", "event"): _event,
    ("Step", "rule"): _rule,
}
