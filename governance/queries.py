"""What is asked of versions, evidence and flags, and of where a modification stands in releases."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast, Concat

from governance.models import Category, Criterion, EarlierVersion, Evidence, Flag, RidVersion
from modifications.models import ChangeRequest, FormerReference, Modification
from releases.models import Release, ScopeItem
from releases.workflow import SCOPE
from secrel.core.permissions import Permission

# Whoever is not signed in with a role that says more reads what is published and White (DOMAIN 2).
PUBLIC = Q(published_on__isnull=False, snapshot__issue__document__classification="white")


def versions_of(release: Release) -> QuerySet[RidVersion]:
    return release.versions.select_related("release", "meeting__body", "snapshot__job", "became").order_by(
        "-major", "-minor"
    )


def visible_versions(release: Release, permissions: frozenset[Permission]) -> QuerySet[RidVersion]:
    """Those a person may see: published ones for anybody, presented ones for who reads them, drafts for SECAS."""
    rows = versions_of(release)
    if Permission.READ_DRAFTS in permissions:
        return rows
    if Permission.READ_PRESENTED in permissions:
        never_presented = Q(state="superseded", published_on__isnull=True)
        return rows.exclude(state__in=["draft", "withdrawn"]).exclude(never_presented)
    return rows.filter(PUBLIC)


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


def open_flags() -> QuerySet[Flag]:
    return Flag.objects.filter(cleared_on__isnull=True).select_related(
        "item__release", "item__part__modification"
    )


def awaiting_decision() -> QuerySet[RidVersion]:
    return (
        RidVersion.objects.filter(state="presented")
        .select_related("release", "meeting__body", "snapshot__job")
        .order_by("meeting__on")
    )


def _place_of_category() -> Case:
    """General, operational, testing, security: the order of the document."""
    order = [When(category=key, then=place) for place, key in enumerate(Category.values)]
    return Case(*order, output_field=IntegerField())


def criteria_of(release: Release) -> QuerySet[Criterion]:
    """Criteria in document order, each with the number of files submitted for it."""
    return (
        release.criteria.select_related("owner", "reviewer", "release")
        .annotate(files=Count("evidence"), place=_place_of_category())
        .order_by("place", "number")
    )


def evidence_owed_by(bodies: set[str], on: date) -> QuerySet[Criterion]:
    """Criteria of releases not live by the day that the bodies owe and for which nothing was submitted."""
    coming = Q(release__go_live_on__gte=on) | Q(release__go_live_on__isnull=True)
    return (
        Criterion.objects.filter(coming, owner__key__in=bodies, evidence__isnull=True)
        .select_related("release", "owner", "reviewer")
        .order_by("release__go_live_on", "category", "number")
    )


def evidence_for(criterion: Criterion) -> QuerySet[Evidence]:
    return criterion.evidence.select_related("submitted_by", "body", "file")


def with_latest_version(releases: QuerySet[Release]) -> QuerySet[Release]:
    """Releases with the number of their latest published version as `latest` (None: nothing published)."""
    number = Concat(Cast("major", CharField()), Value("."), Cast("minor", CharField()))
    published = RidVersion.objects.filter(PUBLIC, release=OuterRef("pk"))
    latest = published.order_by("-major", "-minor").annotate(text=number)
    return releases.annotate(latest=Subquery(latest.values("text")[:1]))


@dataclass(frozen=True)
class Standing:
    """What a modification, or a part of it, is in a release, as far as one may see."""

    reference: str
    part: str
    status: str
    slug: str
    release: str
    summary: str

    @property
    def state(self) -> Any:
        return SCOPE.states[self.status]


def standings(permissions: frozenset[Permission]) -> list[Standing]:
    """In every release, by go-live: the scopes as they stand for SECAS, as last published for others."""
    if Permission.READ_DRAFTS in permissions:
        items = ScopeItem.objects.select_related("release", "part__modification")
        return [
            Standing(
                *(item.modification.reference, item.part.name, item.status),
                *(item.release.slug, item.release.name, item.summary),
            )
            for item in items.order_by("release__go_live_on", "release__slug", "pk")
        ]
    now = dict(FormerReference.objects.values_list("reference", "modification__reference"))
    return [
        Standing(
            *(now.get(entry["ref"], entry["ref"]), entry["part"] or "", status),
            *(slug, name, entry["summary"]),
        )
        for slug, name, scope in published_scopes()
        for status in ("approved", "targeted")
        for entry in scope[status]
    ]


@dataclass(frozen=True)
class Gone:
    """That a modification was in a published scope, and with which version it was there no more."""

    release: Release
    last: RidVersion
    without: RidVersion


def gone_from(modification: Modification) -> list[Gone]:
    """Releases whose published versions had it in scope once, and whose latest has not."""
    names = [modification.reference, *modification.former.values_list("reference", flat=True)]
    listed = Q()
    for name in names:
        for status in ("approved", "targeted"):
            listed |= Q(**{f"snapshot__content__data__scope__{status}__contains": [{"ref": name}]})
    rows = RidVersion.objects.filter(PUBLIC).annotate(lists_it=Case(When(listed, then=True), default=False))
    held = Exists(rows.filter(release=OuterRef("release"), lists_it=True))
    versions = rows.filter(held).select_related("release").order_by("release__go_live_on", "major", "minor")
    found = []
    for release, group in groupby(versions, key=lambda row: row.release):
        ordered = list(group)
        last = max(place for place, row in enumerate(ordered) if row.lists_it)
        if ordered[last] is not ordered[-1]:
            found.append(Gone(release, ordered[last], ordered[last + 1]))
    return found


def published_scopes() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Slug, name and scope of each release's last published version, by go-live."""
    latest = (
        RidVersion.objects.filter(PUBLIC)
        .order_by("release_id", "-major", "-minor")
        .distinct("release_id")
        .values("pk")
    )
    rows = (
        RidVersion.objects.filter(pk__in=latest)
        .order_by("release__go_live_on", "release__slug")
        .values_list("release__slug", "release__name", KeyTransform("scope", "snapshot__content__data"))
    )
    yield from rows


Beside = dict[str, list[tuple[str, str, str]]]


def visible_change_requests(permissions: frozenset[Permission]) -> tuple[QuerySet[ChangeRequest], Beside]:
    """Change Requests a person may see: for the public those a published document names; and where each stands."""
    beside = change_requests_shown(permissions)
    rows = ChangeRequest.objects.all()
    seen = Permission.READ_DRAFTS in permissions
    return rows if seen else rows.filter(reference__in=beside), beside


def change_requests_shown(permissions: frozenset[Permission]) -> Beside:
    """By reference: slug and name of the releases it is delivered beside, and what their document says of it."""
    beside: Beside = {}
    if Permission.READ_DRAFTS in permissions:
        rows = Release.objects.filter(beside__isnull=False).values_list(
            "beside__change_request__reference", "slug", "name", "beside__description"
        )
    else:
        rows = [
            (row["ref"], slug, name, row["summary"])
            for slug, name, scope in published_scopes()
            for row in scope["change_requests"]
        ]
    for reference, slug, name, summary in rows:
        beside.setdefault(reference, []).append((slug, name, summary))
    return beside
