"""What the audit trail holds of one section of a release: its states, and the entries that made them."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q

from governance.documents.pictures.churn import as_one
from governance.documents.rid.explaining.history import State
from governance.documents.rid.explaining.leaves import Path
from governance.importer.importing import import_rid
from secrel.core.changes.targets import Target
from secrel.core.models.record import AuditEntry

LONGEST = 400
"""The most entries that are read of one change."""
OF_EVERYBODY = ("glossary", "documents", "calendar", "criteria", "modifications", "change-requests")
"""Kinds of entries that change what a release states without naming its content."""
STATES = """
SELECT position, part FROM (
  SELECT entry.position, content.data -> %s::text AS part,
    lag(content.data -> %s::text) OVER (ORDER BY entry.position) AS before
  FROM core_auditentry entry JOIN governance_content content ON content.digest = entry.composed ->> %s::text
  WHERE entry.composed ? %s::text AND entry.position <= %s
) named WHERE part IS DISTINCT FROM before ORDER BY position
"""


def section_states(slug: str, key: str, upto: int) -> list[State]:
    """The states of one key of a release's content, each from the entry that made it on, up to an entry. One query,
    which sends only the states that differ from the one before."""
    with connection.cursor() as cursor:
        cursor.execute(STATES, [key, key, slug, slug, upto])
        rows = cursor.fetchall()
    return [State(position, {key: _decoded(part)}) for position, part in rows]


def _decoded(part: Any) -> Any:
    found = json.loads(part) if isinstance(part, str) else part
    return {} if found is None else found


@dataclass(frozen=True)
class Made:
    """A change as the audit trail has it: the entry closest to the value, and the outermost one of its operation."""

    entry: AuditEntry
    outermost: AuditEntry

    @property
    def is_import(self) -> bool:
        return self.outermost.action == import_rid.action


def entries_at(positions: Iterable[int]) -> dict[int, list[AuditEntry]]:
    """The entries of the operations whose outermost entries are at these positions, in order. One query."""
    wanted = sorted(set(positions))
    some = Q(position__in=wanted)
    for position in wanted:
        some |= Q(position__range=(position + 1, position + LONGEST), cause__gte=position)
    root: dict[int, int] = {}
    found: dict[int, list[AuditEntry]] = {}
    for entry in AuditEntry.objects.filter(some).order_by("position"):
        of = entry.position if entry.position in wanted else root.get(entry.cause or 0)
        if of is not None:
            root[entry.position] = of
            found.setdefault(of, []).append(entry)
    return found


def closest(entries: list[AuditEntry], path: Path) -> Made:
    """Of the entries of one operation the one that is most about the value. An import is about all of its values."""
    outermost = entries[0]
    if outermost.action == import_rid.action:
        return Made(outermost, outermost)
    keys = {as_one(key) for key in path}
    return Made(max(entries, key=lambda entry: _fit(entry, keys, path)), outermost)


def _fit(entry: AuditEntry, keys: set[str], path: Path) -> int:
    """How much an entry is about a path: its target names the subject or the section, its changes name the field."""
    target = {as_one(part) for part in entry.target.split("/")}
    fields = {name.removesuffix("_on") for name in entry.changes}
    return 4 * len(target & keys) + 2 * (path[-1] in fields) + (path[0] in target)


def import_of(slug: str, number: str) -> AuditEntry | None:
    """The entry of the import of a version."""
    rows = AuditEntry.objects.filter(target=Target.IMPORT(slug), changes__version__1=number)
    return rows.order_by("-position").first()


def version_entry(slug: str, number: str) -> AuditEntry | None:
    """The entry that made a version. For a row of the history without a document: the newest entry about its rows, or
    the import that brought them."""
    became = Q(target__startswith=f"{Target.VERSIONS(slug)}/", changes__became__1=number)
    named = AuditEntry.objects.filter(became | Q(target=Target.VERSION(slug, number)))
    if own := named.order_by("position").first():
        return own
    rows = (
        Q(target=Target.RELEASE_PAGE(slug, "history"))
        | Q(target=Target.IMPORT(slug))
        | Q(target=Target.VERSIONS(slug))
    )
    about = AuditEntry.objects.filter(rows | Q(target=Target.RELEASE(slug)))
    return about.order_by("-position").first()


def newest_of_everybody(after: int) -> AuditEntry | None:
    """The newest entry after a position about what several releases state: acronyms, titles, bank holidays."""
    kinds = Q(target__in=OF_EVERYBODY)
    for kind in OF_EVERYBODY:
        kinds |= Q(target__startswith=f"{kind}/")
    return AuditEntry.objects.filter(kinds, position__gt=after).order_by("-position").first()


def source_in(entry: AuditEntry, value: Any) -> str:
    """The source that a value, or the entry that made it, names."""
    for name in ("source", "proposed_by", "file"):
        if pair := entry.changes.get(name):
            return str(pair[1])
    return source_of(value)


def source_of(value: Any) -> str:
    """The source that a value itself names, such as the assessment that an amount comes from."""
    cost = value.get("cost", value) if isinstance(value, Mapping) else None
    return str(cost.get("source") or "") if isinstance(cost, Mapping) else ""
