"""What a new release takes over from an earlier one, as it is shown before anything is saved."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import TextChoices

from governance.criteria.models import Criterion
from governance.criteria.queries.criteria import criteria_of
from governance.register.queries.standing import StandingText, standing
from releases.models.releases import Release, Section
from releases.models.timeline import Neighbour, TimelineRow
from releases.shifting import ShiftedRow, shifted
from secrel.core.changes.record import digest_of
from secrel.core.models.people import Body, User
from secrel.core.people.queries import working_days


class TakenOver(TextChoices):
    """What can be taken over; never the scope, impacts or figures."""

    TIMETABLE = "timetable", "Timetable, moved to the new go-live"
    TESTING = "testing", "Test strategy"
    NOTES = "notes", "Standing notes of the sections"
    CRITERIA = "criteria", "Set of acceptance criteria"
    PROGRAMMES = "programmes", "Related programmes"
    READERS = "readers", "Classification, and readers of Amber and Red documents"

    @classmethod
    def usual(cls) -> list[str]:
        """Those ticked at first: related programmes speak of the earlier release's dates."""
        return [value for value in cls.values if value != cls.PROGRAMMES]


@dataclass(frozen=True)
class TimetableRow:
    """A row of the earlier timetable, the row that it becomes, and its note."""

    stored: TimelineRow
    row: ShiftedRow
    note: StandingText

    @property
    def notes(self) -> str:
        return "" if self.note.left_out else self.note.text

    @property
    def check(self) -> str:
        """What to check in it: an event that names something of the earlier release, and its note."""
        event = standing([self.row.event])[0]
        of_event = event.check or event.left_out.replace("Left out", "Check after creating the release")
        return of_event or self.note.check


Texts = list[StandingText]


@dataclass(frozen=True)
class EarlierPlan:
    """What is taken over; empty for what was not asked for. An approach is None where it is the standard text."""

    earlier: Release
    go_live_on: date | None
    timetable: list[TimetableRow] = field(default_factory=list)
    dcc_approach: Texts | None = None
    user_approach: Texts | None = None
    takes_testing: bool = False
    notes: dict[str, Texts] = field(default_factory=dict)
    criteria: list[Criterion] = field(default_factory=list)
    programmes: list[Neighbour] = field(default_factory=list)
    classification: str = ""
    bodies: list[Body] = field(default_factory=list)
    people: list[User] = field(default_factory=list)

    @property
    def noted(self) -> list[tuple[str, Texts]]:
        """The notes with the names of their sections."""
        return [(label, self.notes[key]) for key, label in Section.Key.choices if key in self.notes]

    @property
    def approaches(self) -> list[tuple[str, Texts]]:
        """The paragraphs of the test strategy that are not the standard text."""
        both = (("Testing by the DCC", self.dcc_approach), ("Testing by Users", self.user_approach))
        return [(label, texts) for label, texts in both if texts is not None]

    @property
    def digest(self) -> str:
        """Of all that is shown and stored: what was previewed is what is saved."""
        both = [None if texts is None else [row.text for row in texts] for _, texts in self.approaches]
        return digest_of(
            {
                "of": [self.earlier.slug, str(self.go_live_on), self.earlier.profile, self.classification],
                "timetable": [
                    [row.row.event, str(row.row.date), row.notes, row.row.rule_of, str(row.row.rule_days)]
                    for row in self.timetable
                ],
                "testing": [str(self.takes_testing), *[label for label, _ in self.approaches], *both],
                "notes": {key: [row.text for row in texts] for key, texts in self.notes.items()},
                "criteria": [[row.category, row.words] for row in self.criteria],
                "programmes": [[row.programme.slug, row.kind, row.note] for row in self.programmes],
                "readers": [
                    [body.key for body in self.bodies],
                    [person.email for person in self.people],
                ],
            }
        )


def plan_from(earlier: Release, go_live_on: date | None, take: Collection[str]) -> EarlierPlan:
    """What a release with this go-live takes over from an earlier one. `take`: values of `TakenOver`."""
    found: dict = {}
    if TakenOver.TIMETABLE in take:
        stored = list(earlier.timeline.select_related("release"))
        rows = shifted(stored, earlier.go_live_on, go_live_on, working_days())
        found["timetable"] = [
            TimetableRow(was, row, standing([was.notes])[0]) for was, row in zip(stored, rows, strict=True)
        ]
    if TakenOver.TESTING in take:
        strategy = earlier.test_strategy
        found["takes_testing"] = True
        for name in ("dcc_approach", "user_approach"):
            texts = getattr(strategy, name)
            found[name] = None if texts is None else standing(texts)
    if TakenOver.NOTES in take:
        sections = earlier.sections.values_list("key", "notes")
        found["notes"] = {key: standing(notes) for key, notes in sections if notes}
    if TakenOver.CRITERIA in take:
        found["criteria"] = list(criteria_of(earlier))
    if TakenOver.PROGRAMMES in take:
        found["programmes"] = list(earlier.neighbours.select_related("programme"))
    if TakenOver.READERS in take:
        found["classification"] = earlier.classification
        found["bodies"] = list(earlier.reading_bodies.order_by("order"))
        found["people"] = list(earlier.reading_people.filter(is_active=True).order_by("name"))
    return EarlierPlan(earlier, go_live_on, **found)
