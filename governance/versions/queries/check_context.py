"""The facts from outside a document that the rules of the checker need."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.db.models import F, QuerySet

from governance.criteria.queries.standard import standard_criteria
from governance.documents.checks.document import CheckContext
from governance.documents.rid.types.rid import RidContent
from governance.documents.rid.types.scope import ScopeEntry
from governance.versions.models import RidVersion
from modifications.models.modifications import Modification
from releases.models.scope import ScopeItem
from releases.models.timeline import TimelineRow
from releases.queries import expansions
from secrel.core.people.queries import working_days

TARGETED = ("targeted", "approved")
LATER = ("moved", "missed_cut_off", "lead_time", "dependency")
"""Grounds for leaving for a later release."""


class Outside:
    """The facts from outside several contents of different releases, each kind of them read at once for all."""

    def __init__(self, contents: Iterable[RidContent], *, as_now: bool = True) -> None:
        rows = list(contents)
        slugs = {one.release.slug for one in rows}
        references = {entry.ref for one in rows for entry in one.scope.entries}
        modifications = Modification.objects.filter(reference__in=references)
        self.as_now = as_now
        self.modifications = {row.reference: row for row in modifications.prefetch_related("decisions__body")}
        self.timetables = _by_release(TimelineRow.objects.filter(release__slug__in=slugs))
        versions = RidVersion.objects.filter(release__slug__in=slugs).exclude(state="withdrawn")
        self.versions = _by_release(versions)
        self.left = _left_without_target(slugs) if as_now else {}

    @cached_property
    def in_scope(self) -> list[ScopeItem]:
        """Where the modifications are targeted, approved or candidates, in any release."""
        rows = ScopeItem.objects.filter(
            status__in=(*TARGETED, "candidate"), part__modification__reference__in=list(self.modifications)
        )
        return list(rows.select_related("release", "part__modification"))

    @cached_property
    def stated(self) -> dict[int, RidVersion]:
        """The newest version of each release that has one of the modifications as a candidate."""
        releases = {row.release_id for row in self.in_scope if row.status == "candidate"}
        versions = RidVersion.objects.filter(release__in=releases).exclude(state="withdrawn")
        rows = versions.order_by("major", "minor").select_related("release") if releases else ()
        return {row.release_id: row for row in rows}

    def of(
        self,
        content: RidContent,
        *,
        before: RidContent | None = None,
        before_version: tuple[str, str] | None = None,
        elsewhere: Mapping[str, Sequence[str]] | None = None,
    ) -> CheckContext:
        """The context of one of them. What the arguments mean: `check_context`."""
        release, entries = content.release, content.scope.entries
        own = {
            entry.ref: self.modifications[entry.ref] for entry in entries if entry.ref in self.modifications
        }
        criteria = standard_criteria(release.profile)
        timetable = self.timetables.get(release.slug, [])
        versions = {row.number: row.dated_on.isoformat() for row in self.versions.get(release.slug, [])}
        return CheckContext(
            calendar=working_days(),
            standard=[(row.category, row.text) for row in criteria],
            standard_from=criteria[0].standard.in_force_from if criteria else None,
            titles={reference: row.title for reference, row in own.items()},
            expansions=expansions(),
            elsewhere=elsewhere or (self._elsewhere(release.slug, entries) if self.as_now else {}),
            left_without_target=self.left.get(release.slug, {}),
            set_by_hand={row.key for row in timetable if row.rule_days is not None and not row.follows_rule},
            steps_by_row={(row.key, row.event): (row.steps, row.body) for row in timetable},
            versions=versions | _earlier(before_version),
            before=before,
            before_version=before_version,
            paths={reference: _path(row) for reference, row in own.items()},
        )

    def _elsewhere(self, slug: str, entries: Iterable[ScopeEntry]) -> dict[str, list[str]]:
        """Other releases with the same modification in scope: targeted or approved there, or a candidate which the
        newest version of that release has in scope."""
        wanted = {entry.ref for entry in entries}
        rows = [
            row
            for row in self.in_scope
            if row.part.modification.reference in wanted and row.release.slug != slug
        ]
        there = [row for row in rows if row.status in TARGETED]
        own = [(row.release.name, row.modification.reference, row.part.name) for row in there]
        candidates = {(row.release_id, row.modification.reference) for row in rows} - {
            (row.release_id, row.modification.reference) for row in there
        }
        return shared_with(entries, [*own, *self._in_versions(candidates)])

    def _in_versions(self, wanted: set[tuple[int, str]]) -> Iterator[tuple[str, str, str]]:
        """Name of the release, reference and part of what the newest version of each release has in scope. `wanted`:
        ids of releases, with references."""
        for key in {key for key, _ in wanted} & set(self.stated):
            row = self.stated[key]
            for entry in row.snapshot.rid.content.scope.entries:
                if (key, entry.ref) in wanted:
                    yield row.release.name, entry.ref, entry.part or ""


def check_context(content: RidContent, *, as_now: bool = True, **known: Any) -> CheckContext:
    """The context for a content, by the slug of its release and the references of its modifications.

    `as_now`: check against where the modifications are today; not for older versions. `known`: `before`, the content of
    the version before; `before_version`, its number and date, if it is not stored here; `elsewhere`, other releases
    with its modifications, if they are not to be taken from the register of today.
    """
    return Outside([content], as_now=as_now).of(content, **known)


def _earlier(version: tuple[str, str] | None) -> dict[str, str]:
    return {version[0]: version[1]} if version and version[1] else {}


def _by_release(rows: QuerySet) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for row in rows.annotate(slug=F("release__slug")):
        found.setdefault(row.slug, []).append(row)
    return found


def shared_with(
    entries: Iterable[ScopeEntry], others: Iterable[tuple[str, str, str]]
) -> dict[str, list[str]]:
    """Names of other releases with the same whole modification, or the same part of it, by reference. A whole
    modification holds each of its parts. `others`: name of the release, reference and part ("" for the whole)."""
    parts: dict[str, set[str]] = {}
    for entry in entries:
        parts.setdefault(entry.ref, set()).add(entry.part or "")
    found: dict[str, set[str]] = {}
    for name, ref, part in others:
        here = parts.get(ref, set())
        if here and (not part or "" in here or part in here):
            found.setdefault(ref, set()).add(f"{name}{f' (part {part})' if part else ''}")
    return {ref: sorted(names) for ref, names in found.items()}


def _left_without_target(slugs: Iterable[str]) -> dict[str, dict[str, str]]:
    """By release: modifications that left for a later release that is not named and are in no scope now, with the
    ground."""
    items = ScopeItem.objects.filter(release__slug__in=slugs, status="out")
    items = items.select_related("release", "part__modification__unsettled_target")
    found: dict[str, dict[str, str]] = {}
    for item in items.prefetch_related("events", "part__scope_items"):
        last = list(item.events.all())[-1:]
        ended = item.modification.stage in ("rejected", "withdrawn", "implemented")
        elsewhere = any(other.status != "out" for other in item.part.scope_items.all())
        unsettled = hasattr(item.modification, "unsettled_target")
        if last and last[0].ground in LATER and not (ended or elsewhere or unsettled):
            ground = last[0].get_ground_display().lower()
            found.setdefault(item.release.slug, {})[item.modification.reference] = ground
    return found


def _path(row: Modification) -> tuple[str, str]:
    """The path of a modification and the body that made the last decision (not recommendation)."""
    decided = [one for one in row.decisions.all() if not one.is_recommendation and one.body]
    return row.path, decided[-1].body.key if decided else ""
