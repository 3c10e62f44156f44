"""The part of `make bench` about the typed diff: how it grows with the modifications, and beside the check."""

import copy
import statistics
import time
from collections.abc import Callable

from governance.documents.checks.document import CheckContext
from governance.documents.checks.run import check
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.plain import lift
from governance.documents.rid.types.rid import Rid
from tests.support.large import large_document

RUNS = 7


def bench_diff() -> None:
    """CPU time of comparing two versions where every modification changed, and of checking the newer one."""
    medians: dict[int, float] = {}
    for count in (50, 500):
        old, new = _versions(count)
        changes = RID_KIND.compare(old.content, new.content)
        assert RID_KIND.compare(RID_KIND.apply(changes, old.content), new.content) == ()
        medians[count] = _median(lambda o=old, n=new: RID_KIND.compare(o.content, n.content))
        checked = _median(lambda n=new: check(n, CheckContext()))
        applied = _median(lambda o=old, c=changes: RID_KIND.apply(c, o.content))
        print(
            f"Diff of {count:>4} modifications: {medians[count] * 1000:8.1f} ms for {len(changes)} changes, "
            f"{medians[count] / checked:.2f} × the check ({checked * 1000:.1f} ms), apply {applied * 1000:.1f} ms",
            flush=True,
        )
    print(f"Diff with ten times the modifications × {medians[500] / medians[50]:.1f} (asked: 12 at most)")


def _versions(count: int) -> tuple[Rid, Rid]:
    """A large document, and one where each modification has another summary, cost and cut-off, and some are gone."""
    data = large_document(count)
    later = copy.deepcopy(data)
    for status in ("approved", "targeted"):
        for item in later["scope"][status]:
            item["summary"] = item["summary"].replace("thirty", "forty")
            item["cut_off"] = {"label": "24 Feb 23", "precision": "day", "date": "2023-02-24"}
        del later["scope"][status][:: max(count // 5, 1)]
    for line in later["costs"]["dcc_lines"]:
        line["sit"] = {"status": "firm", "amount": "99"}
    later["impacts"]["participants"] = {
        ref: [*reversed(ticks)][1:] for ref, ticks in later["impacts"]["participants"].items()
    }
    later["timeline"].reverse()
    older, newer = (lift(one, site="https://example.org", marks=["SEC"]) for one in (data, later))
    return older, newer


def _median(act: Callable[[], object]) -> float:
    took = []
    for _ in range(RUNS):
        began = time.process_time()
        act()
        took.append(time.process_time() - began)
    return statistics.median(took)
