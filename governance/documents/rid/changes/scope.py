"""The sentences about the scope of a RID and the facts of its release."""

from governance.documents.engine.diff.comparison import Comparison, Sentence
from governance.documents.engine.diff.dates import date_sentence, in_full
from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.measures import when_of
from governance.documents.engine.diff.phrases import (
    belonging,
    entry_phrase,
    quoted,
)
from governance.documents.rid.changes.phrases import above, said_of

STATUS = {
    ("targeted", "approved"): "{} is approved for this release; it was targeted before",
    ("approved", "targeted"): "{} is no longer approved for this release; it is targeted again",
}


IMPACT = {
    True: "{} is now stated to impact the DCC’s systems",
    False: "{} is now stated not to impact the DCC’s systems",
}


SYSTEM_TESTING = {
    True: "this release is now tested in the DCC’s systems",
    False: "this release no longer needs testing in the DCC’s systems",
}


def _scope_row(found: Found, comparison: Comparison) -> str:
    row, name = found.entry, entry_phrase(found.last)
    if found.kind == "added":
        value = when_of(row.cut_off, is_day=False) if row.cut_off else None
        cut_off = f", with the cut-off date {in_full(value)}" if value else ""
        return f"{name} {quoted(row.title)} comes into the scope as {row.status}{cut_off}"
    return f"{name} {quoted(row.title)} leaves the scope; it was {row.status}"


def _status(found: Found, comparison: Comparison) -> str:
    words = STATUS.get((found.old, found.new))
    return words.format(above(found)) if words else ""


def _summary(found: Found, comparison: Comparison) -> str:
    if found.before != found.after:
        return ""
    does = "now begins" if found.new.has_verb else "no longer begins"
    return f"{belonging('summary', found.steps[:-1])} {does} with “will” or “proposes to”"


def _system_impact(found: Found, comparison: Comparison) -> str:
    words = IMPACT.get(found.new)
    return (words or "it is no longer stated whether {} impacts the DCC’s systems").format(above(found))


def _part(found: Found, comparison: Comparison) -> str:
    name = found.steps[-2].entry.ref
    if found.kind == "removed":
        return (
            f"{name} is delivered whole; before, this release delivered a part of it: {quoted(found.before)}"
        )
    before = f"; before, it was {found.before}" if found.before else ""
    return f"the part of {name} that this release delivers is now {found.after}{before}"


def _go_live(found: Found, comparison: Comparison) -> str:
    return date_sentence(found, "the go-live")


def _window(found: Found, comparison: Comparison) -> str:
    if found.kind == "added":
        return f"a window for the go-live is stated: {found.after}"
    return f"the window for the go-live is no longer stated; before: {found.before}"


def _tests(found: Found, comparison: Comparison) -> str:
    return SYSTEM_TESTING.get(found.new, "")


SENTENCES: dict[tuple[str, str], Sentence] = {
    ("ScopeRow", ""): _scope_row,
    ("ScopeRow", "status"): _status,
    ("ScopeRow", "summary"): _summary,
    ("ScopeRow", "system_impact"): _system_impact,
    ("ScopeRow", "part"): _part,
    ("ReleaseFacts", "go_live"): _go_live,
    ("ReleaseFacts", "go_live_window"): _window,
    ("Testing", "system_testing"): _tests,
    ("ComparedScope", "change_requests_state"): said_of,
}
