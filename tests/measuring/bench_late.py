"""The part of `make bench` about the checker and the daily sweep: time and queries for each item, peak memory."""

import statistics
import time
import tracemalloc
from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.documents.checks.document import CheckContext
from governance.documents.checks.run import check
from governance.documents.rid.plain import lift
from governance.watch.models import Flag, FlagStep
from governance.watch.operations.flags import sweep
from modifications.models.modifications import Modification, Part
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from tests.support.large import large_document

ON = date(2022, 3, 1)


def bench_check() -> None:
    """How the time of checking a document grows with its modifications."""
    medians = {}
    for count in (50, 500):
        rid = lift(large_document(count), site="https://example.org", marks=["SEC"])
        runs = [_timed(lambda r=rid: check(r, CheckContext())) for _ in range(7)]
        found, peak = (
            len(check(rid, CheckContext())),
            _peak(lambda r=rid: check(r, CheckContext())),
        )
        medians[count] = statistics.median(runs)
        print(
            f"Check of {count:>4} modifications: {medians[count] * 1000:8.1f} ms, "
            f"{medians[count] / count * 1e6:7.0f} µs each, {found} findings, peak {peak:.1f} MB",
            flush=True,
        )
    print(f"Check with ten times the modifications × {medians[500] / medians[50]:.1f}")


def bench_sweep() -> None:
    """The daily sweep over targeted items, all of which are late: the first raises a flag each, the second none."""
    each = {}
    for count in (100, 1_000, 10_000):
        _targeted(count)
        with CaptureQueriesContext(connection) as queries:
            peak = _peak(lambda: sweep(on=ON))
        _clear()
        first = _timed(lambda: sweep(on=ON))
        second = _timed(lambda: sweep(on=ON))
        each[count] = first / count
        print(
            f"Sweep of {count:>6} items: first {first * 1000:9.1f} ms ({first / count * 1e6:6.0f} µs each, "
            f"{len(queries)} queries), again {second * 1000:8.1f} ms ({second / count * 1e6:5.0f} µs each), "
            f"peak {peak:.1f} MB",
            flush=True,
        )
    print(f"Time for each item, 10,000 against 100: × {each[10_000] / each[100]:.2f}")


def _targeted(count: int) -> None:
    """As many targeted items of one release, past the operations: it is the sweep that is measured."""
    _clear()
    release, _ = Release.objects.get_or_create(
        slug="swept", defaults={"name": "Swept", "go_live_on": date(2022, 2, 24), "profile": "document_only"}
    )
    existing = release.scope.count()
    modifications = Modification.objects.bulk_create(
        Modification(
            reference=f"SECMP{number:04d}" if number < 10_000 else f"SECMP{number - 10_000:04d}A",
            number=number % 10_000,
            suffix="" if number < 10_000 else "A",
            title=f"Change {number}",
            stage="refinement",
            path="self_governance",
        )
        for number in range(5_000 + existing, 5_000 + count)
    )
    parts = Part.objects.bulk_create(Part(modification=row) for row in modifications)
    ScopeItem.objects.bulk_create(
        ScopeItem(release=release, part=part, status="targeted", description="change.") for part in parts
    )


def _clear() -> None:
    with connection.cursor() as cursor:  # the triggers of immutable tables, which a measurement may disable
        cursor.execute("ALTER TABLE governance_flagstep DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM governance_flagstep")
        cursor.execute("ALTER TABLE governance_flagstep ENABLE TRIGGER USER")
    Flag.objects.all().delete()
    assert not FlagStep.objects.exists()


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _peak(act: Callable[[], object]) -> float:
    """Megabytes that Python held at most while it ran."""
    tracemalloc.start()
    act()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6
