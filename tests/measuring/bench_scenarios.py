"""The part of `make bench` about scenarios: the result of one over 60 releases, against composing them.

It needs the examples: `make bench` loads them.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.composing.compose import compose
from governance.importer.importing import import_rid
from governance.importer.reading import check_document
from governance.scenarios.evaluation import compute, evaluated
from governance.scenarios.models import Scenario, ScenarioStep
from governance.versions.queries.checking import findings_in
from governance.versions.queries.current import current_rid
from governance.versions.queries.live import live_rid
from releases.models.releases import Release
from releases.operations.planning.acts import PlanChange
from secrel.core.changes.operations import SYSTEM
from secrel.core.models.people import User
from tests.support.large import large_document

COUNT, MODIFICATIONS, ROUNDS = 60, 8, 5
ON = date(2021, 10, 15)


def bench_scenarios() -> None:
    """A step in each of the releases. The documents as they are now are stored, as after any view of their pages."""
    releases = _releases()
    scenario = Scenario.objects.create(name="Measured", made_by=User.objects.first(), made_on=ON)
    steps = [
        ScenarioStep.of(
            scenario,
            PlanChange("go_live", release=row.slug, on=(row.go_live_on - timedelta(days=14)).isoformat()),
            None,
            ON,
        )
        for row in releases
    ]
    for position, step in enumerate(steps, start=1):
        step.position = position
    ScenarioStep.objects.bulk_create(steps)
    for row in releases:
        current_rid(row)
    with CaptureQueriesContext(connection) as queries:
        result = compute(scenario, steps, ON)
    assert (len(result.releases), result.refused) == (COUNT, {})
    with CaptureQueriesContext(connection) as composing:
        _composed(releases)
    pairs = [
        (
            _timed(lambda: compute(scenario, steps, ON)),
            _timed(lambda: _composed(releases)),
            _timed(lambda: _bare(releases)),
        )
        for _ in range(ROUNDS)
    ]
    for name, place in (("CPU of the process", 0), ("wall clock", 1)):
        ours, theirs, bare = (statistics.median(pair[n][place] for pair in pairs) for n in range(3))
        checked = statistics.median(pair[0][place] / pair[1][place] for pair in pairs)
        alone = statistics.median(pair[0][place] / pair[2][place] for pair in pairs)
        print(
            f"Scenario over {COUNT} releases, {name}: {ours * 1000:.0f} ms; composing and checking them "
            f"{theirs * 1000:.0f} ms: × {checked:.2f}; composing alone {bare * 1000:.0f} ms: × {alone:.2f}",
            flush=True,
        )
    print(f"Queries: {len(queries)}; composing and checking {len(composing)}")
    evaluated(scenario, steps, ON)
    print(f"The stored result again: {_timed(lambda: evaluated(scenario, steps, ON))[1] * 1000:.1f} ms")


def _releases() -> list[Release]:
    slugs = []
    for number in range(COUNT):
        document = large_document(MODIFICATIONS, first=3_000 + MODIFICATIONS * number)
        on = date(2024, 1, 10) + timedelta(days=28 * number)
        document["release"] = {"name": f"Measured {number} SEC Release", "go_live": on.isoformat()}
        document["document"]["version"] = "0.1"
        slugs.append(import_rid(by=SYSTEM, document=check_document(document), on=ON).version.release.slug)
    return list(Release.objects.filter(slug__in=slugs).order_by("slug"))


def _composed(releases: list[Release]) -> None:
    """What the pages of these releases compose and check, if it is not stored."""
    for row in releases:
        release = Release.objects.get(pk=row.pk)
        findings_in(release, live_rid(release))


def _bare(releases: list[Release]) -> None:
    for row in releases:
        compose(Release.objects.get(pk=row.pk))


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Seconds of CPU that the process took, and seconds on the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    act()
    return time.process_time() - cpu, time.perf_counter() - wall
