"""Meetings and comments against what the record says: attendance, minutes, interests, fallen positions, item states,
comments and answers, standard sets."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from governance.criteria.models import StandardSet
from governance.criteria.queries.standard import standard_data
from governance.meetings.models import Decision, FallenPosition, Interest, Item, Meeting, Minutes
from governance.meetings.queries.meetings import interest_data
from governance.versions.models import Answer, Comment
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.models.record import AuditEntry

WORDS = ("minutes", "comment", "answer")
OF_MEETINGS = (Target.MEETINGS, Target.MEETING, Target.ITEM)


@dataclass
class MeetingsTold:
    """What the entries of the record say of meetings, in their order."""

    said: Counter = field(default_factory=Counter)
    """Minutes, comments, answers and fallen positions: address (of a fall its reason), what it is, its words."""
    interests: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Member and words, and the digest of what was declared (older entries have none), by meeting."""
    attendance: dict[str, list[str]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    """Of items and meetings, by address."""
    standards: dict[str, tuple[str, str]] = field(default_factory=dict)
    """State and digest of each standard set that a body agreed, by address."""

    def hear(self, entry: AuditEntry, kind: Target | None) -> None:
        said = {name: pair[1] for name, pair in entry.changes.items()}
        if kind in (*OF_MEETINGS, Target.VERSION):
            self.said.update((entry.target, what, said[what]) for what in WORDS if what in said)
            if "interest" in said:
                self.interests.setdefault(entry.target, []).append(
                    (said["interest"], said.get("declared", ""))
                )
        if "fallen" in entry.changes:
            self.said.update((entry.reason, "fall", row) for row in entry.changes["fallen"][0])
        if kind in OF_MEETINGS:
            if "attendance" in said:
                self.attendance[entry.target] = said["attendance"]
            if "state" in said:
                self.states[entry.target] = said["state"]
        if kind is Target.STANDARD and "standard" in said:
            self.standards[entry.target] = (said["state"], said["standard"])


def check_meetings(told: MeetingsTold) -> Iterator[str]:
    """A sentence for each row that the record does not name, and for each entry whose row is gone."""
    kept = Counter(_kept())
    for place, what, words in sorted(kept - told.said):
        yield f"The {what} “{words}” of {place} does not match the audit trail."
    for place, what, words in sorted(told.said - kept):
        yield f"The {what} “{words}” of {place} is in the audit trail but no longer stored as it was."
    for meeting in Meeting.objects.select_related("body").prefetch_related("attendance__membership__user"):
        place = Target.MEETING(meeting.body.key, meeting.on)
        if meeting.state != told.states.get(place, "planned"):
            yield f"The {meeting} is {meeting.state}, but the audit trail says otherwise."
        if len(meeting.attendance.all()) != len(told.attendance.get(place, [])):
            yield f"The attendance of the {meeting} does not match the audit trail."
    yield from _interests(told)
    yield from _items(told)
    yield from _standards(told)


def _interests(told: MeetingsTold) -> Iterator[str]:
    left = {place: list(said) for place, said in told.interests.items()}
    for row in Interest.objects.select_related("item__meeting__body", "membership"):
        place = _meeting(row.item.meeting)
        named = _named(row, left.get(place, []))
        if named is None:
            yield f"The interest “{row.text}” of {place} does not match the audit trail."
        else:
            left[place].remove(named)
    for place, said in left.items():
        for words, _ in said:
            yield f"The interest “{words}” of {place} is in the audit trail but no longer stored as it was."


def _named(row: Interest, told: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The entry of an interest, by its digest; an older one by its words, as the member may have another name now."""
    digest = digest_of(interest_data(row))
    older = (said for said in told if not said[1] and said[0].endswith(f": {row.text}"))
    return next((said for said in told if said[1] == digest), next(older, None))


def _items(told: MeetingsTold) -> Iterator[str]:
    for item in Item.objects.with_subjects():
        place = Target.ITEM(item.meeting.body.key, item.meeting.on, item.order)
        if item.state != told.states.get(place, "open"):
            yield f"Item {item.order} of the {item.meeting} is {item.state}, but the audit trail says otherwise."
    for decision in Decision.objects.select_related("outcome", "item__meeting__body", "item__release"):
        if decision.outcome.item_id != decision.item_id:
            yield f"The decision on {decision.item} points at the outcome of another item."


def _standards(told: MeetingsTold) -> Iterator[str]:
    for standard in StandardSet.objects.all():
        said = told.standards.get(Target.STANDARD(standard.number))
        if said and said != (standard.state, digest_of(standard_data(standard))):
            yield f"{standard} is not as it was agreed."


def _kept() -> Iterator[tuple[str, str, str]]:
    for minutes in Minutes.objects.select_related("meeting__body"):
        yield _meeting(minutes.meeting), "minutes", minutes.text
    for comment in Comment.objects.select_related("version__release"):
        yield _version(comment), "comment", f"{comment.section_title}: {comment.text}"
    for answer in Answer.objects.select_related("comment__version__release"):
        yield _version(answer.comment), "answer", answer.text
    others = FallenPosition.objects.exclude(
        because=FallenPosition.STEPPED_BACK
    )  # those the interest's entry names
    for fall in others.select_related("position"):
        yield fall.because, "fall", str(fall.position)


def _meeting(meeting: Meeting) -> str:
    return Target.MEETING(meeting.body.key, meeting.on)


def _version(comment: Comment) -> str:
    return Target.VERSION(comment.version.release.slug, comment.version.number)
