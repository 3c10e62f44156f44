"""The facts that pictures show, as far as a reader may see them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec
from django.conf import settings
from django.db.models import Q
from django.db.models.fields.json import KeyTransform

from governance.consultations.queries.since import still_says, with_decided
from governance.documents.pictures.drawing import Picture
from governance.documents.pictures.scope import AFTER, ScopeMove, entered_as
from governance.documents.pictures.stated import Stated
from governance.documents.pictures.timeline import (
    GoLive,
    Holiday,
    Lane,
    timeline_picture,
    whole,
    window_between,
    windows_of,
)
from governance.documents.rid.types.costs import Costs
from governance.documents.rid.types.rid import ReleaseFacts, Step
from governance.documents.rid.types.scope import Scope
from governance.notices.queries.stated import with_notices
from governance.versions.queries.current import current_rid
from governance.versions.queries.past.documents import PastDocument
from governance.versions.queries.versions import Reader, as_shown, published, visible_versions
from releases.models.releases import Release
from releases.models.scope import ScopeEvent
from releases.models.timeline import Programme, TimelineRow
from releases.queries import ledger_of, releases
from releases.workflow import COMING, OFF
from secrel.core.changes.permissions import Permission
from secrel.core.dates.partial_date_text import partial_date
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import published as published_holidays
from secrel.core.models.calendar import BankHoliday
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry

PARTS = ("release", "scope", "costs", "timeline")
EMPTY: Mapping[str, Iterable[tuple[str, PartialDate]]] = {}


def release_lanes(permissions: frozenset[Permission], reader: Reader) -> list[Lane]:
    """The releases with their go-lives and stages of testing: current ones for SECAS, published ones for others.

    Two queries; three where something is published.
    """
    if Permission.READ_DRAFTS in permissions:
        timetables: Mapping[str, Iterable[tuple[str, PartialDate]]] = _current_timetables()
    else:
        rows = published(permissions, "timeline", reader=reader)
        timetables = {slug: [_stated_step(row) for row in timeline] for slug, _, timeline in rows}
    known = reader if isinstance(reader, User) else None
    rows = with_notices(with_decided(as_shown(releases(), permissions), known))
    return lanes_of(rows, timetables)


def lanes_of(
    rows: Iterable[Any], timetables: Mapping[str, Iterable[tuple[str, PartialDate]]] = EMPTY
) -> list[Lane]:
    """Lanes of releases from `with_decided` and `with_notices`, with the stages of testing of their timetables."""
    return [
        Lane(
            name=row.name,
            path=row.get_absolute_url(),
            windows=windows_of(timetables.get(row.slug, ())),
            go_live=GoLive.of(
                PartialDate.of(row.shown_on),
                is_done=row.life not in COMING or row.notice is not None,
                note=_note(row),
            )
            if row.shown_on
            else None,
        )
        for row in rows
        if row.life not in OFF
    ]


def _note(row: Any) -> str:
    """That the published RID still states another go-live, or that only a notice states it; else ""."""
    if row.notice:
        return row.notice.said
    return still_says(row.moved, row.latest, row.stated_on) if row.moved else ""


def recent_releases(rows: Iterable[Any], today: date) -> Picture | None:
    """The go-lives of releases from `with_decided`, from the beginning of last year. No query."""
    lanes = lanes_of(rows)
    first, (_, last) = date(today.year - 1, 1, 1), whole(lanes, today)
    return timeline_picture(lanes, (), first, last, today, f"from {first.year}")


def _current_timetables() -> dict[str, list[tuple[str, PartialDate]]]:
    found: dict[str, list[tuple[str, PartialDate]]] = {}
    rows = TimelineRow.objects.filter(is_go_live=False).order_by("release_id", "position")
    for slug, event, *dates in rows.values_list("release__slug", "event", "actual", "replanned", "planned"):
        found.setdefault(slug, []).append((event, next((when for when in dates if when), PartialDate())))
    return found


def _stated_step(row: dict[str, Any]) -> tuple[str, PartialDate]:
    """The event of a published row, with the date on which it took place or is planned."""
    when = row.get("actual") or row["when"]
    return row["event"], partial_date(when["date"], when["precision"]) if when["date"] else PartialDate()


def programme_lanes() -> list[Lane]:
    """The related programmes, which only SECAS sees. One query."""
    return [
        Lane(
            name=row.name,
            windows=window_between(row.tests_from, row.tests_until),
            go_live=GoLive.of(row.go_live),
            is_programme=True,
        )
        for row in Programme.objects.all()
    ]


def bank_holidays(first: date, last: date) -> list[Holiday]:
    """The bank holidays from Monday to Friday in these days, of the divisions in use, each day once. One query."""
    corrected = {(row.division, row.on): row for row in BankHoliday.objects.filter(on__range=(first, last))}
    found: dict[date, str] = {}
    for division in settings.BANK_HOLIDAYS_OF:
        for year in range(first.year, last.year + 1):
            for on, name in published_holidays(division, year).items():
                if first <= on <= last and (division, on) not in corrected:
                    found.setdefault(on, name)
        for (of, on), row in corrected.items():
            if of == division and row.is_holiday:
                found.setdefault(on, row.name)
    return [Holiday(on, name) for on, name in sorted(found.items()) if on.weekday() < 5]


def stated_over_time(
    release: Release, permissions: frozenset[Permission], reader: Reader, past: PastDocument | None = None
) -> list[Stated]:
    """What each version stated that a reader may see, from the oldest; for SECAS also what the release states now. With
    `past` only what was stated by the end of that day.

    One query, and two for SECAS.
    """
    values = [KeyTransform(part, "snapshot__content__data") for part in PARTS]
    rows = (
        visible_versions(release, permissions, reader).exclude(state="withdrawn").order_by("major", "minor")
    )
    if past:
        undated = Q(published_on=None, dated_on__lte=past.day)
        rows = rows.filter(Q(published_on__lte=past.day) | undated)
    path = release.get_absolute_url()
    stated = [
        _stated(f"RID {major}.{minor}", on, parts, f"{path}rid/{major}.{minor}/")
        for major, minor, on, *parts in rows.values_list("major", "minor", "dated_on", *values)
    ]
    if Permission.READ_DRAFTS in permissions:
        content = past.content.as_data() if past else current_rid(release).stated["content"]
        label, on = ("Draft", past.day) if past else ("Now", None)
        stated.append(_stated(label, on, (content[part] for part in PARTS)))
    return stated


def _stated(label: str, on: date | None, parts: Iterable[Any], path: str = "") -> Stated:
    facts, scope, costs, timeline = parts
    go_live = ReleaseFacts.of_data(facts).go_live
    return Stated(
        label,
        on,
        Scope.of_data(scope),
        Costs.of_data(costs),
        msgspec.convert(timeline, tuple[Step, ...]),
        date.fromisoformat(go_live) if go_live else None,
        path,
    )


def scope_moves(release: Release) -> list[ScopeMove]:
    """The scope ledger of a release, which only SECAS sees. Two queries.

    The ledger does not have the status with which an item entered; the audit trail does.
    """
    rows: list[ScopeEvent] = list(ledger_of(release).order_by("on", "pk"))
    following = {earlier.pk: later.move for earlier, later in _pairs(rows)}
    entered = _entered(release)
    return [
        ScopeMove(
            row.on,
            str(row.item.part),
            AFTER.get(row.move)
            or entered_as(entered.get(str(row.item), ""), following.get(row.pk, ""), row.item.status),
        )
        for row in rows
    ]


def _pairs(rows: Iterable[ScopeEvent]) -> Iterator[tuple[ScopeEvent, ScopeEvent]]:
    """Each event of an item with the next one of the same item."""
    last: dict[int, ScopeEvent] = {}
    for row in rows:
        if row.item_id in last:
            yield last[row.item_id], row
        last[row.item_id] = row


def _entered(release: Release) -> dict[str, str]:
    """By the name of an item, the status with which it was added."""
    entries = AuditEntry.objects.filter(target__startswith=f"releases/{release.slug}/scope/")
    rows = (
        entries.filter(changes__has_key="status")
        .order_by("-position")
        .values_list("label", "changes__status")
    )
    return {label: after for label, (before, after) in rows if before is None}
