"""Meetings and comments against the audit trail: attendance, minutes, interests, fallen positions, states of items,
actions, comments and answers, standard sets."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from governance.criteria.models import StandardSet
from governance.criteria.queries.standard import standard_data
from governance.meetings.models import Action, Decision, FallenPosition, Interest, Item, Meeting, Minutes
from governance.meetings.operations.objections import WITHDREW
from governance.meetings.queries.actions import action_data
from governance.meetings.queries.meetings import interest_data
from governance.versions.models import Answer, Comment
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.models.record import AuditEntry

TEXTS = ("minutes", "comment", "answer")
OF_MEETINGS = (Target.MEETINGS, Target.MEETING, Target.ITEM)


@dataclass
class RecordedMeetings:
    """Facts about meetings in the audit trail."""

    texts: Counter = field(default_factory=Counter)
    """Minutes, comments, answers and fallen positions: address (for a fall, its reason), kind, text."""
    interests: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Member with text, and the digest of the interest (older entries have none), by meeting."""
    attendance: dict[str, list[str]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    """States of items and meetings, by address."""
    standards: dict[str, tuple[str, str]] = field(default_factory=dict)
    """State and digest of each standard set that a body agreed, by address."""
    actions: dict[str, str] = field(default_factory=dict)
    """Digests, by address."""

    def read_entry(self, entry: AuditEntry, kind: Target | None) -> None:
        values = {name: pair[1] for name, pair in entry.changes.items()}
        if kind in (*OF_MEETINGS, Target.VERSION):
            texts = () if entry.action == "governance.answer_objection" else TEXTS
            self.texts.update((entry.target, what, values[what]) for what in texts if what in values)
            if "interest" in values:
                self.interests.setdefault(entry.target, []).append(
                    (values["interest"], values.get("declared", ""))
                )
        if "fallen" in entry.changes:
            self.texts.update((entry.reason, "fall", row) for row in entry.changes["fallen"][0])
        if kind in OF_MEETINGS:
            if "attendance" in values:
                self.attendance[entry.target] = values["attendance"]
            if "state" in values:
                self.states[entry.target] = values["state"]
        if kind is Target.ACTION:
            self.actions[entry.target] = values["stated"]
        if kind is Target.STANDARD and "standard" in values:
            self.standards[entry.target] = (values["state"], values["standard"])


def check_meetings(recorded: RecordedMeetings) -> Iterator[str]:
    """Yield a sentence for each row without its entry, and for each entry without its row."""
    stored = Counter(_stored())
    for place, what, words in sorted(stored - recorded.texts):
        yield f"The {what} “{words}” of {place} does not match the audit trail."
    for place, what, words in sorted(recorded.texts - stored):
        yield f"The {what} “{words}” of {place} is in the audit trail but no longer stored as it was."
    for meeting in Meeting.objects.select_related("body").prefetch_related("attendance__membership__user"):
        place = Target.MEETING(meeting.body.key, meeting.on)
        if meeting.state != recorded.states.get(place, "planned"):
            yield f"The {meeting} is {meeting.state}, but the audit trail says otherwise."
        if len(meeting.attendance.all()) != len(recorded.attendance.get(place, [])):
            yield f"The attendance of the {meeting} does not match the audit trail."
    yield from _interests(recorded)
    yield from _items(recorded)
    yield from _standards(recorded)
    yield from _actions(recorded)


def _interests(recorded: RecordedMeetings) -> Iterator[str]:
    unmatched = {place: list(entries) for place, entries in recorded.interests.items()}
    for row in Interest.objects.select_related("item__meeting__body", "membership"):
        place = _meeting(row.item.meeting)
        entry = _entry_of(row, unmatched.get(place, []))
        if entry is None:
            yield f"The interest “{row.text}” of {place} does not match the audit trail."
        else:
            unmatched[place].remove(entry)
    for place, entries in unmatched.items():
        for words, _ in entries:
            yield f"The interest “{words}” of {place} is in the audit trail but no longer stored as it was."


def _entry_of(row: Interest, entries: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The entry of an interest: by digest, or an older one by its text, because the member's name may have changed."""
    digest = digest_of(interest_data(row))
    older = (entry for entry in entries if not entry[1] and entry[0].endswith(f": {row.text}"))
    return next((entry for entry in entries if entry[1] == digest), next(older, None))


def _items(recorded: RecordedMeetings) -> Iterator[str]:
    for item in Item.objects.with_subjects():
        place = Target.ITEM(item.meeting.body.key, item.meeting.on, item.order)
        if item.state != recorded.states.get(place, "open"):
            yield f"Item {item.order} of the {item.meeting} is {item.state}, but the audit trail says otherwise."
    for decision in Decision.objects.select_related("outcome", "item__meeting__body", "item__release"):
        if decision.outcome.item_id != decision.item_id:
            yield f"The decision on {decision.item} refers to the outcome of another item."


def _standards(recorded: RecordedMeetings) -> Iterator[str]:
    for standard in StandardSet.objects.all():
        agreed = recorded.standards.get(Target.STANDARD(standard.number))
        if agreed and agreed != (standard.state, digest_of(standard_data(standard))):
            yield f"{standard} was changed after it was agreed."


def _actions(recorded: RecordedMeetings) -> Iterator[str]:
    unmatched = dict(recorded.actions)
    for row in Action.objects.select_related("meeting__body", "item"):
        if unmatched.pop(Target.ACTION(*row.address), "") != digest_of(action_data(row)):
            yield f"{row} of the {row.meeting} does not match the audit trail."
    for place in sorted(unmatched):
        yield f"{place} is in the audit trail but no longer stored."


def _stored() -> Iterator[tuple[str, str, str]]:
    for minutes in Minutes.objects.select_related("meeting__body"):
        yield _meeting(minutes.meeting), "minutes", minutes.text
    for comment in Comment.objects.select_related("version__release"):
        yield _version(comment), "comment", f"{comment.section_title}: {comment.text}"
    for answer in Answer.objects.select_related("comment__version__release"):
        yield _version(answer.comment), "answer", answer.text
    without_entry = (FallenPosition.STEPPED_BACK, WITHDREW)  # these follow from another entry
    others = FallenPosition.objects.exclude(because__in=without_entry)
    for fall in others.select_related("position"):
        yield fall.because, "fall", str(fall.position)


def _meeting(meeting: Meeting) -> str:
    return Target.MEETING(meeting.body.key, meeting.on)


def _version(comment: Comment) -> str:
    return Target.VERSION(comment.version.release.slug, comment.version.number)
