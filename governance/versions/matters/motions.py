"""A motion: a sentence that a body is asked to agree, about a release or about none. Its text is the item's own.

It is in this package because its summary reads the versions of its release.
"""

from datetime import date

from governance.documents.pack.summary import ItemSummary, SummaryRow
from governance.meetings.models import MOTION, Item, Matter, Result
from governance.meetings.queries.positions import objections_point
from governance.versions.queries.deciding.points import MINUTED, release_points, release_rows


class MotionMatter(Matter):
    kind = MOTION
    label = "Motion"
    title = "{subject}"
    sentence = "The {body} is asked to AGREE: {subject}"
    results = (Result.AGREED, Result.NOT_AGREED, Result.DEFERRED)

    def subject(self, item: Item) -> str:
        return item.words

    def summary(self, item: Item, on: date) -> ItemSummary:
        rows = [SummaryRow(label="Motion", cells=("Not decided", MINUTED)), *release_rows(item.release)]
        points = [objections_point(item), *release_points(item.release)]
        return ItemSummary(columns=("Now", "If agreed"), rows=tuple(rows), points=tuple(points))
