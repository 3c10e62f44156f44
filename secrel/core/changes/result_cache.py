"""Keeping what is computed from the facts for as long as it is true.

Each change of a fact is an operation with its entry in the audit trail. So a result is true until an entry is written
that bears on it, and nothing needs to be told that it is out of date.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Exists, OuterRef, Q, Subquery

from secrel.core.changes.operations import is_running
from secrel.core.changes.record_readers import FIRST_WORD
from secrel.core.models.cached import CachedResult
from secrel.core.models.record import AuditEntry

APPS = ("secrel", "modifications", "releases", "costs", "governance")


@dataclass(frozen=True)
class CachedResults:
    """The data of those results that are true after the entry at `position`; None inside an operation."""

    data: Mapping[str, Any]
    position: int | None

    def store(self, made: Mapping[str, Any]) -> bool:
        """Keep results that were computed after these were read. Results of a newer state are left alone.

        Returns whether one of them is the first under its key.
        """
        is_first = False
        if self.position is None:
            return is_first
        rows = [
            CachedResult(key=key, position=self.position, edition=edition(), data=data)
            for key, data in made.items()
        ]
        for row in rows:
            older = CachedResult.objects.filter(
                Q(position__lte=row.position) | ~Q(edition=row.edition), key=row.key
            )
            if not older.update(position=row.position, edition=row.edition, data=row.data):
                CachedResult.objects.bulk_create([row], ignore_conflicts=True)
                is_first = True
        return is_first


def cached_results(bearing: Mapping[str, Q]) -> CachedResults:
    """The results under some keys, if they are true. `bearing`: the entries that bear on each of them, by the fields of
    `AuditEntry` and by `kind`, the first word of their target.

    Inside an operation no result is true, as its changes have no entry yet.
    """
    if is_running():
        return CachedResults({}, None)
    with connection.cursor() as cursor:
        cursor.execute(*_statement(tuple(bearing.items()), edition()))
        newest = cursor.fetchone()
    position, *found = newest or (0,)
    results = zip(bearing, found, strict=False)
    return CachedResults({key: json.loads(result) for key, result in results if result is not None}, position)


@lru_cache(maxsize=1000)
def _statement(bearing: tuple[tuple[str, Q], ...], edition: str) -> tuple[str, tuple[Any, ...]]:
    """The SQL that reads the results, and its parameters: it takes longer to make than to run."""
    later = AuditEntry.objects.alias(kind=FIRST_WORD).filter(position__gt=OuterRef("position"))
    data = {}
    for number, (key, entries) in enumerate(bearing):
        rows = CachedResult.objects.filter(~Exists(later.filter(entries)), key=key, edition=edition)
        data[f"data_{number}"] = Subquery(rows.values("data"))
    newest = AuditEntry.objects.order_by("-position").annotate(**data).values_list("position", *data)[:1]
    statement: tuple[str, tuple[Any, ...]] = newest.query.sql_with_params()
    return statement


@cache
def edition() -> str:
    """A digest of all that decides a result beside the facts: the code, its libraries, templates and settings."""
    shown = (settings.SITE_URL, settings.DOCUMENT_MARKS, settings.BANK_HOLIDAYS_OF)
    seen = hashlib.sha256(repr(shown).encode())
    code = [path for app in APPS for path in sorted((settings.BASE_DIR / app).rglob("*.py"))]
    shown_in = [
        path for folder in ("templates", "static") for path in sorted((settings.BASE_DIR / folder).rglob("*"))
    ]
    for path in (*code, *shown_in, settings.BASE_DIR / "requirements.lock"):
        if path.is_file():
            seen.update(path.read_bytes())
    return seen.hexdigest()
