"""Changes to a release, its scope and its timetable."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Max
from django.utils.text import slugify

from modifications.models import Modification, Part
from releases.models import (
    GlossaryTerm,
    Release,
    ScopeEvent,
    ScopeItem,
    Section,
    SummaryPoint,
    TestStrategy,
    TimelineRow,
)
from releases.workflow import SCOPE, cut_off_after_go_live
from secrel.core.changes import Actor, operation, record, take_token, touch
from secrel.core.errors import RuleBroken
from secrel.core.models import Body
from secrel.core.partial_dates import PartialDate
from secrel.core.permissions import Permission


@operation("releases.load_glossary", Permission.LOAD_REFERENCE_DATA)
def load_glossary(*, by: Actor, terms: dict[str, str]) -> None:
    """Enter acronyms that are not there yet."""
    before = GlossaryTerm.objects.count()
    for acronym, expansion in terms.items():
        GlossaryTerm.objects.get_or_create(acronym=acronym, defaults={"expansion": expansion})
    record(target="glossary", label="Glossary", changes={"terms": [before, GlossaryTerm.objects.count()]})


@operation("releases.create", Permission.EDIT_RELEASES)
def create_release(
    *,
    by: Actor,
    slug: str,
    name: str,
    go_live_on: date | None,
    profile: str,
    change_requests: str = "unknown",
    other_codes: str = "unknown",
    additions: str = "",
    on: date | None = None,
) -> Release:
    """Open a release with its empty sections."""
    if Release.objects.filter(slug=slug).exists():
        raise RuleBroken(f"There is a release at the address {slug} already. Open it instead.", field="slug")
    release = Release.objects.create(
        slug=slug,
        name=name,
        go_live_on=go_live_on,
        profile=profile,
        change_requests=change_requests,
        other_codes=other_codes,
        additions=additions,
    )
    Section.objects.bulk_create(Section(release=release, key=key) for key in Section.Key.values)
    TestStrategy.objects.create(release=release)
    touch(release)
    record(
        target=f"releases/{slug}",
        label=name,
        changes={"go_live_on": [None, go_live_on], "profile": [None, profile]},
        on=on,
    )
    return release


@operation("releases.add_to_scope", Permission.EDIT_RELEASES)
def add_to_scope(
    *,
    by: Actor,
    release: Release,
    part: Part,
    status: str,
    description: str,
    cut_off_on: date | None = None,
    body: Body | None = None,
    reason: str = "",
    on: date,
) -> ScopeItem:
    """Enter a part into a scope as a candidate, targeted or approved."""
    section = lock_section(release, Section.Key.SCOPE)
    if ScopeItem.objects.filter(release=release, part=part).exists():
        raise RuleBroken(f"{part} is in the scope of the {release} already. Change it there.")
    item = ScopeItem(
        release=release, part=part, status="candidate", description=description, cut_off_on=cut_off_on
    )
    item.save()
    if status != "candidate":
        _lock_part(part)
        SCOPE.apply(item, {"targeted": "target", "approved": "approve"}[status], by)
        item.save(update_fields=["status"])
    take_token(section, None, dict, "The scope")
    ScopeEvent.objects.create(item=item, move="enter", on=on, body=body, reason=reason)
    touch(release)
    record(
        target=f"releases/{release.slug}/scope/{part.modification.reference}",
        label=str(item),
        changes={"status": [None, status], "cut_off_on": [None, cut_off_on]},
        reason=reason,
        on=on,
    )
    return item


@operation("releases.change_scope_item", Permission.EDIT_RELEASES)
def change_scope_item(
    *,
    by: Actor,
    item: ScopeItem,
    token: int | None,
    description: str,
    move: str = "",
    cut_off_on: date | None,
    reason: str = "",
    on: date,
) -> ScopeItem:
    """Change an item's description and cut-off date, and move its status where `move` says so.

    Raises Stale where the section's token has moved on, RuleBroken where a rule refuses.
    """
    section = lock_section(item.release, Section.Key.SCOPE)
    item = (
        ScopeItem.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release", "part__modification")
        .get(pk=item.pk)
    )
    before = {"description": item.description, "cut_off_on": item.cut_off_on, "status": item.status}
    take_token(section, token, lambda: before | {"status": item.get_status_display()}, "The scope")
    if cut_off_after_go_live(cut_off_on, item.release.go_live_on):
        raise RuleBroken(
            f"The cut-off date must be before the go-live of {item.release.go_live_on:%d %b %Y}.",
            field="cut_off_on",
        )
    if move:
        _lock_part(item.part)
        SCOPE.apply(item, move, by)
        ScopeEvent.objects.create(item=item, move=move, on=on, reason=reason)
    item.description, item.cut_off_on = description, cut_off_on
    after = {"description": description, "cut_off_on": cut_off_on, "status": item.status}
    changes = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    if not changes:
        raise RuleBroken("Nothing was changed: the form holds what is stored already.")
    item.save(update_fields=["description", "cut_off_on", "status"])
    touch(item.release)
    record(
        target=f"releases/{item.release.slug}/scope/{item.modification.reference}",
        label=str(item),
        changes=changes,
        reason=reason,
        on=on,
    )
    return item


@operation("releases.add_timeline_rows", Permission.EDIT_RELEASES)
def add_timeline_rows(
    *, by: Actor, release: Release, rows: Iterable[tuple[str | None, str, str]], on: date | None = None
) -> None:
    """Append rows (date in canonical text, event, notes); None as the date: the release's go-live."""
    section = lock_section(release, Section.Key.TIMELINE)
    last = release.timeline.aggregate(last=Max("position"))["last"] or 0
    added = TimelineRow.objects.bulk_create(
        TimelineRow(
            release=release,
            key=slugify(event)[:80],
            position=position,
            planned=PartialDate.parse(planned or ""),
            is_go_live=planned is None,
            event=event,
            notes=notes,
        )
        for position, (planned, event, notes) in enumerate(rows, start=last + 1)
    )
    take_token(section, None, dict, "The timetable")
    touch(release)
    record(
        target=f"releases/{release.slug}/timeline",
        label=f"Timetable of the {release}",
        changes={"rows": [last, last + len(added)]},
        on=on,
    )


@operation("releases.change_timeline_row", Permission.EDIT_RELEASES)
def change_timeline_row(
    *, by: Actor, row: TimelineRow, token: int | None, planned: PartialDate, reason: str = "", on: date
) -> TimelineRow:
    """Plan a row for another date; raises Stale where the timetable's token has moved on."""
    section = lock_section(row.release, Section.Key.TIMELINE)
    row = (
        TimelineRow.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release")
        .get(pk=row.pk)
    )
    if row.is_go_live:
        raise RuleBroken("This row follows the go-live date of the release. Change that date instead.")
    before = row.planned
    take_token(section, token, lambda: {"planned": before}, "The timetable")
    if planned == before:
        raise RuleBroken("Nothing was changed: the row has this date already.")
    row.planned = planned
    row.save(update_fields=["planned"])
    touch(row.release)
    record(
        target=f"releases/{row.release.slug}/timeline/{row.key}",
        label=f"{row.event}, {row.release}",
        changes={"planned": [before, planned]},
        reason=reason,
        on=on,
    )
    return row


@operation("releases.add_summary_point", Permission.EDIT_RELEASES)
def add_summary_point(
    *,
    by: Actor,
    release: Release,
    audience: str,
    text: str,
    area: str = "",
    modifications: Iterable[Modification] = (),
    on: date | None = None,
) -> SummaryPoint:
    """Append a point to the impact summary of an audience, with the modifications it belongs to."""
    section = lock_section(release, Section.Key.IMPACTS)
    last = release.summary_points.aggregate(last=Max("position"))["last"] or 0
    point = SummaryPoint.objects.create(
        release=release, audience=audience, area=area, position=last + 1, text=text
    )
    point.modifications.set(modifications)
    take_token(section, None, dict, "The impact summary")
    touch(release)
    record(
        target=f"releases/{release.slug}/impacts",
        label=f"Impact summary of the {release}",
        changes={"point": [None, text]},
        on=on,
    )
    return point


def _lock_part(part: Part) -> None:
    """So that two releases never take one part at the same time."""
    Part.objects.select_for_update(no_key=True).get(pk=part.pk)


def lock_section(release: Release, key: str) -> Section:
    """The section's row, locked until the transaction ends; it carries the version token."""
    return Section.objects.select_for_update(no_key=True).get(release=release, key=key)
