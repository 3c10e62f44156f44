"""Words that the sentences about several sections of a RID share."""

from governance.documents.engine.diff.comparison import Comparison
from governance.documents.engine.diff.dates import in_full
from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.measures import when_of
from governance.documents.engine.diff.phrases import (
    holder,
    quoted,
)
from governance.documents.engine.facts import When


def on_date(when: When) -> str:
    """'on 24 June 2021', 'in late November 2021', the label of a date that cannot be read, or ""."""
    value = when_of(when, is_day=False)
    return (
        f"{value.preposition} {in_full(value)}" if value else f"on {quoted(when.label)}" if when.label else ""
    )


def said_of(found: Found, comparison: Comparison) -> str:
    name = found.steps[-1].spoken
    before = f"; before, it said {quoted(found.before)}" if found.before else ""
    now = f"now says {quoted(found.after)}" if found.after else "says nothing any more"
    return f"of the {name}, the document {now}{before}"


def above(found: Found) -> str:
    """The entry that the fact belongs to."""
    return holder(found.steps[:-1])
