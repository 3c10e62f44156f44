"""Versions of RIDs: those one may see, their history, what waits for a decision."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    Case,
    CharField,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Concat

from governance.documents.rid.types.rid import HistoryRow
from governance.versions.models import EarlierVersion, RidVersion
from releases.models.releases import Release
from releases.queries import releases_read_by
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User

CLASS = "snapshot__issue__document__classification"
# A published draft is no later word than what is in force.
OF_DRAFT = Q(kind="draft", published_on__isnull=False)
NUMBER = (F("major").desc(), F("minor").desc())
NEWEST = (Case(When(OF_DRAFT, then=1), default=0), *NUMBER)
Reader = User | AnonymousUser | None


def published_to(permissions: frozenset[Permission]) -> Q:
    """What is published in a class that whoever holds these permissions reads: White; Green for who belongs to a
    Party or a body (DOMAIN 2)."""
    classes = ["white", "green"] if Permission.READ_GREEN in permissions else ["white"]
    return Q(published_on__isnull=False, **{f"{CLASS}__in": classes})


def _named(reader: Reader) -> Q:
    """What is published Amber or Red, for a member of a body or a person that the release names as readers."""
    if reader is None or not reader.is_authenticated:
        return Q(pk__in=[])
    named = releases_read_by(reader)
    amber, red = (Q(release__in=named[name], **{CLASS: name}) for name in ("amber", "red"))
    return Q(published_on__isnull=False) & (amber | red)


def versions_of(release: Release) -> QuerySet[RidVersion]:
    return release.versions.select_related("release", "meeting__body", "snapshot__job", "became").order_by(
        "-major", "-minor"
    )


def visible_versions(
    release: Release, permissions: frozenset[Permission], reader: Reader = None
) -> QuerySet[RidVersion]:
    """Those a person may see: published ones by their class, those put to a body of theirs (presented, or issued for
    comment), drafts for SECAS."""
    rows = versions_of(release)
    if Permission.READ_DRAFTS in permissions:
        return rows
    open_to = published_to(permissions) | _named(reader)
    bodies = reader.bodies() if reader is not None and reader.is_authenticated else set()
    if Permission.READ_PRESENTED in permissions:
        never_presented = Q(state="superseded", published_on__isnull=True)
        presented = ~Q(state__in=["draft", "comment", "withdrawn"]) & ~never_presented
        unguarded = Q(**{f"{CLASS}__in": ["white", "green"]}) | Q(meeting__body__key__in=bodies)
        open_to |= presented & unguarded
    return rows.filter(open_to | _asked(permissions, bodies))


def version_shown(
    release: Release, permissions: frozenset[Permission], reader: Reader = None
) -> RidVersion | None:
    """The version from which a person sees the release: what is put to them, else what is in force, else a draft
    that is published."""
    rows = visible_versions(release, permissions, reader).select_related("snapshot__content")
    if Permission.READ_PRESENTED not in permissions:
        return rows.order_by(*NEWEST).first()
    last = Case(When(OF_DRAFT & ~Q(state="presented"), then=1), default=0)
    return rows.order_by(last, *NUMBER).first()


def _asked(permissions: frozenset[Permission], bodies: set[str]) -> Q:
    """What was issued for comment to one of the bodies; the DCC comments on every draft (DOMAIN 2)."""
    if Permission.COMMENT not in permissions:
        return Q(pk__in=[])
    was = Q(state="comment")
    return was if "dcc" in bodies else was & Q(pk__in=Subquery(_put_to(bodies)))


def _put_to(bodies: set[str]) -> QuerySet:
    return RidVersion.comment_bodies.through.objects.filter(body__key__in=bodies).values("ridversion_id")


def may_comment(version: RidVersion, bodies: set[str]) -> str | None:
    """The body for which one of these bodies comments on a version: one that was asked; None: none was."""
    if version.state == "presented":
        asked = {version.meeting.body.key}
    else:
        asked = {"dcc", *(body.key for body in version.comment_bodies.all())}
    return min(asked & bodies, key=lambda key: (key == "parties", key), default=None)


def latest_downloadable(
    release: Release, permissions: frozenset[Permission], reader: Reader = None
) -> RidVersion | None:
    """The newest published version that a person may read and whose PDF is there; one in force before a draft."""
    rows = versions_of(release).filter(
        published_to(permissions) | _named(reader), snapshot__job__state="done"
    )
    return rows.order_by(*NEWEST).first()


def versions_and_earlier(release: Release) -> list[tuple[tuple[int, int], str]]:
    """Numbers and kinds of all versions, those from before this system included."""
    rows = [*RidVersion.objects.filter(release=release), *earlier_versions(release)]
    return [((row.major, row.minor), row.kind) for row in rows]


def earlier_versions(release: Release) -> list[EarlierVersion]:
    """Rows of the history whose documents are not held here; one that came in since is a version."""
    held = set(RidVersion.objects.filter(release=release).values_list("major", "minor"))
    rows = EarlierVersion.objects.filter(release=release).order_by("-major", "-minor")
    return [row for row in rows if (row.major, row.minor) not in held]


def history_of(release: Release, upto: tuple[int, int]) -> tuple[HistoryRow, ...]:
    """The rows of the document history below a number; withdrawn versions are no part of it."""
    rows = [
        *earlier_versions(release),
        *RidVersion.objects.filter(release=release).exclude(state="withdrawn"),
    ]
    rows = sorted(
        (row for row in rows if (row.major, row.minor) < upto), key=lambda row: (row.major, row.minor)
    )
    return tuple(
        HistoryRow(version=row.number, date=row.dated_on.isoformat(), changes=row.changes) for row in rows
    )


def as_shown(releases: QuerySet[Release], permissions: frozenset[Permission]) -> QuerySet[Release]:
    """Releases with `latest`, the number of their last published version (None: nothing published), and
    `shown_on`, their go-live: as planned by now for SECAS, as last published for others."""
    number = Concat(Cast("major", CharField()), Value("."), Cast("minor", CharField()))
    readable = RidVersion.objects.filter(published_to(permissions), release=OuterRef("pk"))
    latest = readable.order_by(*NEWEST)
    stated = KeyTextTransform("go_live", KeyTransform("release", "snapshot__content__data"))
    rows = releases.annotate(latest=Subquery(latest.annotate(text=number).values("text")[:1]))
    if Permission.READ_DRAFTS in permissions:
        return rows.annotate(shown_on=F("go_live_on"))
    said = Subquery(latest.annotate(said=Cast(stated, DateField())).values("said")[:1])
    return rows.annotate(shown_on=Case(When(latest__isnull=False, then=said), default=F("go_live_on")))


def published(
    permissions: frozenset[Permission], *parts: str, reader: Reader = None
) -> list[tuple[Any, ...]]:
    """Slug and name of each release with a version published to a person, and parts of the content of its last
    one; for a reader also what its release names them for."""
    latest = (
        RidVersion.objects.filter(published_to(permissions) | _named(reader))
        .order_by("release_id", *NEWEST)
        .distinct("release_id")
        .values("pk")
    )
    said = [KeyTransform(part, "snapshot__content__data") for part in parts]
    rows = RidVersion.objects.filter(pk__in=latest).order_by("release__go_live_on", "release__slug")
    return list(rows.values_list("release__slug", "release__name", *said))
