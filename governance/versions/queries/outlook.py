"""The next steps of a release."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.documents.rid.types.rid import RidContent
from releases.models.releases import Release
from releases.queries import awaiting_approval, cut_offs
from secrel.core.dates.partial_dates import PartialDate, Precision

STEPS = 4


@dataclass(frozen=True)
class UpcomingStep:
    """A timetable row or cut-off in the future."""

    when: PartialDate
    event: str

    @classmethod
    def of_data(cls, data: list[str]) -> "UpcomingStep":
        return cls(PartialDate.parse(data[0]), data[1])

    def as_data(self) -> list[str]:
        return [str(self.when), self.event]

    @property
    def day(self) -> date | None:
        """Its date, if it is exact."""
        return self.when.interval()[0] if self.when.precision == Precision.DAY else None


def planned_steps(release: Release) -> list[UpcomingStep]:
    """The dated timetable rows of the release as it is now, and the cut-offs of what awaits approval."""
    rows = [UpcomingStep(row.date, row.event) for row in release.timeline.select_related("release")]
    defaults = cut_offs()
    for item in awaiting_approval().filter(release=release):
        if cut_off := defaults.of(item):
            rows.append(UpcomingStep(PartialDate.of(cut_off.on), _cut_off(str(item.part))))
    return [row for row in rows if row.when]


def stated_steps(content: RidContent) -> list[UpcomingStep]:
    """The timetable rows and cut-offs of a content."""
    rows = [UpcomingStep(row.when.value, row.event) for row in content.timeline]
    cut_offs = [
        UpcomingStep(item.cut_off.value, _cut_off(item.ref))
        for item in content.scope.targeted
        if item.cut_off
    ]
    return [*rows, *cut_offs]


def _cut_off(reference: str) -> str:
    return f"Cut-off of {reference}"


def ahead(rows: Iterable[UpcomingStep], today: date) -> list[UpcomingStep]:
    """The steps from today on, in date order, without undated ones."""
    return sorted(
        (row for row in rows if row.when and row.when.interval()[1] >= today), key=lambda row: row.when
    )
