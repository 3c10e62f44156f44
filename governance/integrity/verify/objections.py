"""Objections against the audit trail: their states, their words, and the positions in which they were raised.

Positions, falls and outcomes are compared elsewhere. Objections that the application made of older positions have no
entry of their own: they are compared with those.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from governance.meetings.models import FallenPosition, Objection, ObjectionMove, ObjectionStep, Stance
from governance.meetings.operations.objections import WITHDREW
from secrel.core.changes.targets import Target
from secrel.core.models.record import AuditEntry

NAME = re.compile(r"Objection \d+")
Key = tuple[str, str]
"""Address of the item, and the name of the objection."""


@dataclass
class RecordedObjections:
    """The last state of each objection, and how often its answers and withdrawals say what."""

    states: dict[Key, str] = field(default_factory=dict)
    words: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """Address of the item, kind of step, text."""

    def read_entry(self, entry: AuditEntry) -> None:
        values = {name: pair[1] for name, pair in entry.changes.items()}
        if entry.action == "governance.take_position":
            for text in values.get("objection", ()):
                name, _, state = text.partition(": ")
                self.states[entry.target, name] = state
        elif entry.action == "governance.record_outcome":
            self.states |= {(entry.target, name): "closed" for name in values.get("objections", ())}
        elif entry.action in ("governance.answer_objection", "governance.withdraw_objection"):
            name = next(name for name in values if NAME.fullmatch(name))
            self.states[entry.target, name] = values[name]
            kind, said = ("answered", "answer") if "answer" in values else ("withdrawn", "words")
            self.words[entry.target, kind, values[said].strip()] += 1


def check_objections(recorded: RecordedObjections) -> Iterator[str]:
    """Yield a sentence for each objection that differs from the audit trail, and for each that is gone."""
    found = set()
    rows = Objection.objects.select_related("item__meeting__body", "position__fallen", "outcome")
    for row in rows:
        place = Target.ITEM(row.item.meeting.body.key, row.item.meeting.on, row.item.order)
        found.add((place, str(row)))
        if not _is_as_raised(row):
            yield f"{row} of {place} does not match the position in which it was raised."
        if row.state not in _states(row, recorded.states.get((place, str(row)))):
            yield f"{row} of {place} is {row.state}, but the audit trail says otherwise."
    for place, name in sorted(recorded.states.keys() - found):
        yield f"{name} of {place} is in the audit trail but no longer stored."
    yield from _words(recorded)


def _is_as_raised(row: Objection) -> bool:
    position = row.position
    is_closed_by_own = row.outcome is None or row.outcome.item_id == row.item_id
    return (
        is_closed_by_own
        and (position.item_id, position.stance) == (row.item_id, Stance.OBJECT)
        and position.text == row.text
    )


def _states(row: Objection, recorded: str | None) -> set[str]:
    """The states that an objection may have: as recorded, unless its position has fallen since."""
    fallen = getattr(row.position, "fallen", None)
    states = {recorded} if recorded else {"open", "closed"}
    if fallen is not None:
        if fallen.because == WITHDREW:
            return {"withdrawn"}
        own = "withdrawn" if fallen.because == FallenPosition.STEPPED_BACK else "reconfirm"
        states = {own, *(states & {"withdrawn", "closed"})}
    return {state for state in states if state}


def _words(recorded: RecordedObjections) -> Iterator[str]:
    """Answers, and what was said at a withdrawal; one that came with a position or a fall is compared with that."""
    steps = ObjectionStep.objects.filter(kind__in=[ObjectionMove.ANSWERED, ObjectionMove.WITHDRAWN])
    stored: Counter[tuple[str, str, str]] = Counter()
    for step in steps.select_related("objection__item__meeting__body", "objection__position"):
        item = step.objection.item
        key = (Target.ITEM(item.meeting.body.key, item.meeting.on, item.order), step.kind, step.text)
        others = item.positions.filter(membership=step.objection.position.membership_id)
        is_other = step.kind == ObjectionMove.WITHDRAWN and key not in recorded.words
        if is_other and (step.by_id is None or others.filter(text__in=[step.text]).exists()):
            continue
        stored[key] += 1
    for place, kind, text in sorted(stored - recorded.words):
        yield f"“{text}” ({kind}) of an objection of {place} does not match the audit trail."
    for place, kind, text in sorted(recorded.words - stored):
        yield f"“{text}” ({kind}) of an objection of {place} is in the audit trail but no longer stored."
