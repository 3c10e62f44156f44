"""One plain English sentence for each difference, for a reader of the document."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from governance.documents.engine.diff.amounts import cost_sentence
from governance.documents.engine.diff.comparison import Comparison
from governance.documents.engine.diff.dates import date_sentence
from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.phrases import (
    LONGEST_TEXT,
    entry_phrase,
    holder,
    noun,
    quoted,
    sentence,
    subject,
    verb,
    where,
)
from governance.documents.engine.facts import Cost, Effort, Fact, When
from governance.documents.engine.text import counted
from secrel.core.values.texts import joined

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


def sentence_of(found: Found, comparison: Comparison) -> str:
    """The sentence of the kind of document for this fact, if it has one, or the general one."""
    if found.kind == "moved":
        return sentence(_moved(found))
    name = type(found.entry).__name__ if found.is_entry and isinstance(found.entry, Fact) else ""
    own = comparison.sentences.get((name, "") if name else (found.place.owner.__name__, found.place.field))
    return sentence((own(found, comparison) if own else "") or _general(found, comparison))


def _general(found: Found, comparison: Comparison) -> str:
    if found.is_entry and not isinstance(found.entry, Cost):
        return _entry(found)
    one = found.old if found.new is None or not found.after else found.new
    if isinstance(one, When) or found.plan.is_day:
        return date_sentence(found)
    if isinstance(one, Cost | Effort):
        return cost_sentence(found)
    if isinstance(one, tuple) and found.plan.is_names:
        return names_sentence(found, comparison, subject(found))
    return value_sentence(found)


def _moved(found: Found) -> str:
    old, new = (ordinal(number) for number in found.places)
    step = found.steps[-2]
    if step.role == "entry":
        what = entry_phrase(step)
    else:
        text = _text_of(found.new)
        what = f"the {noun(step)} {quoted(text, 80)}" if text else f"{noun(step)} {step.name}"
    return f"{what} moves from {old} to {new} place in {where(found)}"


def ordinal(number: int) -> str:
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _entry(found: Found) -> str:
    step, is_new = found.last, found.kind == "added"
    does = f"is {'added to' if is_new else 'removed from'} {where(found)}"
    shown = found.after if is_new else found.before
    if step.role == "number":
        what = noun(step)
        article = "an" if what[:1] in "aeiou" else "a"
        if not shown:
            return f"{article} {what} without text {does}"
        return f"{article} {what} {does}: {quoted(shown)}"
    title = getattr(found.entry, "title", "")
    if title and title != step.name:
        return f"{entry_phrase(step)} {quoted(title, 80)} {does}"
    if not shown or step.name in shown or len(shown) > LONGEST_TEXT or isinstance(found.entry, Fact):
        return f"{entry_phrase(step)} {does}"
    return f"{entry_phrase(step)} {does}: {quoted(shown)}"


def _text_of(entry: Any) -> str:
    if isinstance(entry, Fact):
        return str(getattr(entry, entry.entry_text)) if entry.entry_text else ""
    return str(entry)


def names_sentence(found: Found, comparison: Comparison, what: str) -> str:
    """What was added to a list of names, and what was taken out."""
    plan = found.plan.inner
    old, new = ([comparison.shown(one, plan) for one in side or ()] for side in (found.old, found.new))
    come, gone = _minus(new, old), _minus(old, new)
    parts = [f"{_named(come)} {_are(come)} added"] if come else []
    parts += [f"{_named(gone)} {_are(gone)} removed"] if gone else []
    if not old:
        return f"{what}: now {_named(new)}; nothing was stated before"
    if not new:
        return f"{what}: nothing is stated now; before, {_named(old)}"
    return f"{what}: {', and '.join(parts)}"


def yes_or_no(yes: str, no: str) -> Callable[[Found, Comparison], str]:
    """The sentence of a fact that is true or false, with what it belongs to in place of the braces."""

    def said(found: Found, comparison: Comparison) -> str:
        return (yes if found.new is True else no).replace("{}", holder(found.steps[:-1]))

    return said


def _minus(names: Sequence[str], others: Sequence[str]) -> list[str]:
    left = Counter(others)
    found = []
    for name in names:
        left[name] -= 1
        if left[name] < 0:
            found.append(name)
    return found


def _named(names: Sequence[str]) -> str:
    return joined([name if len(name) <= 60 else quoted(name, 60) for name in names])


def _are(names: Sequence[str]) -> str:
    return "is" if len(names) == 1 else "are"


def value_sentence(found: Found, what: str = "") -> str:
    """Of a text, a number, a coded value or a whole fact."""
    what = what or subject(found)
    before, after = (
        _shown(found, text, value) if text else "without text"
        for text, value in ((found.before, found.old), (found.after, found.new))
    )
    is_are = verb(found, "is", "are")
    if found.kind == "added":
        return f"{what} {is_are} now {after}; before, nothing was stated"
    if found.kind == "removed":
        was = verb(found, "was", "were")
        return f"{what} {is_are} no longer stated; before, {'it' if was == 'was' else 'they'} {was} {before}"
    if found.words:
        return f"{what} {is_are} reworded: {counts_of(found)}"
    if found.before == found.after:
        return f"{what} {is_are} recorded in another form, and {verb(found, 'reads', 'read')} the same"
    if max(len(found.before), len(found.after)) > LONGEST_TEXT:
        return f"{what} {is_are} replaced by another text: {after}"
    return f"{what} {verb(found, 'changes', 'change')} from {before} to {after}"


def counts_of(found: Found) -> str:
    """'three words added and one word removed'."""
    counts = {
        kind: sum(span.text.count(" ") + 1 for span in found.words if span.kind == kind)
        for kind in ("added", "removed")
    }
    return " and ".join(f"{counted(count, 'word')} {kind}" for kind, count in counts.items() if count)


def _shown(found: Found, text: str, value: Any) -> str:
    if isinstance(value, bool | int | float) or found.plan.is_coded or (value and isinstance(value, tuple)):
        return text
    return quoted(text) if isinstance(value, str | Fact) else text
