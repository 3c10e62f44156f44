"""The facts from outside a document that the rules of the checker need."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

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


def check_context(
    content: RidContent,
    *,
    as_now: bool = True,
    before: RidContent | None = None,
    before_version: tuple[str, str] | None = None,
    elsewhere: Mapping[str, Sequence[str]] | None = None,
) -> CheckContext:
    """The context for a content, by the slug of its release and the references of its modifications.

    `as_now`: check against where the modifications are today; not for older versions. `before`: the content of the
    version before; `before_version`: its number and date, if it is not stored here. `elsewhere`:
    other releases with its modifications, if they are not to be taken from the register of today.
    """
    entries = content.scope.entries
    references = [entry.ref for entry in entries]
    rows = Modification.objects.filter(reference__in=references)
    release = content.release
    criteria = standard_criteria(release.profile)
    timetable = list(TimelineRow.objects.filter(release__slug=release.slug))
    return CheckContext(
        calendar=working_days(),
        standard=[(row.category, row.text) for row in criteria],
        standard_from=criteria[0].standard.in_force_from if criteria else None,
        titles=dict(rows.values_list("reference", "title")),
        expansions=expansions(),
        elsewhere=elsewhere or (_elsewhere(release.slug, entries) if as_now else {}),
        left_without_target=_left_without_target(release.slug) if as_now else {},
        set_by_hand={row.key for row in timetable if row.rule_days is not None and not row.follows_rule},
        steps_by_row={(row.key, row.event): (row.steps, row.body) for row in timetable},
        versions=_versions(release.slug) | _earlier(before_version),
        before=before,
        before_version=before_version,
        paths=_paths(rows),
    )


def _earlier(version: tuple[str, str] | None) -> dict[str, str]:
    return {version[0]: version[1]} if version and version[1] else {}


def _versions(slug: str) -> dict[str, str]:
    rows = RidVersion.objects.filter(release__slug=slug).exclude(state="withdrawn")
    return {row.number: row.dated_on.isoformat() for row in rows}


def _elsewhere(slug: str, entries: Iterable[ScopeEntry]) -> dict[str, list[str]]:
    """Other releases with the same modification in scope: targeted or approved there, or a candidate which the newest
    version of that release has in scope."""
    items = ScopeItem.objects.filter(
        status__in=(*TARGETED, "candidate"), part__modification__reference__in=[one.ref for one in entries]
    )
    rows = list(items.exclude(release__slug=slug).select_related("release", "part__modification"))
    own = [
        (row.release.name, row.modification.reference, row.part.name)
        for row in rows
        if row.status in TARGETED
    ]
    candidates = {(row.release_id, row.modification.reference) for row in rows} - {
        (row.release_id, row.modification.reference) for row in rows if row.status in TARGETED
    }
    return shared_with(entries, [*own, *_in_versions(candidates)])


def _in_versions(wanted: set[tuple[int, str]]) -> Iterator[tuple[str, str, str]]:
    """Name of the release, reference and part of what the newest version of each release has in scope. `wanted`: ids of
    releases, with references."""
    if not wanted:
        return
    versions = RidVersion.objects.filter(release__in={pk for pk, _ in wanted}).exclude(state="withdrawn")
    newest = {row.release_id: row for row in versions.order_by("major", "minor").select_related("release")}
    for row in newest.values():
        for entry in row.snapshot.rid.content.scope.entries:
            if (row.release_id, entry.ref) in wanted:
                yield row.release.name, entry.ref, entry.part or ""


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


def _left_without_target(slug: str) -> dict[str, str]:
    """Modifications that left for a later release that is not named and are in no scope now, with the ground."""
    items = ScopeItem.objects.filter(release__slug=slug, status="out")
    items = items.select_related("part__modification__unsettled_target")
    found = {}
    for item in items.prefetch_related("events", "part__scope_items"):
        last = list(item.events.all())[-1:]
        ended = item.modification.stage in ("rejected", "withdrawn", "implemented")
        elsewhere = any(other.status != "out" for other in item.part.scope_items.all())
        unsettled = hasattr(item.modification, "unsettled_target")
        if last and last[0].ground in LATER and not (ended or elsewhere or unsettled):
            found[item.modification.reference] = last[0].get_ground_display().lower()
    return found


def _paths(rows: Any) -> dict[str, tuple[str, str]]:
    """The path of each modification and the body that made the last decision (not recommendation)."""
    found = {}
    for row in rows.prefetch_related("decisions__body"):
        decided = [one for one in row.decisions.all() if not one.is_recommendation and one.body]
        found[row.reference] = (row.path, decided[-1].body.key if decided else "")
    return found
