"""The facts from outside a document that the rules of the checker need."""

from collections.abc import Iterable
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
    content: RidContent, *, as_now: bool = True, before: RidContent | None = None
) -> CheckContext:
    """The context for a content, by the slug of its release and the references of its modifications.

    `as_now`: check against where the modifications are today; not for older versions. `before`: the content of the
    version before.
    """
    entries = content.scope.entries
    references = [entry.ref for entry in entries]
    rows = Modification.objects.filter(reference__in=references)
    release = content.release
    timetable = list(TimelineRow.objects.filter(release__slug=release.slug))
    return CheckContext(
        calendar=working_days(),
        standard=[(row.category, row.text) for row in standard_criteria(release.profile)],
        titles=dict(rows.values_list("reference", "title")),
        expansions=expansions(),
        elsewhere=_elsewhere(release.slug, entries) if as_now else {},
        left_without_target=_left_without_target(release.slug) if as_now else {},
        set_by_hand={row.key for row in timetable if row.rule_days is not None and not row.follows_rule},
        steps_by_row={(row.key, row.event): (row.steps, row.body) for row in timetable},
        versions=_versions(release.slug),
        before=before,
        paths=_paths(rows),
    )


def _versions(slug: str) -> dict[str, str]:
    rows = RidVersion.objects.filter(release__slug=slug).exclude(state="withdrawn")
    return {row.number: row.dated_on.isoformat() for row in rows}


def _elsewhere(slug: str, entries: Iterable[ScopeEntry]) -> dict[str, list[str]]:
    """Other releases with the same whole modification, or the same part of it, in scope. A whole modification holds
    each of its parts."""
    searched = {(entry.ref, entry.part or "") for entry in entries}
    whole = {entry.ref for entry in entries if not entry.part}
    items = ScopeItem.objects.filter(
        status__in=TARGETED, part__modification__reference__in=[r for r, _ in searched]
    )
    found: dict[str, list[str]] = {}
    for item in items.exclude(release__slug=slug).select_related("release", "part__modification"):
        ref, name = item.modification.reference, item.part.name or ""
        if (ref, name) in searched or not name or ref in whole:
            found.setdefault(ref, []).append(f"{item.release.name}{f' (part {name})' if name else ''}")
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
