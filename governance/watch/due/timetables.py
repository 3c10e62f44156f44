"""Steps of timetables and cut-offs: with the current facts of releases, and as published."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from governance.documents.rid.types.rid import GoLiveWindow as PublishedWindow
from governance.versions.queries.versions import published
from governance.watch.due.entry import Due
from modifications.models.modifications import Modification, Part
from releases.models.releases import Release
from releases.models.timeline import TimelineRow
from releases.queries import awaiting_approval
from releases.queries import cut_offs as cut_offs_in_force
from releases.steps import acting_body
from releases.workflow import COMING, OFF
from secrel.core.dates.partial_date_text import partial_date
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.windows import GoLiveWindow
from secrel.core.models.people import User
from secrel.core.values.present import present


def steps() -> Iterator[Due]:
    """The current rows of every release's timetable."""
    rows = TimelineRow.objects.select_related("release")
    for row in rows.order_by("release__slug", "position"):
        is_over = row.release.life not in (*COMING, *OFF)
        facts: dict[str, Any] = {"is_done": is_over or bool(row.actual), "is_off": row.release.life in OFF}
        row_facts = {"key": row.key, "event": row.event, "acting_body": row.body}
        yield from _step(row.release.slug, row.release.name, row.date, **row_facts, **facts)


def published_days(user: User | None, category: str = "") -> Iterator[Due]:
    """Timetables and cut-offs of the releases published to a person (None: the public), and the go-lives of the others.
    With a category of Parties, only of the published releases that affect it.
    """
    held = user.permissions() if user else frozenset()
    published_slugs = set()
    lives = dict(Release.objects.values_list("slug", "life"))
    off = {slug for slug, life in lives.items() if life in OFF}
    rows = TimelineRow.objects.values_list("release__slug", "key", "event", "body")
    bodies = {tuple(row): body for *row, body in rows}
    parts = ("release", "timeline", "impacts", "scope")
    for slug, name, release, timeline, impacts, scope in published(held, *parts, reader=user):
        published_slugs.add(slug)
        if category and not any(category in ticked for ticked in impacts["participants"].values()):
            continue
        if (stated := release.get("go_live_window")) and lives[slug] in (*COMING, *OFF):
            window = PublishedWindow.of_data(stated).value
            yield _window(slug, name, window, is_off=slug in off)
        for row in timeline:
            when = (
                partial_date(row["when"]["date"], row["when"]["precision"])
                if row["when"]["date"]
                else PartialDate()
            )
            key = row.get("key") or slugify(row["event"])[:70]
            # For a row whose text the release no longer has, the body is read from the printed text.
            facts: dict[str, Any] = {
                "key": key,
                "event": row["event"],
                "acting_body": bodies.get((slug, key, row["event"])) or acting_body(row["event"]),
            }
            yield from _step(slug, name, when, **facts, is_done=bool(row.get("actual")), is_off=slug in off)
        for entry in scope["targeted"]:
            if entry.get("cut_off"):
                yield _published_cut_off(slug, name, entry, is_off=slug in off)
    for release in () if category else _unpublished(published_slugs):
        facts = {"key": "release-go-live", "event": "Release go-live", "acting_body": "secas"}
        facts["is_off"] = release.life in OFF
        yield from _step(release.slug, release.name, PartialDate.of(present(release.go_live_on)), **facts)


def windows() -> Iterator[Due]:
    """The windows permitted for go-lives that are to come, from the first to the last day."""
    rows = Release.objects.filter(life__in=(*COMING, *OFF))
    for release in rows.exclude(window_from=None, window_until=None).order_by("slug"):
        yield _window(release.slug, release.name, present(release.window), is_off=release.life in OFF)


def _window(slug: str, name: str, window: GoLiveWindow, **facts: Any) -> Due:
    key, path = f"releases/{slug}/window", f"/releases/{slug}/#timeline"
    begins, ends = window.range
    what, label = f"Go-live permitted {window.days}", _days_label(begins, ends)
    note = f"The release may go live {window.text}."
    return Due(key, begins, ends, label, what, "secas", name, path, note=note, **facts)


def _days_label(begins: date, ends: date) -> str:
    first, last = (f"{day.day} {day:%b %Y}" for day in (begins, ends))
    return first if begins == ends else f"{first} to {last}"


def _unpublished(published_slugs: set[str]) -> QuerySet[Release]:
    """Releases without a published RID: readers know only their go-live, from the list of releases."""
    rows = Release.objects.filter(life__in=(*COMING, *OFF), go_live_on__isnull=False)
    return rows.exclude(slug__in=published_slugs).order_by("slug")


def cut_offs() -> Iterator[Due]:
    """Cut-offs, default ones included, of modifications that are not approved yet."""
    in_force = cut_offs_in_force()
    for item in awaiting_approval():
        if cut_off := in_force.of(item):
            slug = item.release.slug
            key, path = _cut_off_key(slug, item.part), f"/releases/{slug}/scope/{item.part.address}/"
            what = f"Cut-off of {item.part}{f' ({cut_off.rule})' if cut_off.rule else ''}"
            yield Due.of_day(key, cut_off.on, what, "secas", item.release.name, path)


def _published_cut_off(slug: str, name: str, entry: dict[str, Any], **facts: Any) -> Due:
    part = Part(modification=Modification(reference=entry["ref"]), name=entry["part"] or "")
    when, path = (
        partial_date(entry["cut_off"]["date"], entry["cut_off"]["precision"]),
        f"/releases/{slug}/#scope",
    )
    begins, ends = when.interval()
    key, what = _cut_off_key(slug, part), f"Cut-off of {part}"
    return Due(key, begins, ends, _label(when), what, "secas", name, path, **facts)


def _cut_off_key(slug: str, part: Part) -> str:
    return f"releases/{slug}/scope/{part.address}/cut-off"


def _step(
    slug: str, name: str, when: PartialDate, *, key: str, event: str, acting_body: str, **facts: Any
) -> Iterator[Due]:
    if when:
        begins, ends = when.interval()
        place = f"releases/{slug}/timeline/{key}"
        path = f"/releases/{slug}/#timeline"
        yield Due(place, begins, ends, _label(when), event, acting_body, name, path, **facts)


def _label(when: PartialDate) -> str:
    if when.day or not when.month:
        return when.label
    return f"{when.part.capitalize()} {_month(when)}" if when.part else _month(when)


def _month(when: PartialDate) -> str:
    return f"{when.interval()[0]:%B %Y}"
