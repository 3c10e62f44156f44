"""Operations on the timetable of a release and on related programmes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Max

from releases.addresses import RowKeys
from releases.models.releases import Release, Section
from releases.models.timeline import Neighbour, Programme, TimelineRow
from releases.operations.sections import lock_section
from releases.steps import acting_body, steps_of
from releases.timing import computed, impossible
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import (
    AS_STORED,
    Actor,
    Token,
    operation,
    record,
    require_reason,
    take_token,
    touch,
)
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.partial_dates import TO_BE_SET, PartialDate
from secrel.core.people.queries import working_days

NOT_EMPTIED = "After a baseline, a date cannot be removed. Enter an approximate date, for example Q4 2020."


@dataclass(frozen=True)
class PlannedRow:
    """A row to write; `label` is the date as its source writes it, if that differs from our notation."""

    event: str
    notes: str = ""
    planned: PartialDate = TO_BE_SET
    label: str = ""
    actual: PartialDate = TO_BE_SET
    is_go_live: bool = False
    rule_days: int | None = None
    rule_of: str = ""
    key: str = ""
    replanned: PartialDate = TO_BE_SET
    follows_rule: bool = False
    steps: Collection[str] | None = None
    """Values of `Step`; None: recognised from the event."""
    body: str | None = None
    """Key of the body responsible; None: recognised from the event."""


@operation("releases.add_timeline_rows", Permission.EDIT_RELEASES)
def add_timeline_rows(
    *, by: Actor, release: Release, rows: Iterable[tuple[str | None, str, str]], on: date | None = None
) -> None:
    """Append rows (date as canonical text, event, notes); a date of None is the release's go-live."""
    section = lock_section(release, Section.Key.TIMELINE)
    last = release.timeline.aggregate(last=Max("position"))["last"] or 0
    rows = list(rows)
    if sum(when is None for when, *_ in rows) + release.timeline.filter(is_go_live=True).count() > 1:
        raise RuleBroken("A timetable can have only one go-live row.")
    planned = [
        PlannedRow(event, notes, PartialDate.parse(when or ""), is_go_live=when is None)
        for when, event, notes in rows
    ]
    added = TimelineRow.objects.bulk_create(rows_of(release, planned, after=last))
    take_token(section, AS_STORED, dict, "The timetable")
    touch(release)
    record(
        target=Target.SECTION(release.slug, "timeline"),
        label=f"Timetable of the {release}",
        changes={"rows": [last, last + len(added)]},
        on=on,
    )


@operation("releases.set_timeline", Permission.EDIT_RELEASES)
def set_timeline(
    *,
    by: Actor,
    release: Release,
    rows: Iterable[PlannedRow],
    token: Token,
    on: date | None = None,
) -> None:
    """Replace the whole timetable, in this order, and compute the dates that follow rules.

    A row with a key keeps its URL. A row with the same event keeps its steps and body unless they are given. Raises
    RuleBroken for a rule that names no row.
    """
    section = lock_section(release, Section.Key.TIMELINE)
    release = Release.objects.get(pk=release.pk)
    existing = list(release.timeline.all())
    before = [f"{row.date.label} {row.event}".strip() for row in existing]
    by_event = {row.event: row for row in existing} | {(row.key, row.event): row for row in existing}
    rows = [
        _with_stored_steps(row, by_event.get((row.key, row.event), by_event.get(row.event))) for row in rows
    ]
    take_token(section, token, lambda: {"rows": before}, "The timetable")
    release.timeline.all().delete()
    made = rows_of(release, rows)
    if sum(row.is_go_live for row in made) > 1:
        raise RuleBroken("A timetable can have only one go-live row. Give the other row its own date.")
    if wrong := impossible(made):
        raise RuleBroken(f"{made[wrong[0]].event}: {wrong[1]}", field="rows")
    _compute(release, made)
    TimelineRow.objects.bulk_create(made)
    touch(release)
    record(
        target=Target.SECTION(release.slug, "timeline"),
        label=f"Timetable of the {release}",
        changes={"rows": [before, [f"{row.date.label} {row.event}".strip() for row in made]]},
        on=on,
    )


def _with_stored_steps(row: PlannedRow, stored: TimelineRow | None) -> PlannedRow:
    """The row with the steps and body of the stored row of the same event, so that an import undoes no correction."""
    return (
        row if stored is None or row.steps is not None else replace(row, steps=stored.steps, body=stored.body)
    )


def _compute(release: Release, rows: list[TimelineRow]) -> list[TimelineRow]:
    """Set the dates of rows that follow a rule; returns those that moved."""
    moved = []
    for place, when in computed(rows, working_days()).items():
        if rows[place].date != when:
            rows[place].plan(when, is_baselined=release.is_baselined)
            moved.append(rows[place])
    return moved


def follow_rules(release: Release) -> dict[str, list[PartialDate]]:
    """Recalculate the dates that follow rules, under the timetable's lock; returns dates before and after by event."""
    rows = list(release.timeline.all())
    before = {row.pk: row.date for row in rows}
    moved = _compute(release, rows)
    TimelineRow.objects.bulk_update(moved, ["planned", "replanned", "label"])
    return {row.event: [before[row.pk], row.date] for row in moved}


def rows_of(release: Release, rows: Iterable[PlannedRow], after: int = 0) -> list[TimelineRow]:
    """Unsaved rows with position and key; a repeated event gets a number in its key."""
    rows = list(rows)
    taken = set(release.timeline.values_list("key", flat=True)) if after else set()
    keys = RowKeys(taken | {row.key for row in rows if row.key})
    made = []
    for place, row in enumerate(rows, start=after + 1):
        key = row.key or keys.new(row.event)
        made.append(
            TimelineRow(
                release=release,
                key=key,
                position=place,
                planned=row.planned,
                replanned=row.replanned,
                label=row.label,
                actual=row.actual,
                event=row.event,
                notes=row.notes,
                is_go_live=row.is_go_live,
                rule_days=row.rule_days,
                rule_of=row.rule_of,
                follows_rule=row.follows_rule,
                steps=steps_of(row.event) if row.steps is None else list(row.steps),
                body=acting_body(row.event) if row.body is None else row.body,
            )
        )
    return made


@operation("releases.change_timeline_row", Permission.EDIT_RELEASES)
def change_timeline_row(
    *, by: Actor, row: TimelineRow, token: Token, planned: PartialDate, reason: str = "", on: date
) -> TimelineRow:
    """Set the date of a row by hand. After a baseline, the date first planned is stored beside it.

    Dates that follow from it are recalculated; the row itself no longer follows its rule. Raises Stale if the
    timetable was changed since.
    """
    section = lock_section(row.release, Section.Key.TIMELINE)
    row = (
        TimelineRow.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release")
        .get(pk=row.pk)
    )
    if row.is_go_live:
        raise RuleBroken("This row follows the go-live date of the release. Change that date instead.")
    before = row.date
    take_token(section, token, lambda: {"planned": before}, "The timetable")
    if not planned and row.planned and row.release.is_baselined:
        raise RuleBroken(NOT_EMPTIED, field="planned")
    if planned == before:
        raise RuleBroken("Nothing has changed: the row already has this date.")
    row.plan(planned, is_baselined=row.release.is_baselined)
    row.follows_rule = False
    row.save(update_fields=["planned", "replanned", "label", "follows_rule"])
    followed = follow_rules(row.release)
    touch(row.release)
    record(
        target=Target.TIMELINE_ROW(row.release.slug, row.key),
        label=f"{row.event}, {row.release}",
        changes={"planned": [before, planned], **followed},
        reason=reason,
        on=on,
    )
    return row


@operation("releases.note_actual", Permission.EDIT_RELEASES)
def note_actual(*, by: Actor, row: TimelineRow, actual: PartialDate, on: date) -> TimelineRow:
    """Record the actual date of a row; the planned date stays."""
    lock_section(row.release, Section.Key.TIMELINE)
    row = (
        TimelineRow.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release")
        .get(pk=row.pk)
    )
    before, row.actual = row.actual, actual
    row.save(update_fields=["actual"])
    touch(row.release)
    record(
        target=Target.TIMELINE_ROW(row.release.slug, row.key),
        label=f"{row.event}, {row.release}",
        changes={"actual": [before, actual]},
        on=on,
    )
    return row


@operation("releases.set_programme", Permission.EDIT_RELEASES)
def set_programme(
    *,
    by: Actor,
    slug: str,
    name: str,
    owner: str = "",
    tests_from: str = "",
    tests_until: str = "",
    go_live: str = "",
    on: date | None = None,
) -> Programme:
    """Add or change a related programme; dates as canonical text."""
    programme = Programme.objects.filter(slug=slug).first() or Programme(slug=slug)
    before = {"name": programme.name, "go_live": programme.go_live} if programme.pk else {}
    programme.name, programme.owner = name, owner
    programme.tests_from, programme.tests_until = (
        PartialDate.parse(tests_from),
        PartialDate.parse(tests_until),
    )
    programme.go_live = PartialDate.parse(go_live)
    programme.save()
    record(
        target=Target.PROGRAMME(slug),
        label=name,
        changes={field: [before.get(field), getattr(programme, field)] for field in ("name", "go_live")},
        on=on,
    )
    return programme


@operation("releases.set_neighbours", Permission.EDIT_RELEASES)
def set_neighbours(
    *,
    by: Actor,
    release: Release,
    rows: Iterable[tuple[dict[str, Any], str, str]],
    token: Token,
    on: date | None = None,
) -> None:
    """Replace the related programmes: (facts of the programme as for `set_programme`, kind, note)."""
    section = lock_section(release, Section.Key.TIMELINE)
    before = [str(row) for row in release.neighbours.select_related("programme")]
    take_token(section, token, lambda: {"neighbours": before}, "The timetable")
    require_reason(release)
    release.neighbours.all().delete()
    names: dict[str, str] = {}
    for facts, kind, note in rows:
        if names.setdefault(facts["slug"], facts["name"]) != facts["name"]:
            raise RuleBroken(
                f"{names[facts['slug']]} and {facts['name']} have names that are too similar to be saved together. "
                "Save one, then the other.",
                field="name",
            )
        programme = Programme.objects.filter(slug=facts["slug"]).first()
        if programme is None or any(getattr(programme, name) != value for name, value in facts.items()):
            texts = {name: str(value) for name, value in facts.items()}
            programme = set_programme(by=by, **texts, on=on)
        if Neighbour.objects.filter(release=release, programme=programme, kind=kind).exists():
            raise RuleBroken(
                f"{programme} is listed twice with the same relationship. Remove one of the rows.",
                field="name",
            )
        Neighbour.objects.create(release=release, programme=programme, kind=kind, note=note)
    record(
        target=Target.RELEASE(release.slug),
        label=release.name,
        changes={
            "neighbours": [before, [str(row) for row in release.neighbours.select_related("programme")]]
        },
        on=on,
    )


@operation("releases.add_neighbour", Permission.EDIT_RELEASES)
def add_neighbour(
    *,
    by: Actor,
    release: Release,
    programme: Programme,
    kind: str,
    note: str = "",
    on: date | None = None,
) -> Neighbour:
    """Add a related programme to a release."""
    require_reason(release)
    neighbour = Neighbour.objects.create(release=release, programme=programme, kind=kind, note=note)
    record(
        target=Target.RELEASE(release.slug),
        label=release.name,
        changes={"neighbour": [None, str(neighbour)]},
        on=on,
    )
    return neighbour
