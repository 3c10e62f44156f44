"""The impact summaries of a release."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from modifications.models import Modification
from releases.models import Release, Section, SummaryPoint
from releases.operations.sections import lock_section
from secrel.core.changes import Actor, operation, record, take_token, touch
from secrel.core.permissions import Permission


@dataclass(frozen=True)
class Point:
    """A point to be written: for whom, in which area of the DCC, its sub-points, its modifications."""

    audience: str
    text: str
    area: str = ""
    sub: tuple[str, ...] = ()
    modifications: tuple[Modification, ...] = ()


@operation("releases.add_summary_point", Permission.EDIT_RELEASES)
def add_summary_point(
    *,
    by: Actor,
    release: Release,
    audience: str,
    text: str,
    area: str = "",
    sub: Iterable[str] = (),
    modifications: Iterable[Modification] = (),
    on: date | None = None,
) -> SummaryPoint:
    """Append a point to the impact summary of an audience, with the modifications it belongs to."""
    section = lock_section(release, Section.Key.IMPACTS)
    last = release.summary_points.filter(parent=None).aggregate(last=Max("position"))["last"] or 0
    point = _write(release, Point(audience, text, area, tuple(sub), tuple(modifications)), last + 1)
    take_token(section, None, dict, "The impact summary")
    touch(release)
    record(
        target=f"releases/{release.slug}/impacts",
        label=f"Impact summary of the {release}",
        changes={"point": [None, text]},
        on=on,
    )
    return point


@operation("releases.set_summary", Permission.EDIT_RELEASES)
def set_summary(
    *,
    by: Actor,
    release: Release,
    points: Iterable[Point],
    token: int | None = None,
    on: date | None = None,
) -> None:
    """Replace the whole summary, in the order given."""
    section = lock_section(release, Section.Key.IMPACTS)
    before = [point.text for point in release.summary_points.filter(parent=None)]
    take_token(section, token, lambda: {"points": before}, "The impact summary")
    release.summary_points.filter(parent__isnull=False).delete()
    release.summary_points.all().delete()
    points = list(points)
    for place, point in enumerate(points, start=1):
        _write(release, point, place)
    touch(release)
    record(
        target=f"releases/{release.slug}/impacts",
        label=f"Impact summary of the {release}",
        changes={"points": [before, [point.text for point in points]]},
        on=on,
    )


def _write(release: Release, point: Point, place: int) -> SummaryPoint:
    """The point with its sub-points; each has its place among those beside it."""
    here = {"release": release, "audience": point.audience, "area": point.area}
    row = SummaryPoint.objects.create(**here, position=place, text=point.text)
    row.modifications.set(point.modifications)
    SummaryPoint.objects.bulk_create(
        SummaryPoint(**here, position=number, text=text, parent=row)
        for number, text in enumerate(point.sub, start=1)
    )
    return row
