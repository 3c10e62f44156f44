"""A snapshot as the rules read it, and further facts that they need."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

from governance.documents.checks.reading.events import Event, read_event
from governance.documents.engine.terms import Uses, read_terms
from governance.documents.rid.document import printed_texts
from governance.documents.rid.issue import glossary_of
from governance.documents.rid.types.rid import Rid, RidContent
from governance.documents.rid.types.scope import ChangedDocument, ScopeEntry
from releases.steps import acting_body, steps_of
from releases.timing import RowNames
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import WorkingDays

T = TypeVar("T")


@dataclass(frozen=True)
class CheckContext:
    """Facts from outside the document. Without a fact, the rules that need it find nothing."""

    calendar: WorkingDays = field(default_factory=WorkingDays)
    standard: Sequence[tuple[str, str]] = ()
    """The standard criteria for the document's profile: category and text."""
    standard_from: date | None = None
    """The day from which they are in force, if it is known."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """The title of each modification in the register, by reference."""
    expansions: Mapping[str, str] = field(default_factory=dict)
    """Acronyms with their terms, to compare texts that write them out."""
    elsewhere: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Names of other releases with the whole modification, or the same part, targeted or approved, by reference."""
    left_without_target: Mapping[str, str] = field(default_factory=dict)
    """Modifications that left for a later release which is not named: reference to the ground for leaving."""
    set_by_hand: Collection[str] = ()
    """Keys of timetable rows whose date was set by hand, with a reason, against their rule."""
    steps_by_row: Mapping[tuple[object, str], tuple[Sequence[str], str]] = field(default_factory=dict)
    """Steps of timetable rows and the acting body, by key and event; for other rows the text is read."""
    versions: Mapping[str, str] = field(default_factory=dict)
    """Dates of the other versions stored here, by number."""
    before: RidContent | None = None
    """The content of the version before."""
    before_version: tuple[str, str] | None = None
    """Number and date of the version before, where only its file is known."""
    paths: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Path of each modification and the body that decided on it, by reference."""


@dataclass(frozen=True)
class TimetableRow:
    """A dated row of the timetable."""

    place: int
    event: str
    notes: str
    when: PartialDate
    steps: Sequence[str]
    body: str

    @property
    def path(self) -> str:
        return f"/content/timeline/{self.place}/when"

    @property
    def day(self) -> date | None:
        """Its date, if it is exact."""
        return self.when.interval()[0] if self.when.day else None


class Document:
    """Content and issue of a snapshot, with values that several rules use."""

    def __init__(self, rid: Rid, context: CheckContext) -> None:
        self.rid, self.content, self.issue, self.context = rid, rid.content, rid.issue, context
        self._made: dict[str, Any] = {}

    def once(self, name: str, make: Callable[[], T]) -> T:
        """A value that several rules of one module use, made once."""
        if name not in self._made:
            self._made[name] = make()
        return cast(T, self._made[name])

    @cached_property
    def number(self) -> tuple[int, int]:
        major, _, minor = self.issue.document.version.partition(".")
        return int(major), int(minor or 0)

    @cached_property
    def entries(self) -> dict[str, ScopeEntry]:
        """The scope entries by reference, approved first."""
        return {entry.ref: entry for entry in self.content.scope.entries}

    @cached_property
    def places(self) -> dict[str, int]:
        """The position of each scope entry, by reference."""
        return {ref: place for place, ref in enumerate(self.entries)}

    @cached_property
    def ticks(self) -> dict[str, tuple[str, ...]]:
        """The rows of the participant matrix."""
        return self.content.impacts.participants

    @cached_property
    def documents(self) -> tuple[ChangedDocument, ...]:
        return self.content.impacts.documents

    @cached_property
    def rows(self) -> list[TimetableRow]:
        """The timetable rows that have a date."""
        found = []
        for place, row in enumerate(self.content.timeline):
            when = row.when.value if row.when.date else PartialDate()
            read = self.context.steps_by_row.get((row.key, row.event)) or (
                steps_of(row.event),
                acting_body(row.event),
            )
            found.append(TimetableRow(place, row.event, row.notes, when, *read))
        return [row for row in found if row.when]

    @cached_property
    def rows_by_event(self) -> dict[Event, list[TimetableRow]]:
        """The dated rows by the event that their words mean, in order. Rows of no stage's event are left out."""
        found: dict[Event, list[TimetableRow]] = {}
        for row in self.rows:
            if event := read_event(row.event):
                found.setdefault(event, []).append(row)
        return found

    @cached_property
    def rows_by_place(self) -> dict[int, TimetableRow]:
        """The dated rows by their position in the timetable."""
        return {row.place: row for row in self.rows}

    @cached_property
    def names(self) -> RowNames:
        """The names of the timetable rows, as date rules refer to them."""
        return RowNames([row.event for row in self.content.timeline], None)

    @cached_property
    def changes_of(self) -> dict[str, list[str]]:
        """The SEC documents that each modification changes, by reference."""
        found: dict[str, list[str]] = {}
        for row in self.documents:
            for ref in dict.fromkeys(row.modifications):
                found.setdefault(ref, []).append(row.document)
        return found

    @cached_property
    def go_live(self) -> date | None:
        stated = self.content.release.go_live
        return date.fromisoformat(stated) if stated else None

    @cached_property
    def glossary(self) -> dict[str, str]:
        return glossary_of(self.content, self.issue)

    @cached_property
    def texts(self) -> list[str]:
        """All printed texts, with standard sentences and history."""
        return [*printed_texts(self.content, self.issue), *(row.changes for row in self.issue.history)]

    @cached_property
    def different_texts(self) -> list[str]:
        """The same, each once, without those that have no letters."""
        return [text for text in dict.fromkeys(self.texts) if text.upper() != text.lower()]

    @cached_property
    def uses(self) -> Uses:
        """How often the printed texts use each short form."""
        return read_terms(self.texts, self.glossary)


def counted(names: Sequence[str], one: str, many: str) -> str:
    """ "one modification (MP088)", "four modifications (MP144, MP146…)"."""
    words = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
    number = words.get(len(names), str(len(names)))
    return f"{number} {one if len(names) == 1 else many} ({', '.join(names)})"
