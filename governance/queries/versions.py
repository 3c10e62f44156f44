"""Versions of RIDs: those one may see, their history, what waits for a decision."""

from collections.abc import Collection
from typing import Any

from django.db.models import Case, CharField, DateField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Concat

from governance.models import EarlierVersion, RidVersion
from releases.models import Release
from secrel.core.permissions import Permission

# Whoever is not signed in with a role that says more reads what is published and White (DOMAIN 2).
PUBLIC = Q(published_on__isnull=False, snapshot__issue__document__classification="white")


def versions_of(release: Release) -> QuerySet[RidVersion]:
    return release.versions.select_related("release", "meeting__body", "snapshot__job", "became").order_by(
        "-major", "-minor"
    )


def visible_versions(
    release: Release, permissions: frozenset[Permission], bodies: Collection[str] = ()
) -> QuerySet[RidVersion]:
    """Those a person may see: published ones for anybody, presented ones for who reads them, those issued for
    comment for the `bodies` asked, drafts for SECAS."""
    rows = versions_of(release)
    if Permission.READ_DRAFTS in permissions:
        return rows
    if Permission.READ_PRESENTED in permissions:
        never_presented = Q(state="superseded", published_on__isnull=True)
        presented = ~Q(state__in=["draft", "comment", "withdrawn"]) & ~never_presented
        return rows.filter(presented | _asked(permissions, bodies))
    return rows.filter(PUBLIC | _asked(permissions, bodies))


def _asked(permissions: frozenset[Permission], bodies: Collection[str]) -> Q:
    """What was issued for comment to one of the bodies; the DCC comments on every draft (DOMAIN 2)."""
    if Permission.COMMENT not in permissions:
        return Q(pk__in=[])
    was = Q(state="comment")
    return was if "dcc" in bodies else was & Q(pk__in=Subquery(_put_to(bodies)))


def _put_to(bodies: Collection[str]) -> QuerySet:
    return RidVersion.comment_bodies.through.objects.filter(body__key__in=bodies).values("ridversion_id")


def may_comment(version: RidVersion, bodies: set[str]) -> str | None:
    """The body for which one of these bodies comments on a version: one that was asked; None: none was."""
    if version.state == "presented":
        asked = {version.meeting.body.key}
    else:
        asked = {"dcc", *version.comment_bodies.values_list("key", flat=True)}
    return min(asked & bodies, default=None)


def latest_downloadable(release: Release) -> RidVersion | None:
    """The newest published version whose PDF is there."""
    return versions_of(release).filter(PUBLIC, snapshot__job__state="done").first()


def versions_and_earlier(release: Release) -> list[tuple[tuple[int, int], str]]:
    """Numbers and kinds of all versions, those from before this system included."""
    rows = [*RidVersion.objects.filter(release=release), *earlier_versions(release)]
    return [((row.major, row.minor), row.kind) for row in rows]


def earlier_versions(release: Release) -> list[EarlierVersion]:
    """Rows of the history whose documents are not held here; one that came in since is a version."""
    held = set(RidVersion.objects.filter(release=release).values_list("major", "minor"))
    rows = EarlierVersion.objects.filter(release=release).order_by("-major", "-minor")
    return [row for row in rows if (row.major, row.minor) not in held]


def history_of(release: Release, upto: tuple[int, int]) -> list[dict[str, str]]:
    """The rows of the document history below a number; withdrawn versions are no part of it."""
    rows = [
        *earlier_versions(release),
        *RidVersion.objects.filter(release=release).exclude(state="withdrawn"),
    ]
    rows = sorted(
        (row for row in rows if (row.major, row.minor) < upto), key=lambda row: (row.major, row.minor)
    )
    return [{"version": row.number, "date": row.dated_on.isoformat(), "changes": row.changes} for row in rows]


def as_shown(releases: QuerySet[Release], permissions: frozenset[Permission]) -> QuerySet[Release]:
    """Releases with `latest`, the number of their last published version (None: nothing published), and
    `shown_on`, their go-live: as planned by now for SECAS, as last published for others."""
    number = Concat(Cast("major", CharField()), Value("."), Cast("minor", CharField()))
    latest = RidVersion.objects.filter(PUBLIC, release=OuterRef("pk")).order_by("-major", "-minor")
    stated = KeyTextTransform("go_live", KeyTransform("release", "snapshot__content__data"))
    rows = releases.annotate(latest=Subquery(latest.annotate(text=number).values("text")[:1]))
    if Permission.READ_DRAFTS in permissions:
        return rows.annotate(shown_on=F("go_live_on"))
    said = Subquery(latest.annotate(said=Cast(stated, DateField())).values("said")[:1])
    return rows.annotate(shown_on=Case(When(latest__isnull=False, then=said), default=F("go_live_on")))


def published(*parts: str) -> list[tuple[Any, ...]]:
    """Slug and name of each release with a published version, and parts of the content of its last one."""
    latest = (
        RidVersion.objects.filter(PUBLIC)
        .order_by("release_id", "-major", "-minor")
        .distinct("release_id")
        .values("pk")
    )
    said = [KeyTransform(part, "snapshot__content__data") for part in parts]
    rows = RidVersion.objects.filter(pk__in=latest).order_by("release__go_live_on", "release__slug")
    return list(rows.values_list("release__slug", "release__name", *said))
