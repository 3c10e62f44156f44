"""Speed, as ratios inside one run: `make bench`. Absolute times say more about the machine than about us."""

import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

from tests import plugin

plugin.start_servers()

import django

django.setup()

# ruff: noqa: E402
import weasyprint
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.management import call_command
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import clear_url_caches, path

from governance.composing.compose import compose
from governance.composing.models import RenderJob
from governance.composing.tasks import render_snapshot
from governance.documents.engine.printing.laying_out import FontsOnly
from governance.documents.engine.printing.render import render_pdf, render_print
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.plain import lift
from governance.documents.rid.types.rid import Rid
from governance.importer.importing import import_rid
from governance.importer.reading import check_document
from governance.versions.models import RidVersion
from modifications.models.modifications import Modification
from releases.models.releases import Release
from releases.operations.releases import create_release
from secrel import urls
from secrel.core.changes.operations import SYSTEM
from secrel.core.models.people import User
from tests.measuring.bench_api import bench_api
from tests.measuring.bench_archive import bench_archive
from tests.measuring.bench_compare import bench_diff
from tests.measuring.bench_files import bench_files
from tests.measuring.bench_importing import bench_importing
from tests.measuring.bench_input import bench_input
from tests.measuring.bench_late import bench_check, bench_sweep
from tests.measuring.bench_pages import bench_pages
from tests.measuring.bench_scenarios import bench_scenarios
from tests.measuring.earlier import BEFORE, earlier_tree
from tests.support.large import large_document
from tests.support.stack import Stack

CLICK = """
import time
from datetime import date
from governance.versions.operations.versions import issue_draft
from governance.composing.models import RenderJob
from releases.models import Release
from releases.operations.scope import change_scope_item
from releases.queries import scope_item
from secrel.core.changes.operations import AS_STORED, SYSTEM
for n in range(5):
    item = scope_item("november-2021", "MP149").get()
    change_scope_item(by=SYSTEM, item=item, token=AS_STORED, reason="Measured",
                      description=f"wording {n}.", cut_off_on=None,
                      on=date(2021, 10, 15))
    began = time.monotonic()
    version = issue_draft(by=SYSTEM, release=item.release, changes="x", on=date(2021, 10, 15))
    while RenderJob.objects.get(snapshot=version.snapshot_id).state != "done":
        time.sleep(0.01)
    print(time.monotonic() - began)
"""


def pairs(one: Callable[[], object], other: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    """Median seconds of both, in turn, and the median of their ratio pair by pair."""
    one(), other()
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        one()
        middle = time.perf_counter()
        other()
        times.append((middle - began, time.perf_counter() - middle))
    return (
        statistics.median(a for a, _ in times),
        statistics.median(b for _, b in times),
        statistics.median(a / b for a, b in times),
    )


def report(what: str, seconds: float, against: str, other: float, ratio: float) -> None:
    print(
        f"{what:<44} {seconds * 1000:8.1f} ms   {against:<34} {other * 1000:8.1f} ms   × {ratio:.2f}",
        flush=True,
    )


def bench_render(data: dict) -> float:
    html = render_print(RID_KIND, Rid.of_data(data))

    def bare() -> bytes:
        return weasyprint.HTML(string=html, base_url="about:blank", url_fetcher=FontsOnly()).write_pdf()

    ours, theirs, ratio = pairs(lambda: render_pdf(RID_KIND, Rid.of_data(data)), bare, 9)
    report("June 2021 RID, archive form, data attached", ours, "bare WeasyPrint, same HTML", theirs, ratio)
    return ours


def bench_page(address: str, who: str, client: Client, rounds: int = 40) -> None:
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    body = response.content

    @login_not_required
    def bare(request):
        return HttpResponse(body)

    urls.urlpatterns.append(path("bench/bare/", bare))
    clear_url_caches()
    ours, theirs, ratio = pairs(lambda: client.get(address), lambda: client.get("/bench/bare/"), rounds)
    urls.urlpatterns.pop()
    clear_url_caches()
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    report(
        f"{address} ({who}, {len(queries)} queries)",
        ours,
        f"bare view, same {len(body) // 1024} KB",
        theirs,
        ratio,
    )


# The pages that analysts are on most, in a release of that many modifications.
EDITED = (
    *("edit/scope/", "edit/participants/", "edit/documents/", "edit/summary/", "edit/timeline/"),
    *("edit/costs/", "edit/criteria/", "edit/glossary/", "preview/scope/"),
)


def bench_editing(slug: str, count: int, analyst: Client, rounds: int) -> dict[str, float]:
    """p50 and p95 of the ten most used pages, each against a bare view with as many bytes; returns the p50s."""
    medians = {}
    for address in [*(f"/releases/{slug}/{name}" for name in EDITED), "/modifications/paper-round/"]:
        body = analyst.get(address).content

        @login_not_required
        def bare(request, body=body):
            return HttpResponse(body)

        urls.urlpatterns.append(path("bench/bare/", bare))
        clear_url_caches()
        ours = sorted(_timed(lambda a=address: analyst.get(a)) for _ in range(rounds))
        theirs = statistics.median(_timed(lambda: analyst.get("/bench/bare/")) for _ in range(rounds))
        urls.urlpatterns.pop()
        clear_url_caches()
        p50, p95 = ours[len(ours) // 2], ours[min(len(ours) - 1, round(len(ours) * 0.95))]
        name = address.replace(f"/releases/{slug}", "…")
        print(
            f"{count:>5} {name:<30} p50 {p50 * 1000:8.1f} ms   p95 {p95 * 1000:8.1f} ms   × {p50 / theirs:6.1f} of a "
            f"bare view, {len(body) // 1024} KB",
            flush=True,
        )
        medians[name] = p50
    return medians


def bench_sizes(data: dict) -> None:
    """What the archive form costs at three sizes, and how the time of a rendering grows with its pages."""
    large = [large_document(*size) for size in ((32, 66), (336, 600))]
    rids = [lift(document, site="https://example.org", marks=["SEC"]) for document in large]
    times = bench_archive([(Rid.of_data(data), 9), (rids[0], 5), (rids[1], 3)])
    (few, short), (many, long) = list(times.items())[1:]
    print(f"{many} pages take × {long / short:.1f} of {few} ({many / few:.1f} times the pages)")


def bench_growth(analyst: Client) -> None:
    """Pages with more modifications in a release and in the register, and with more releases."""
    public, p50s = Client(headers={"host": "localhost"}), []
    for count, first in ((100, 1000), (1000, 2000)):
        document = large_document(count, first=first)
        document["release"]["name"] = f"Release with {count}"
        document["document"]["version"] = "1.0"
        took = _timed(lambda d=document: import_rid(by=SYSTEM, document=check_document(d), on=settings.TODAY))
        print(f"Import of {count} modifications: {took:.1f} s")
        bench_page(f"/releases/release-with-{count}/", "public", public, 5)
        bench_page(f"/releases/release-with-{count}/", "analyst, live", analyst, 5)
        bench_page("/modifications/", f"public, {Modification.objects.count()} modifications", public, 20)
        p50s.append(bench_editing(f"release-with-{count}", count, analyst, 40 if count == 100 else 12))
    for name in p50s[0]:
        print(f"{name:<36} with ten times the modifications × {p50s[1][name] / p50s[0][name]:.1f}")
    for count in (6, 60):
        for number in range(Release.objects.count(), count):
            on = date(2023, 1, 1) + timedelta(days=30 * number)
            name = f"Ad-hoc Release {number}"
            create_release(by=SYSTEM, slug=f"{on}", name=name, go_live_on=on, profile="document_only", on=on)
        bench_page("/", f"public, {Release.objects.count()} releases", public, 20)


def bench_stack(render: float) -> None:
    stack = Stack("bench").start()
    try:
        clicks = [float(line) for line in stack.shell(CLICK).splitlines()]
        click = statistics.median(clicks)
        report(
            "Click to PDF, through broker and worker", click, "the rendering alone", render, click / render
        )
        stack.interrupt()
        began = time.monotonic()
        stack.start()
        print(f"Second start to first page: {time.monotonic() - began:.1f} s (target: under 5)")
    finally:
        stack.end()


def main() -> None:
    settings.TODAY = date(2021, 10, 15)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("load_examples", verbosity=0)
    for job in RenderJob.objects.all():
        render_snapshot(job=job.pk, digest=job.snapshot_id)
    version = RidVersion.objects.get(release__slug="june-2021", major=8)
    render = bench_render(version.snapshot.as_data())
    analyst = Client(headers={"host": "localhost"})
    analyst.force_login(User.objects.get(email="analyst@secas.example"))
    bench_page("/releases/june-2021/", "public", Client(headers={"host": "localhost"}))
    bench_page("/releases/november-2021/", "analyst, live", analyst)
    bench_page("/modifications/", "public", Client(headers={"host": "localhost"}))
    bench_input(analyst)
    bench_check()
    bench_diff()
    with earlier_tree() as before:
        if before:
            bench_files(before)
            bench_pages(before)
        else:
            print(f"Not compared: commit {BEFORE} is not in this clone.", flush=True)
    bench_sweep()
    bench_sizes(version.snapshot.as_data())
    bench_growth(analyst)
    bench_scenarios()
    bench_importing()
    bench_api()
    composed = statistics.median(_timed(lambda: compose(version.release)) for _ in range(20))
    print(f"Composing a release: {composed * 1000:.1f} ms")
    bench_stack(render)


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


if __name__ == "__main__":
    try:
        main()
    finally:
        connection.close()
        plugin.stop_servers()
