"""Steps of timetables and cut-offs: of releases as they stand, and as they are published."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

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
from secrel.core.models.people import User


def steps() -> Iterator[Due]:
    """Rows of timetables as they stand by now, of every release."""
    rows = TimelineRow.objects.select_related("release")
    for row in rows.order_by("release__slug", "position"):
        is_over = row.release.life not in (*COMING, *OFF)
        facts = {"is_done": is_over or bool(row.actual), "is_off": row.release.life in OFF}
        said = {"key": row.key, "event": row.event, "whom": row.body}
        yield from _step(row.release.slug, row.release.name, row.date, **said, **facts)


def published_days(user: User | None, category: str = "") -> Iterator[Due]:
    """The timetables and cut-offs of the releases that are published to a person, of others the go-live; None: to
    everybody. Where a category of Parties is named, of the releases that affect it."""
    held = user.permissions() if user else frozenset()
    known = set()
    off = set(Release.objects.filter(life__in=OFF).values_list("slug", flat=True))
    rows = TimelineRow.objects.values_list("release__slug", "key", "event", "body")
    bodies = {tuple(row): body for *row, body in rows}
    for slug, name, timeline, impacts, scope in published(held, "timeline", "impacts", "scope", reader=user):
        known.add(slug)
        if category and not any(category in ticked for ticked in impacts["participants"].values()):
            continue
        for row in timeline:
            when = (
                partial_date(row["when"]["date"], row["when"]["precision"])
                if row["when"]["date"]
                else PartialDate()
            )
            key = row.get("key") or slugify(row["event"])[:70]
            # A row that the release has no more under these words is read as it is printed.
            facts = {
                "key": key,
                "event": row["event"],
                "whom": bodies.get((slug, key, row["event"])) or acting_body(row["event"]),
            }
            yield from _step(slug, name, when, **facts, is_done=bool(row.get("actual")), is_off=slug in off)
        for entry in scope["targeted"]:
            if entry.get("cut_off"):
                yield _published_cut_off(slug, name, entry, is_off=slug in off)
    for release in () if category else _unpublished(known):
        facts = {"key": "release-go-live", "event": "Release go-live", "whom": "secas"}
        facts["is_off"] = release.life in OFF
        yield from _step(release.slug, release.name, PartialDate.of(release.go_live_on), **facts)


def _unpublished(known: set[str]) -> QuerySet[Release]:
    """Those of which a reader knows the go-live alone, from the list of releases."""
    rows = Release.objects.filter(life__in=(*COMING, *OFF), go_live_on__isnull=False)
    return rows.exclude(slug__in=known).order_by("slug")


def cut_offs() -> Iterator[Due]:
    """Of what is not approved yet, defaults included."""
    known = cut_offs_in_force()
    for item in awaiting_approval():
        if cut_off := known.of(item):
            slug = item.release.slug
            key, path = _cut_off_key(slug, item.part), f"/releases/{slug}/scope/{item.part.address}/"
            said = f"Cut-off of {item.part}{f' ({cut_off.rule})' if cut_off.rule else ''}"
            yield Due.of_day(key, cut_off.on, said, "secas", item.release.name, path)


def _published_cut_off(slug: str, name: str, entry: dict[str, Any], **facts: Any) -> Due:
    part = Part(modification=Modification(reference=entry["ref"]), name=entry["part"] or "")
    when, path = (
        partial_date(entry["cut_off"]["date"], entry["cut_off"]["precision"]),
        f"/releases/{slug}/#scope",
    )
    begins, ends = when.interval()
    key, said = _cut_off_key(slug, part), f"Cut-off of {part}"
    return Due(key, begins, ends, _label(when), said, "secas", name, path, **facts)


def _cut_off_key(slug: str, part: Part) -> str:
    return f"releases/{slug}/scope/{part.address}/cut-off"


def _step(
    slug: str, name: str, when: PartialDate, *, key: str, event: str, whom: str, **facts: Any
) -> Iterator[Due]:
    if when:
        begins, ends = when.interval()
        place = f"releases/{slug}/timeline/{key}"
        path = f"/releases/{slug}/#timeline"
        yield Due(place, begins, ends, _label(when), event, whom, name, path, **facts)


def _label(when: PartialDate) -> str:
    if when.day or not when.month:
        return when.label
    return f"{when.part.capitalize()} {_month(when)}" if when.part else _month(when)


def _month(when: PartialDate) -> str:
    return f"{date(when.year, when.month, 1):%B %Y}"
