"""Versions of RIDs: those a user may see, and their history."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import (
    Case,
    CharField,
    DateField,
    F,
    JSONField,
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
from secrel.core.values.related import Related

VERSIONS: Related[RidVersion] = Related("versions")
EARLIER: Related[EarlierVersion] = Related("earlier_versions", lambda rows: rows.order_by("-major", "-minor"))
CLASS = "snapshot__issue__document__classification"
# A published draft does not replace a version in force.
OF_DRAFT = Q(kind="draft", published_on__isnull=False)
NUMBER = (F("major").desc(), F("minor").desc())
NEWEST = (Case(When(OF_DRAFT, then=1), default=0), *NUMBER)
Reader = User | AnonymousUser | None
INSIDERS = frozenset(
    {
        Permission.READ_DRAFTS,
        Permission.READ_PRESENTED,
        Permission.RECORD_MEETINGS,
        Permission.SUBMIT_EVIDENCE,
        Permission.READ_RECORD,
    }
)
"""People with a role in releases: they find those that are private until first published."""


def published_to(permissions: frozenset[Permission]) -> Q:
    """Versions published in a class that these permissions may read: White, and Green for Parties and bodies."""
    classes = ["white", "green"] if Permission.READ_GREEN in permissions else ["white"]
    return Q(published_on__isnull=False, **{f"{CLASS}__in": classes})


def named_to(reader: Reader) -> Q:
    """Versions published as Amber or Red, for readers named by the release."""
    if reader is None or not reader.is_authenticated:
        return Q(pk__in=[])
    named = releases_read_by(reader)
    amber, red = (Q(release__in=named[name], **{CLASS: name}) for name in ("amber", "red"))
    return Q(published_on__isnull=False) & (amber | red)


def published_to_reader(permissions: frozenset[Permission], reader: Reader = None) -> Q:
    """Versions published to a person: by class, and by name."""
    return published_to(permissions) | named_to(reader)


def versions_of(release: Release) -> QuerySet[RidVersion]:
    return release.versions.select_related(
        "release", "meeting__body", "snapshot__job", "became__release"
    ).order_by("-major", "-minor")


def visible_versions(
    release: Release, permissions: frozenset[Permission], reader: Reader = None
) -> QuerySet[RidVersion]:
    """The versions of a release that a user may see."""
    return seen_among(versions_of(release), permissions, reader)


def seen_among(
    rows: QuerySet[RidVersion], permissions: frozenset[Permission], reader: Reader = None
) -> QuerySet[RidVersion]:
    """Those versions a user may see: published ones by class, those presented or issued for comment to their bodies;
    all for SECAS."""
    if Permission.READ_DRAFTS in permissions:
        return rows
    open_to = published_to(permissions) | named_to(reader)
    bodies = reader.bodies() if reader is not None and reader.is_authenticated else set()
    if Permission.READ_PRESENTED in permissions:
        never_presented = Q(state="superseded", published_on__isnull=True)
        presented = ~Q(state__in=["draft", "comment", "withdrawn"]) & ~never_presented
        unguarded = Q(**{f"{CLASS}__in": ["white", "green"]}) | Q(meeting__body__key__in=bodies)
        open_to |= presented & unguarded
    return rows.filter(open_to | open_for_comment(permissions, bodies))


def version_shown(
    release: Release, permissions: frozenset[Permission], reader: Reader = None
) -> RidVersion | None:
    """The version from which a user sees the release: presented to them, else in force, else a published draft."""
    rows = visible_versions(release, permissions, reader).select_related("snapshot__content")
    if Permission.READ_PRESENTED not in permissions:
        return rows.order_by(*NEWEST).first()
    last = Case(When(OF_DRAFT & ~Q(state="presented"), then=1), default=0)
    return rows.order_by(last, *NUMBER).first()


def open_for_comment(permissions: frozenset[Permission], bodies: set[str]) -> Q:
    """Versions issued for comment to one of the bodies; the DCC comments on every draft (the field's rule)."""
    if Permission.COMMENT not in permissions:
        return Q(pk__in=[])
    issued = Q(state="comment")
    return issued if "dcc" in bodies else issued & Q(pk__in=Subquery(_issued_to(bodies)))


def parts_open_for_comment(reader: User, on: date, *parts: str) -> list[tuple[Any, ...]]:
    """The newest version of each release that is open on a day for comments from a body of the reader, with parts of
    its content.
    """
    rows = RidVersion.objects.filter(open_for_comment(reader.permissions(), reader.bodies()))
    rows = rows.filter(comment_until__gte=on).select_related("release")
    rows = rows.order_by("release_id", *NUMBER).distinct("release_id")
    named = {f"of_{part}": KeyTransform(part, "snapshot__content__data") for part in parts}
    return [(row, *(getattr(row, name) for name in named)) for row in rows.annotate(**named)]


def _issued_to(bodies: set[str]) -> QuerySet:
    return RidVersion.comment_bodies.through.objects.filter(body__key__in=bodies).values("ridversion_id")


def may_comment(version: RidVersion, bodies: set[str]) -> str | None:
    """The one of these bodies on whose behalf to comment on a version; None if none of them was asked."""
    if version.state == "presented":
        invited = {version.meeting.body.key}
    else:
        invited = {"dcc", *(body.key for body in version.comment_bodies.all())}
    return min(invited & bodies, key=lambda key: (key == "parties", key), default=None)


def latest_downloadable(
    release: Release, permissions: frozenset[Permission], reader: Reader = None
) -> RidVersion | None:
    """The newest published version with a PDF that a user may read; versions in force before drafts."""
    rows = versions_of(release).filter(
        published_to(permissions) | named_to(reader), snapshot__job__state="done"
    )
    return rows.order_by(*NEWEST).first()


def versions_and_earlier(release: Release) -> list[tuple[tuple[int, int], str]]:
    """Numbers and kinds of all versions, including those from before the release was entered here."""
    rows = all_versions(release)
    return [((row.major, row.minor), row.kind) for row in rows]


def all_versions(release: Release) -> list[RidVersion | EarlierVersion]:
    """All versions, and the history rows whose documents are not stored here."""
    stored = VERSIONS.of(release)
    return [*stored, *earlier_versions(release, {(row.major, row.minor) for row in stored})]


def earlier_versions(release: Release, stored: set[tuple[int, int]] | None = None) -> list[EarlierVersion]:
    """History rows whose documents are not stored here. `stored`: numbers of those that are, if they are known."""
    if stored is None:
        stored = set(RidVersion.objects.filter(release=release).values_list("major", "minor"))
    return [row for row in EARLIER.of(release) if (row.major, row.minor) not in stored]


def history_of(
    release: Release, upto: tuple[int, int], versions: list[RidVersion | EarlierVersion] | None = None
) -> tuple[HistoryRow, ...]:
    """The document history below a number, without withdrawn versions. `versions`: all of them, if they are read."""
    rows = all_versions(release) if versions is None else versions
    rows = [row for row in rows if getattr(row, "state", "") != "withdrawn" and (row.major, row.minor) < upto]
    rows = sorted(rows, key=lambda row: (row.major, row.minor))
    return tuple(
        HistoryRow(version=row.number, date=row.dated_on.isoformat(), changes=row.changes) for row in rows
    )


def as_shown(releases: QuerySet[Release], permissions: frozenset[Permission]) -> QuerySet[Release]:
    """Annotate releases with `latest`, the number of the last published version (or None), `shown_on`, the go-live,
    `latest_on`, the day of that version, and `published_window`, the window permitted for it, as data: the current plan
    for SECAS (whose `latest_on` and `published_window` are None), the last published one for others. Without those that
    are private to the reader."""
    if not INSIDERS & permissions:
        releases = releases.filter(private_until_published=False)
    number = Concat(Cast("major", CharField()), Value("."), Cast("minor", CharField()))
    readable = RidVersion.objects.filter(published_to(permissions), release=OuterRef("pk"))
    latest = readable.order_by(*NEWEST)
    stated = KeyTextTransform("go_live", KeyTransform("release", "snapshot__content__data"))
    rows = releases.annotate(latest=Subquery(latest.annotate(text=number).values("text")[:1]))
    if Permission.READ_DRAFTS in permissions:
        return rows.annotate(
            shown_on=F("go_live_on"),
            published_window=Value(None, JSONField()),
            latest_on=Value(None, DateField()),
        )
    published_on = Subquery(latest.annotate(go_live=Cast(stated, DateField())).values("go_live")[:1])
    window = KeyTransform("go_live_window", KeyTransform("release", "snapshot__content__data"))
    return rows.annotate(
        latest_on=Subquery(latest.values("dated_on")[:1]),
        published_window=Subquery(latest.annotate(window=window).values("window")[:1]),
        shown_on=Case(When(latest__isnull=False, then=published_on), default=F("go_live_on")),
    )


COLUMNS = ("release_id", "dated_on", "major", "minor")


def published(
    permissions: frozenset[Permission],
    *parts: str,
    reader: Reader = None,
    of: Iterable[Release] | None = None,
) -> list[tuple[Any, ...]]:
    """Slug, name and parts of the content of the last version published to a user, for each release that has one;
    a part may also be a column of the version (COLUMNS). With `of`, only of these releases.
    """
    narrowed = Q() if of is None else Q(release__in=of)
    latest = (
        RidVersion.objects.filter(published_to(permissions) | named_to(reader), narrowed)
        .order_by("release_id", *NEWEST)
        .distinct("release_id")
        .values("pk")
    )
    values = [part if part in COLUMNS else KeyTransform(part, "snapshot__content__data") for part in parts]
    rows = RidVersion.objects.filter(pk__in=latest).order_by("release__go_live_on", "release__slug")
    return list(rows.values_list("release__slug", "release__name", *values))
