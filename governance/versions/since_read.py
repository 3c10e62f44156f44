"""Releases with a newer version of the RID than the one that a person read last."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Concat
from django.urls import reverse

from governance.composing.models import LastRead
from governance.versions.models import RidVersion
from governance.versions.queries.versions import seen_among
from secrel.core.models.people import User


@dataclass(frozen=True)
class ReadBefore:
    """A release, the newest version that the person may see, and the one that they read last, on a day."""

    name: str
    newest: str
    read: str
    on: date
    path: str
    """The address of the comparison of both."""


def changed_since_read(reader: User) -> list[ReadBefore]:
    """The releases, those with the newest version first. One query."""
    read = LastRead.objects.filter(
        reader=reader, subject=Concat(Value("releases/"), OuterRef("release__slug"))
    )
    rows = seen_among(RidVersion.objects.exclude(state="withdrawn"), reader.permissions(), reader)
    rows = rows.annotate(read=Subquery(read.values("version")), read_on=Subquery(read.values("on")))
    rows = rows.filter(read__isnull=False).select_related("release").order_by("major", "minor")
    seen: dict[str, list[Any]] = {}
    for row in rows.only("major", "minor", "dated_on", "release__slug", "release__name"):
        seen.setdefault(row.release.slug, []).append(row)
    found = [
        versions[-1]
        for versions in seen.values()
        if versions[-1].read in [row.number for row in versions[:-1]]
    ]
    found.sort(key=lambda row: (row.dated_on, row.release.name), reverse=True)
    return [
        ReadBefore(
            row.release.name,
            row.number,
            row.read,
            row.read_on,
            f"{reverse('compare-release', args=[row.release.slug])}?{urlencode({'from': row.read})}",
        )
        for row in found
    ]
