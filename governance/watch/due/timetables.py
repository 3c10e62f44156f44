"""Steps of timetables and cut-offs: with the current facts of releases, and as published."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from governance.consultations.models import ConsultationDecision
from governance.consultations.queries.since import moved_days, still_says
from governance.documents.brief.slices import bearing
from governance.documents.rid.explaining.derived import GO_LIVE
from governance.documents.rid.types.rid import GoLiveWindow as PublishedWindow
from governance.versions.queries.found import releases_found_by
from governance.versions.queries.versions import published
from governance.watch.due.entry import Due
from modifications.models.modifications import Modification, Part
from releases.models.releases import Release
from releases.models.timeline import TimelineRow
from releases.queries import awaiting_approval
from releases.queries import cut_offs as cut_offs_in_force
from releases.steps import acting_body
from releases.workflow import COMING, OFF
from secrel.core.changes.permissions import Permission
from secrel.core.dates.partial_date_text import partial_date
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.windows import GoLiveWindow
from secrel.core.models.people import User
from secrel.core.values.present import present

NOT_STATED_YET = "Impact not yet stated: this release may affect you."


def steps() -> Iterator[Due]:
    """The current rows of every release's timetable."""
    rows = TimelineRow.objects.select_related("release")
    for row in rows.order_by("release__slug", "position"):
        is_over = row.release.life not in (*COMING, *OFF)
        facts: dict[str, Any] = {"is_done": is_over or bool(row.actual), "is_off": row.release.life in OFF}
        row_facts = {"key": row.key, "event": row.event, "acting_body": row.body}
        yield from _step(row.release.slug, row.release.name, row.date, **row_facts, **facts)


def published_days(user: User | None, who: Sequence[str] = ()) -> Iterator[Due]:
    """Timetables and cut-offs of the releases published to a person (None: the public), and the go-lives of the others.
    With categories of Parties, without the releases that do not affect them.
    """
    held = user.permissions() if user else frozenset()
    published_slugs = set()
    lives = dict(Release.objects.values_list("slug", "life"))
    rows = TimelineRow.objects.values_list("release__slug", "key", "event", "body")
    bodies = {tuple(row): body for *row, body in rows}
    parts = ("release_id", "dated_on", "major", "minor", "release", "timeline", "impacts", "scope")
    stated = published(held, *parts, reader=user)
    moved = moved_days(
        {key: (dated_on, _day(facts)) for _, _, key, dated_on, _, _, facts, *_ in stated}, user
    )
    for slug, name, key, _, major, minor, release, timeline, impacts, scope in stated:
        published_slugs.add(slug)
        refs = [entry["ref"] for status in ("approved", "targeted") for entry in scope[status]]
        if not (bears := bearing(frozenset(who), impacts["participants"], refs) if who else "affects"):
            continue
        days = _published_of(slug, name, release, timeline, scope, lives[slug], bodies)
        if decision := moved.get(key):
            days = _decided(days, decision, f"{major}.{minor}", _day(release))
        yield from _marked(days, bears)
    for row in _unpublished(published_slugs, held, user):
        facts: dict[str, Any] = {"key": GO_LIVE, "event": "Release go-live"}
        facts |= {"acting_body": "secas", "is_off": row.life in OFF}
        when = PartialDate.of(present(row.go_live_on))
        yield from _marked(_step(row.slug, row.name, when, **facts), "not stated" if who else "affects")


def _day(release: Mapping[str, Any]) -> date | None:
    """The go-live that a published RID states."""
    return date.fromisoformat(release["go_live"]) if release["go_live"] else None


def _decided(
    rows: Iterable[Due], decision: ConsultationDecision, number: str, stated_on: date | None
) -> Iterator[Due]:
    """The entries, the go-live on the day that was decided since."""
    on = present(decision.go_live_on)
    said = still_says(decision, number, stated_on)
    for row in rows:
        is_go_live = row.key.endswith(f"/timeline/{GO_LIVE}")
        label = PartialDate.of(on).on_page
        yield replace(row, begins=on, on=on, label=label, stated=said) if is_go_live else row


def _marked(rows: Iterable[Due], bears: str) -> Iterator[Due]:
    """The entries; if it is not stated whether their release bears on these Parties, with a sentence that says so."""
    return (replace(row, impact=NOT_STATED_YET) if bears == "not stated" else row for row in rows)


def _published_of(
    slug: str, name: str, release: Any, timeline: Any, scope: Any, life: str, bodies: Mapping[Any, str]
) -> Iterator[Due]:
    """The days of one release as its published RID states them."""
    is_off = life in OFF
    if (stated := release.get("go_live_window")) and life in (*COMING, *OFF):
        window = PublishedWindow.of_data(stated).value
        yield _window(slug, name, window, is_off=is_off)
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
        yield from _step(slug, name, when, **facts, is_done=bool(row.get("actual")), is_off=is_off)
    for entry in scope["targeted"]:
        if entry.get("cut_off"):
            yield _published_cut_off(slug, name, entry, is_off=is_off)


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


def _unpublished(
    published_slugs: set[str], held: frozenset[Permission], user: User | None
) -> QuerySet[Release]:
    """Releases without a published RID: readers know only their go-live, from the list of releases."""
    rows = releases_found_by(held, user).filter(life__in=(*COMING, *OFF), go_live_on__isnull=False)
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
    return Due(key, begins, ends, when.on_page, what, "secas", name, path, **facts)


def _cut_off_key(slug: str, part: Part) -> str:
    return f"releases/{slug}/scope/{part.address}/cut-off"


def _step(
    slug: str, name: str, when: PartialDate, *, key: str, event: str, acting_body: str, **facts: Any
) -> Iterator[Due]:
    if when:
        begins, ends = when.interval()
        place = f"releases/{slug}/timeline/{key}"
        path = f"/releases/{slug}/#timeline"
        yield Due(place, begins, ends, when.on_page, event, acting_body, name, path, **facts)
