"""What the page of the register and its API share: the filters that a reader has, and the rows that fit."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

from governance.register.forms.register import NO_TARGET, RegisterFilter
from governance.register.queries.impacts import affected_by, changed_by, visible_documents
from governance.register.queries.scope_statuses import ScopeStatus, scope_statuses
from governance.versions.queries.found import releases_found_by
from modifications.models.modifications import Modification
from modifications.queries import narrowed, register
from modifications.workflow import ENDED
from releases.models.releases import Release
from releases.queries import releases
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.models.people import User
from secrel.core.people.queries import holders_of
from secrel.core.search.reading import ALL

OF_REGISTER = ("stage", "path", "systems", "analyst")


def offered(*, internal: bool = True, found: QuerySet[Release] | None = None) -> dict[str, Any]:
    """The analysts, for SECAS, and the releases that are found (None: all), the newest first."""
    analysts = holders_of(Permission.EDIT_RELEASES, on=today()) if internal else None
    return {"analysts": analysts, "releases": list((releases() if found is None else found).reverse())}


def register_filter(
    kind: type[RegisterFilter],
    query: Mapping[str, Any],
    permissions: frozenset[Permission],
    reader: User | None,
    *,
    is_shown: bool = True,
) -> tuple[RegisterFilter, dict[str, Any]]:
    """The filters with what this reader may choose, and what is offered: nothing if nobody is shown the form."""
    found, internal = releases_found_by(permissions, reader), Permission.READ_DRAFTS in permissions
    if is_shown:
        lists = offered(internal=internal, found=found)
    else:
        analysts = holders_of(Permission.EDIT_RELEASES, on=today()) if query.get("analyst") else []
        lists = {"analysts": analysts if internal else None, "releases": []}
    form = kind(query, **lists)
    form.fields["release"].queryset = found
    if is_shown or query.get("document"):
        form.fields["document"].queryset = visible_documents(permissions).prefetch_related(None)
    return form, lists


def fitting(
    chosen: Mapping[str, Any],
    permissions: frozenset[Permission],
    statuses: Iterable[ScopeStatus] | None = None,
    *,
    sort: str = "",
) -> QuerySet[Modification]:
    """The rows of the register that fit. `statuses`: in the scope of releases, if they are read."""
    internal = Permission.READ_DRAFTS in permissions
    rows = register(chosen.get("q", ALL), with_solutions=internal, sort=sort)
    rows = narrowed(rows, **{name: chosen[name] for name in OF_REGISTER if name in chosen})
    if any(name in chosen for name in ("release", "status")):
        statuses = scope_statuses(permissions) if statuses is None else statuses
        if chosen.get("status") == NO_TARGET:
            settled = {row.reference for row in statuses if row.status in ("targeted", "approved")}
            rows = rows.exclude(reference__in=settled).exclude(stage__in=ENDED)
        else:
            rows = rows.filter(reference__in={row.reference for row in statuses if _fits(row, chosen)})
    if "participant" in chosen:
        rows = rows.filter(reference__in=affected_by(permissions).get(chosen["participant"], ()))
    if "document" in chosen:
        rows = rows.filter(reference__in=changed_by(permissions).get(chosen["document"].designation, ()))
    return rows


def _fits(row: ScopeStatus, chosen: Mapping[str, Any]) -> bool:
    release, status = chosen.get("release"), chosen.get("status")
    return (not release or row.slug == release.slug) and (not status or row.status == status)
