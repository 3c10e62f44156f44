"""The sentences of a RID's comparison where a field has words of its own: scope, dates, costs, ticks and criteria."""

from governance.documents.engine.diff.amounts import cost_sentence
from governance.documents.engine.diff.comparison import Comparison, Sentence
from governance.documents.engine.diff.dates import date_sentence, in_full
from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.measures import when_of
from governance.documents.engine.diff.phrases import (
    belonging,
    entry_phrase,
    holder,
    quoted,
    shortened,
)
from governance.documents.engine.diff.sentences import counts_of, names_sentence
from governance.documents.engine.facts import When
from secrel.core.values.texts import joined

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
    return words.format(_above(found)) if words else ""


def _summary(found: Found, comparison: Comparison) -> str:
    if found.before != found.after:
        return ""
    does = "now begins" if found.new.has_verb else "no longer begins"
    return f"{belonging('summary', found.steps[:-1])} {does} with “will” or “proposes to”"


def _system_impact(found: Found, comparison: Comparison) -> str:
    words = IMPACT.get(found.new)
    return (words or "it is no longer stated whether {} impacts the DCC’s systems").format(_above(found))


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


def _step(found: Found, comparison: Comparison) -> str:
    row, name = found.entry, entry_phrase(found.last)
    when = _on(row.when)
    if found.kind == "added":
        return f"{name} is added to the timetable, {when or 'without a date'}"
    return f"{name} is removed from the timetable{f'; it was planned {when}' if when else ''}"


def _on(when: When) -> str:
    """'on 24 June 2021', 'in late November 2021', the label of a date that cannot be read, or ""."""
    value = when_of(when, is_day=False)
    return (
        f"{value.preposition} {in_full(value)}" if value else f"on {quoted(when.label)}" if when.label else ""
    )


def _step_date(found: Found, comparison: Comparison) -> str:
    is_move = found.kind == "changed" and found.old.date and found.new.date
    return date_sentence(found, _above(found) if is_move else f"the date of {_above(found)}")


def _actual(found: Found, comparison: Comparison) -> str:
    if found.kind == "added":
        return f"{_above(found)} took place {_on(found.new)}"
    return ""


def _event(found: Found, comparison: Comparison) -> str:
    return f"the row {quoted(found.before)} of the timetable is now called {quoted(found.after)}"


def _rule(found: Found, comparison: Comparison) -> str:
    if found.kind == "removed":
        return f"{_above(found)} no longer follows from another date; before, it was {found.before}"
    before = f"; before, it was {found.before}" if found.before else ""
    return f"the date of {_above(found)} now follows a rule: {found.after}{before}"


def _ticks(found: Found, comparison: Comparison) -> str:
    """'MP149 now impacts the DCC, and no longer Suppliers'."""
    ref, plan = found.last.name, found.plan.inner
    old, new = (tuple(comparison.shown(one, plan) for one in side or ()) for side in (found.old, found.new))
    if not old and not new:
        does = "is" if found.kind == "added" else "is no longer"
        return f"{ref} {does} listed in the participant matrix, without a tick"
    come, gone = ([name for name in one if name not in other] for one, other in ((new, old), (old, new)))
    parts = [f"now {'also ' if old else ''}impacts {_parties(come)}"] if come else []
    parts += [f"no longer impacts {_parties(gone)}"] if gone else []
    return f"{ref} {' and '.join(parts)}" if parts else ""


def _parties(names: tuple[str, ...] | list[str]) -> str:
    return joined([f"the {name}" if name == "DCC" else name for name in names])


def _document(found: Found, comparison: Comparison) -> str:
    row, name = found.entry, entry_phrase(found.last)
    title = f" {quoted(row.title)}" if row.title else ""
    if found.kind == "removed":
        return f"{name}{title} no longer changes with this release"
    why = [*row.modifications] + ([comparison.shown(row.sources)] if row.sources else [])
    return f"{name}{title} is a further SEC document that changes{f', by {joined(why)}' if why else ''}"


def _point(found: Found, comparison: Comparison) -> str:
    """A point of an impact summary, with the audience or area it is for."""
    above = holder(found.steps[:-2])
    text = quoted(found.after or found.before)
    return f"a point is {'added to' if found.kind == 'added' else 'removed from'} {above}: {text}"


def _criterion(found: Found, comparison: Comparison) -> str:
    row, number, category = found.entry, found.last.name, found.place.field
    name = "" if category == "general" else f"{category} "
    if found.kind == "removed":
        return f"{name}criterion {number} is removed: {quoted(row.text)}"
    has_owner = row.owner and row.reviewer
    owner = f", owned by {_the(row.owner)} and reviewed by {_the(row.reviewer)}" if has_owner else ""
    return f"{name}criterion {number} is added{owner}: {quoted(row.text)}"


def _the(body: str) -> str:
    """The DCC, the Operations Group, SECAS."""
    return body if body == "SECAS" else f"the {body}"


def _criterion_field(what: str) -> Sentence:
    def said(found: Found, comparison: Comparison) -> str:
        number, category = found.steps[-2].name, found.steps[-3].key
        criterion = f"{'' if category == 'general' else f'{category} '}criterion {number}"
        if what == "text":
            told = f"is reworded: {counts_of(found)}" if found.words else f"now reads {quoted(found.after)}"
            return f"{criterion} {told}"
        does = "owned" if what == "owner" else "reviewed"
        if not found.new:
            return f"{criterion} no longer states by whom it is {does}; before, by {_the(found.before)}"
        before = f"; before, by {_the(found.before)}" if found.before else ""
        return f"{criterion} is now {does} by {_the(found.after)}{before}"

    return said


def _cost_line(found: Found, comparison: Comparison) -> str:
    name = entry_phrase(found.last)
    if found.kind == "added":
        return f"costs of {name} are added{f': {shortened(found.after)}' if found.after else ''}"
    return f"the costs of {name} are no longer stated{f'; before: {shortened(found.before)}' if found.before else ''}"


def _combined(found: Found, comparison: Comparison) -> str:
    if found.kind == "added":
        return (
            f"a combined assessment of costs is added{f': {shortened(found.after)}' if found.after else ''}"
        )
    return "the combined assessment of costs is removed"


def _yearly(found: Found, comparison: Comparison) -> str:
    if found.kind == "added":
        return f"an operational cost is added: {quoted(found.after)}"
    return f"an operational cost is removed: {quoted(found.before)}"


def _stages(found: Found, comparison: Comparison) -> str:
    if not found.after:
        return "the cost table has the standard stages again"
    return f"the stages of the cost table are now {found.after}"


def _statement(found: Found, comparison: Comparison) -> str:
    name = entry_phrase(found.last)
    if found.kind == "removed":
        return f"of {name}, the document says nothing any more; before, it said {quoted(found.before)}"
    return f"of {name}, the document now says {quoted(found.after)}"


def _state(found: Found, comparison: Comparison) -> str:
    name = found.steps[-1].spoken
    before = f"; before, it said {quoted(found.before)}" if found.before else ""
    now = f"now says {quoted(found.after)}" if found.after else "says nothing any more"
    return f"of the {name}, the document {now}{before}"


def _said_of_list(found: Found, comparison: Comparison) -> str:
    before = f"; before, it said {quoted(found.before)}" if found.before else ""
    return f"of {holder(found.steps[:-1])}, the document now says {quoted(found.after)}{before}"


def _provisional(found: Found, comparison: Comparison) -> str:
    return f"the list of SEC documents is {'now' if found.new else 'no longer'} marked as one that may still change"


def _listed(found: Found, comparison: Comparison) -> str:
    does = "is no longer" if found.new is False else "is again"
    return f"{_above(found)} {does} named in the list of documents that will be updated"


def _changed_by(found: Found, comparison: Comparison) -> str:
    old, new = found.old or (), found.new or ()
    come, gone = ([ref for ref in one if ref not in other] for one, other in ((new, old), (old, new)))
    parts = [f"now {'also ' if old else ''}changes by {joined(come)}"] if come else []
    parts += [f"no longer changes by {joined(gone)}"] if gone else []
    return f"{_above(found)} {' and '.join(parts)}" if parts else ""


def _other_code(found: Found, comparison: Comparison) -> str:
    if not found.is_entry:
        return ""
    does = "is added to" if found.kind == "added" else "is removed from"
    return f"{quoted(found.after or found.before)} {does} the other codes that are affected"


def _summary_row(where: str) -> Sentence:
    def said(found: Found, comparison: Comparison) -> str:
        does = "now have" if found.kind == "added" else "no longer have"
        points = f": {quoted(found.after)}" if found.after else ""
        return f"the {where} {does} a row for {found.last.name}{points}"

    return said


def _shared(found: Found, comparison: Comparison) -> str:
    return names_sentence(found, comparison, "what the combined assessment is shared with")


def _yearly_cost(found: Found, comparison: Comparison) -> str:
    return cost_sentence(found, _above(found))


def _annex(found: Found, comparison: Comparison) -> str:
    row, name = found.entry, entry_phrase(found.last)
    title = f" {quoted(row.title)}" if row.title else ""
    if found.kind == "removed":
        return f"{name}{title} is removed"
    expected = f", expected {_on(row.expected)}" if row.expected and row.expected.label else ""
    return f"{name}{title} is added{f'; it is still to come{expected}' if row.is_to_come else ''}"


def _annex_state(found: Found, comparison: Comparison) -> str:
    name = _above(found)
    return f"{name} is now to come" if found.new == "to_come" else f"{name} is there; before, it was to come"


def _expected(found: Found, comparison: Comparison) -> str:
    name = _above(found)
    if found.kind == "added":
        return f"{name} is expected {_on(found.new) or 'at a time still to be set'}"
    if found.kind == "removed":
        return f"it is no longer stated when {name} is expected"
    return date_sentence(found, f"the date when {name} is expected")


def _annex_owner(found: Found, comparison: Comparison) -> str:
    name = _above(found)
    if found.kind == "removed":
        return f"it is no longer stated who provides {name}"
    before = f"; before, it was to come from {found.before}" if found.before else ""
    return f"{name} is to come from {found.after}{before}"


def _term(found: Found, comparison: Comparison) -> str:
    name = found.last.name
    if found.kind == "added":
        return f"{name} is added to the glossary: {quoted(found.after)}"
    if found.kind == "removed":
        return f"{name} is removed from the glossary"
    return f"{name} is now explained as {quoted(found.after)} in the glossary; before: {quoted(found.before)}"


def _above(found: Found) -> str:
    """The entry that the fact belongs to."""
    return holder(found.steps[:-1])


SENTENCES: dict[tuple[str, str], Sentence] = {
    ("ScopeRow", ""): _scope_row,
    ("ScopeRow", "status"): _status,
    ("ScopeRow", "summary"): _summary,
    ("ScopeRow", "system_impact"): _system_impact,
    ("ScopeRow", "part"): _part,
    ("ReleaseFacts", "go_live"): _go_live,
    ("ReleaseFacts", "go_live_window"): _window,
    ("Step", ""): _step,
    ("Step", "when"): _step_date,
    ("Step", "actual"): _actual,
    ("Step", "event"): _event,
    ("Step", "rule"): _rule,
    ("ComparedImpacts", "participants"): _ticks,
    ("ChangedDocument", ""): _document,
    ("Point", ""): _point,
    ("CriterionRow", ""): _criterion,
    ("CriterionRow", "text"): _criterion_field("text"),
    ("CriterionRow", "owner"): _criterion_field("owner"),
    ("CriterionRow", "reviewer"): _criterion_field("reviewer"),
    ("CostLine", ""): _cost_line,
    ("ChangeRequestLine", ""): _cost_line,
    ("YearlyCost", ""): _yearly,
    ("Costs", "combined"): _combined,
    ("Costs", "stages"): _stages,
    ("Testing", "system_testing"): _tests,
    ("ComparedScope", "change_requests_state"): _state,
    ("ComparedImpacts", "other_codes_state"): _state,
    ("ComparedImpacts", "documents_state"): _state,
    ("ComparedImpacts", "documents_provisional"): _provisional,
    ("ComparedImpacts", "other_codes"): _other_code,
    ("ChangedDocument", "listed"): _listed,
    ("ChangedDocument", "modifications"): _changed_by,
    ("PartySummary", ""): _summary_row("Party impacts"),
    ("AreaSummary", ""): _summary_row("DCC impacts"),
    ("Combined", "shared_with"): _shared,
    ("YearlyCost", "cost"): _yearly_cost,
    ("ListStatement", "state"): _said_of_list,
    ("Annex", "expected"): _expected,
    ("Annex", "owner"): _annex_owner,
    ("ListStatement", ""): _statement,
    ("Annex", ""): _annex,
    ("Annex", "state"): _annex_state,
    ("RidContent", "glossary"): _term,
}
"""By the type that has the fact and its field, or by the type of a whole entry."""
