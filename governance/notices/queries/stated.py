"""What published notices state about a release or a modification, for their pages."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from governance.documents.notice.types import NoticeModification
from governance.notices.models import NoticeVersion
from releases.models.releases import Release

DATA = "snapshot__content__data__"


@dataclass(frozen=True)
class Stated:
    """A notice, the day from which it counts, and what it states: "Part 2: Implemented"; of a release nothing more."""

    slug: str
    title: str
    effective_on: date
    words: str = ""

    @property
    def said(self) -> str:
        return f"As a publication notice states: {self.title}"


def stated_of_release(release: Release, on: date) -> list[Stated]:
    """The notices that say that a release is implemented, in order of their effect. None before its go-live."""
    if release.go_live_on and release.go_live_on > on:
        return []
    return sorted(_stated(release__name=release.name), key=lambda row: row.effective_on)


def with_notices(rows: Iterable[Any]) -> list[Any]:
    """Releases from `as_shown`, each with `notice`: where no go-live is known, the published notice that says that the
    release is implemented, or None. With one, `shown_on` is the day from which it counts. One query, none where each
    release has a go-live.
    """
    releases = list(rows)
    names = [row.name for row in releases if row.shown_on is None]
    versions = _latest().filter(**{f"{DATA}release__name__in": names}) if names else ()
    found = {row.snapshot.content.data["release"]["name"]: _stated_by(row) for row in versions}
    for row in releases:
        row.notice = found.get(row.name) if row.shown_on is None else None
        if row.notice:
            row.shown_on = row.notice.effective_on
    return releases


def stated_of_modification(reference: str) -> list[Stated]:
    """What the notices say of a modification or its parts, in order of their effect. One query."""
    return sorted(
        _stated(reference, modifications__contains=[{"ref": reference}]), key=lambda row: row.effective_on
    )


def _stated(reference: str = "", **conditions: Any) -> Iterator[Stated]:
    rows = _latest().filter(**{f"{DATA}{key}": value for key, value in conditions.items()})
    return (_stated_by(row, reference) for row in rows)


def _latest() -> QuerySet[NoticeVersion]:
    """The latest version of each notice, as corrections count."""
    latest = NoticeVersion.objects.order_by("notice_id", "-number").distinct("notice_id").values("pk")
    return NoticeVersion.objects.filter(pk__in=latest).select_related("notice", "snapshot__content")


def _stated_by(version: NoticeVersion, reference: str = "") -> Stated:
    content = version.snapshot.document.content
    words = "; ".join(_words(one) for one in content.modifications if one.ref == reference)
    return Stated(version.notice.slug, content.title, date.fromisoformat(content.effective_on), words)


def _words(row: NoticeModification) -> str:
    return f"Part {row.part}: {row.status}" if row.part else row.status
