"""The status of modifications and Change Requests in releases: current for SECAS, as last published for others."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When

from governance.versions.models import RidVersion
from governance.versions.queries.versions import published, published_to
from modifications.models.change_requests import ChangeRequest
from modifications.models.modifications import FormerReference, Modification
from releases.models.releases import Release
from releases.models.scope import ScopeItem, summary_of
from releases.workflow import SCOPE
from secrel.core.changes.permissions import Permission
from secrel.core.values.compiled import compiled


@dataclass(frozen=True)
class ScopeStatus:
    """The status of a modification or part in a release, as far as a person may see it."""

    reference: str
    part: str
    status: str
    slug: str
    release: str
    summary: str
    solutions: tuple[tuple[str, str], ...] = ()

    @property
    def state(self) -> Any:
        return SCOPE.states[self.status]


def scope_statuses(permissions: frozenset[Permission]) -> list[ScopeStatus]:
    """Statuses in all releases, by go-live: current scopes for SECAS, as last published for others."""
    if Permission.READ_DRAFTS in permissions:
        return [
            ScopeStatus(*names, summary_of(names[2], description, has_own_verb=has_own_verb))
            for *names, description, has_own_verb in _scopes_now()
        ]
    current = current_references()
    return [
        ScopeStatus(
            *(current.get(entry["ref"], entry["ref"]), entry["part"] or "", status),
            *(slug, name, entry["summary"]),
            tuple((option["kind"], option["text"]) for option in entry["options"]),
        )
        for slug, name, scope in published(permissions, "scope")
        for status in ("approved", "targeted")
        for entry in scope[status]
    ]


@compiled
def _scopes_now() -> QuerySet[ScopeItem, tuple[Any, ...]]:
    rows = ScopeItem.objects.order_by("release__go_live_on", "release__slug", "pk")
    return rows.values_list(
        *("part__modification__reference", "part__name", "status", "release__slug", "release__name"),
        *("description", "has_own_verb"),
    )


def current_references() -> dict[str, str]:
    """Current references by former ones."""
    return dict(FormerReference.objects.values_list("reference", "modification__reference"))


@dataclass(frozen=True)
class LeftScope:
    """A modification that left a published scope: the last version with it, and the first without it."""

    release: Release
    last: RidVersion
    without: RidVersion


def scopes_left(modification: Modification, permissions: frozenset[Permission]) -> list[LeftScope]:
    """Releases whose published versions once had the modification in scope, and whose latest has not."""
    names = [modification.reference, *modification.former.values_list("reference", flat=True)]
    listed = Q()
    for name in names:
        for status in ("approved", "targeted"):
            listed |= Q(**{f"snapshot__content__data__scope__{status}__contains": [{"ref": name}]})
    rows = RidVersion.objects.filter(published_to(permissions)).exclude(kind="draft")
    rows = rows.annotate(lists_it=Case(When(listed, then=True), default=False))
    held = Exists(rows.filter(release=OuterRef("release"), lists_it=True))
    versions = rows.filter(held).select_related("release").order_by("release__go_live_on", "major", "minor")
    found = []
    for release, group in groupby(versions, key=lambda row: row.release):
        ordered = list(group)
        last = max(place for place, row in enumerate(ordered) if row.lists_it)
        if ordered[last] is not ordered[-1]:
            found.append(LeftScope(release, ordered[last], ordered[last + 1]))
    return found


Beside = dict[str, list[tuple[str, str, str]]]


def visible_change_requests(permissions: frozenset[Permission]) -> tuple[QuerySet[ChangeRequest], Beside]:
    """Change Requests that a person may see (the public: those in a published RID), and the releases of each."""
    beside = change_requests_shown(permissions)
    rows = ChangeRequest.objects.all()
    sees_all = Permission.READ_DRAFTS in permissions
    return rows if sees_all else rows.filter(reference__in=beside), beside


def change_requests_seen_by(permissions: frozenset[Permission]) -> QuerySet[ChangeRequest]:
    """Those rows alone: who sees all need not read where each is delivered."""
    if Permission.READ_DRAFTS in permissions:
        return ChangeRequest.objects.all()
    return visible_change_requests(permissions)[0]


def change_requests_shown(permissions: frozenset[Permission]) -> Beside:
    """By reference: slug and name of each release that it is delivered beside, and its description there."""
    beside: Beside = {}
    if Permission.READ_DRAFTS in permissions:
        rows = Release.objects.filter(beside__isnull=False).values_list(
            "beside__change_request__reference", "slug", "name", "beside__description"
        )
    else:
        rows = [
            (row["ref"], slug, name, row["summary"])
            for slug, name, scope in published(permissions, "scope")
            for row in scope["change_requests"]
        ]
    for reference, slug, name, summary in rows:
        beside.setdefault(reference, []).append((slug, name, summary))
    return beside
