"""Reads the facts that a result compares: as they are, or inside a rehearsal as they would be."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from governance.documents.checks.findings import Finding
from governance.documents.pictures.timeline import window_between
from governance.documents.rid.types.rid import RidContent
from governance.notices.queries.log import LogRow, logged_notices, texts_of
from governance.pictures.queries import release_lanes
from governance.register.queries.clashes import clashes, coming_touches
from governance.scenarios.effects.beside import PROGRAMME
from governance.scenarios.effects.types import FlagText, Neighbour, Period, PlanFacts, ReleaseFacts, Row
from governance.scenarios.models import Blackout
from governance.scenarios.queries.dependencies import broken_dependencies
from governance.versions.queries.checking import checked_in_rehearsal
from governance.versions.queries.current import current_rids
from governance.watch.late import late_on
from governance.watch.models.flags import LATE
from releases.models.releases import Release
from releases.models.scope import ReleaseChangeRequest
from releases.models.timeline import Neighbour as NeighbourRow
from releases.models.timeline import Programme, TimelineRow
from secrel.core.changes.permissions import Permission

ALL = frozenset(Permission)
Composed = tuple[Release, RidContent, list[Finding]]


class FactsReader:
    """Reads facts for one result. What no step changes is read once."""

    def __init__(self, on: date) -> None:
        self.on = on

    def as_they_are(self, slugs: Iterable[str]) -> PlanFacts:
        """The facts now. The documents are those that pages show, which are stored."""

        rows = Release.objects.filter(slug__in=list(slugs)).order_by("go_live_on", "slug")
        current = current_rids(rows)
        return self._read((row, current[row.slug].content, current[row.slug].unwaived) for row in rows)

    def as_they_would_be(self, slugs: Iterable[str]) -> PlanFacts:
        """The facts inside a rehearsal, whose documents are composed and checked."""

        return self._read(
            (release, content, [row.finding for row in found if row.waiver is None])
            for release, content, found in checked_in_rehearsal(slugs)
        )

    def _read(self, composed: Iterable[Composed]) -> PlanFacts:
        found = list(composed)
        releases = [row for row, _, _ in found]
        rows, sharing = _rows(releases), _sharing(releases)
        return PlanFacts(
            releases={
                row.slug: ReleaseFacts(
                    row.slug,
                    row.name,
                    content,
                    tuple(rows.get(row.slug, ())),
                    tuple(findings),
                    frozenset(sharing.get(row.slug, ())),
                )
                for row, content, findings in found
            },
            neighbours=tuple(_neighbours()),
            clashes=frozenset(self._clashes()),
            dependencies=broken_dependencies(),
            flags=tuple(self._flags()),
        )

    @cached_property
    def _texts(self) -> dict[str, list[LogRow]]:
        found: dict[str, list[LogRow]] = {}
        for row in texts_of(logged_notices()):
            found.setdefault(row.document, []).append(row)
        return found

    def _clashes(self) -> Iterator[tuple[str, str]]:
        for document, touches in coming_touches(ALL, self.on).items():
            for sentence in clashes(touches, self._texts.get(document, ())):
                yield document, sentence

    def _flags(self) -> Iterator[FlagText]:
        slugs = dict(Release.objects.values_list("pk", "slug"))
        for one in late_on(self.on).values():
            slug = slugs.get(one.release_id, "") if one.release_id else ""
            yield FlagText(one.thing, str(one.kind), one.sentence, one.path, slug, one.kind in LATE)


def blackout_periods() -> list[Period]:
    return [Period(row.name, row.first_on, row.last_on, row.reason) for row in Blackout.objects.all()]


def _rows(releases: list[Release]) -> dict[str, list[Row]]:
    by_key = {row.pk: row for row in releases}
    found: dict[str, list[Row]] = {}
    for row in TimelineRow.objects.filter(release__in=releases).order_by("release_id", "position"):
        row.release = by_key[row.release_id]
        found.setdefault(row.release.slug, []).append(
            Row(
                row.key,
                row.event,
                row.date,
                row.is_go_live,
                row.follows_rule,
                row.rule_days,
                row.rule_of,
                bool(row.actual),
            )
        )
    return found


def _sharing(releases: list[Release]) -> dict[str, set[str]]:
    rows = NeighbourRow.objects.filter(release__in=releases, kind=NeighbourRow.Kind.SHARES_ENVIRONMENTS)
    found: dict[str, set[str]] = {}
    for release, programme in rows.values_list("release__slug", "programme__slug"):
        found.setdefault(release, set()).add(programme)
    return found


def _neighbours() -> Iterator[Neighbour]:
    """The releases to come and the related programmes, with their test windows and go-lives."""
    requests: dict[str, list[str]] = {}
    beside = ReleaseChangeRequest.objects.order_by("release_id", "position")
    for slug, reference in beside.values_list("release__slug", "change_request__reference"):
        requests.setdefault(slug, []).append(reference)
    for lane in release_lanes(ALL, None):
        if lane.go_live and lane.go_live.is_done:
            continue
        slug = lane.path.strip("/").split("/")[-1]
        go_live = (lane.go_live.begins, lane.go_live.ends) if lane.go_live else None
        yield Neighbour(slug, lane.name, lane.path, lane.windows, go_live, tuple(requests.get(slug, ())))
    for row in Programme.objects.all():
        windows = window_between(row.tests_from, row.tests_until)
        yield Neighbour(
            f"{PROGRAMME}{row.slug}",
            row.name,
            windows=windows,
            go_live=row.go_live.interval() if row.go_live else None,
        )
