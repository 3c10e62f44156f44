"""Queries on releases."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, QuerySet, When
from django.db.models.functions import Coalesce
from django.utils.text import slugify

from modifications.models.documents import SecDocument
from modifications.models.impacts import Participant
from modifications.models.modifications import Modification, Part
from modifications.queries import documents_of
from releases.cut_offs import CutOffs
from releases.models.cut_offs import CutOffDefault
from releases.models.impacts import SummaryPoint
from releases.models.releases import Release, Section
from releases.models.scope import ReleaseChangeRequest, ScopeEvent, ScopeItem
from releases.models.sources import DocumentSource
from releases.models.testing import GlossaryTerm
from releases.models.timeline import TimelineRow
from releases.workflow import COMING, cut_off_after_go_live
from secrel.core.changes.read_once import read_once
from secrel.core.models.people import User
from secrel.core.people.queries import working_days
from secrel.core.values.compiled import compiled
from secrel.core.values.related import Related


def releases() -> QuerySet[Release]:
    return Release.objects.order_by("go_live_on", "slug")


SCOPE: Related[ScopeItem] = Related(
    "scope",
    lambda rows: rows.select_related("part__modification").order_by(
        "position", "part__modification__number", "part__modification__suffix", "part_id"
    ),
)
BESIDE: Related[ReleaseChangeRequest] = Related("beside", lambda rows: rows.select_related("change_request"))
SECTIONS: Related[Section] = Related("sections")
POINTS: Related[SummaryPoint] = Related(
    "summary_points",
    lambda rows: rows.filter(parent=None).prefetch_related("sub_points", "modifications"),
)
SOURCES: Related[DocumentSource] = Related(
    "document_sources",
    lambda rows: rows.select_related("document").prefetch_related("document__titles"),
)
BY_DAY = Coalesce(F("go_live_on"), F("sources_until"))
"""The go-live; of a release without one whose sources ended, the day of that."""
NEWEST_FIRST = (BY_DAY.desc(nulls_first=True), "-slug")


def releases_read_by(user: User) -> dict[str, QuerySet[Release]]:
    """Releases whose Amber documents (through a body) and Red documents a person is named to read."""
    return {
        "amber": Release.objects.filter(reading_bodies__key__in=user.bodies()),
        "red": Release.objects.filter(reading_people=user.pk),
    }


def scope_of(release: Release) -> list[ScopeItem]:
    """All items of a scope, including those that left, by position, then by the modification's number."""
    return SCOPE.of(release)


def printed_scope(release: Release) -> list[ScopeItem]:
    """The items that a document lists, in its order: approved ones, then targeted ones."""
    return printed(scope_of(release))


def printed(items: Iterable[ScopeItem]) -> list[ScopeItem]:
    """Those of a scope that a document lists, in its order."""
    rows = list(items)
    return [item for status in ("approved", "targeted") for item in rows if item.status == status]


def in_scope_by_modification(keys: Iterable[int]) -> dict[int, list[ScopeItem]]:
    """The targeted and approved items, in any release, by primary key of their modification."""
    rows = ScopeItem.objects.filter(part__modification__in=list(keys), status__in=("targeted", "approved"))
    found: dict[int, list[ScopeItem]] = {}
    for item in rows.select_related("release", "part__modification"):
        found.setdefault(item.part.modification_id, []).append(item)
    return found


def scope_item(slug: str, address: str) -> QuerySet[ScopeItem]:
    """By the modification's reference or the part's address (SECMP0062-part-2); those still in scope first."""
    reference, _, name = address.partition("-part-")
    rows = ScopeItem.objects.filter(release__slug=slug, part__modification__reference=reference)
    if name:
        parts = Part.objects.filter(modification__reference=reference)
        rows = rows.filter(part__in=[part.pk for part in parts if slugify(part.name) == name])
    is_out = Case(When(status="out", then=1), default=0)
    return rows.select_related("release", "part__modification").order_by(is_out, "pk")


@dataclass(frozen=True)
class DocumentChanges:
    """A SEC document of a release: its title, primary keys of the parts that change it, and other sources."""

    document: SecDocument
    title: str
    parts: set[int]
    sources: list[DocumentSource]


def changed_documents(release: Release, items: Iterable[ScopeItem]) -> list[DocumentChanges]:
    """The SEC documents that the items or other sources change, in the SEC's order, with titles at the go-live."""
    on = release.go_live_on or date.max
    rows = {
        document: DocumentChanges(document, title, parts, [])
        for document, title, parts in documents_of((item.part for item in items), on)
    }
    for source in SOURCES.of(release):
        document = source.document
        row = rows.setdefault(document, DocumentChanges(document, document.title_on(on), set(), []))
        row.sources.append(source)
    return sorted(rows.values(), key=lambda row: (row.document.order, row.document.pk))


@dataclass(frozen=True)
class Gap:
    """A mismatch between the participant matrix and the impact summary."""

    reference: str
    label: str
    sentence: str


@dataclass(frozen=True)
class Affecting:
    """A modification in scope, and the keys of the participants that are ticked for any part of it."""

    reference: str
    title: str
    audiences: list[str]


Ticks = Mapping[int, list[str]]
"""The ticked participants by primary key of each part."""


def affecting(items: list[ScopeItem], ticks: Ticks) -> list[Affecting]:
    """The modifications in scope, each once, in the order of the scope."""
    found: dict[str, Affecting] = {}
    for item in items:
        modification = item.modification
        row = found.setdefault(
            modification.reference, Affecting(modification.reference, modification.title, [])
        )
        row.audiences.extend(key for key in ticks[item.part_id] if key not in row.audiences)
    return list(found.values())


def coverage(items: list[ScopeItem], points: list[SummaryPoint], ticks: Ticks) -> list[Gap]:
    """Ticks of the participant matrix without a summary point, and (top-level) points without a tick."""
    audiences: dict[str, set[str]] = {}
    for point in points:
        for modification in point.modifications.all():
            audiences.setdefault(modification.reference, set()).add(point.audience)
    names = dict(SummaryPoint.AUDIENCES)
    in_scope = {item.modification.reference for item in items}
    gaps = [
        Gap(
            point.text[:60],
            "No modification",
            f"The point for {names[point.audience]} does not name a modification.",
        )
        for point in points
        if not point.modifications.all()
    ]
    for point in points:
        left = [row.reference for row in point.modifications.all() if row.reference not in in_scope]
        gaps += [
            Gap(reference, "Not in scope", f"A point for {names[point.audience]} mentions it.")
            for reference in left
        ]
    gaps += [
        Gap(item.modification.reference, "No tick", "No participant is ticked, and no reason is given.")
        for item in items
        if not ticks[item.part_id]
    ]
    for item in items:
        reference, ticked = item.modification.reference, set(ticks[item.part_id])
        addressed = audiences.get(reference, set())
        for_all = SummaryPoint.ALL_PARTIES in addressed
        without_text = [
            key for key in names if key in ticked - addressed and not (for_all and key != Participant.DCC)
        ]
        without_tick = [key for key in names if key in addressed - ticked - {SummaryPoint.ALL_PARTIES}]
        gaps += [
            Gap(reference, "Tick without text", f"{names[key]} is ticked, but no point explains it.")
            for key in without_text
        ]
        gaps += [
            Gap(reference, "Text without tick", f"There is a point for {names[key]}, but it is not ticked.")
            for key in without_tick
        ]
    return gaps


def late_cut_offs(release: Release) -> list[ScopeItem]:
    """Items in scope whose own cut-off is not before the go-live."""
    items = [item for item in scope_of(release) if item.status != "out"]
    return [item for item in items if cut_off_after_go_live(item.cut_off_on, release.go_live_on)]


def releases_targeting(modifications: Iterable[Modification]) -> dict[str, Release]:
    """By reference, the release that targets or has approved each modification; others are left out."""
    items = ScopeItem.objects.filter(
        part__modification__in=list(modifications), status__in=("targeted", "approved")
    )
    return {
        item.modification.reference: item.release
        for item in items.select_related("release", "part__modification")
    }


def timeline_row(slug: str, key: str) -> QuerySet[TimelineRow]:
    return TimelineRow.objects.filter(release__slug=slug, key=key).select_related("release")


def ledger_of(subject: Release | Modification) -> QuerySet[ScopeEvent]:
    """The scope ledger of a release, or of a modification in all releases, newest first."""
    of = {"item__release" if isinstance(subject, Release) else "item__part__modification": subject}
    return (
        ScopeEvent.objects.filter(**of)
        .select_related("item__release", "item__part__modification", "body", "other_release")
        .only(*_LEDGER)
        .order_by("-on", "-pk")
    )


_LEDGER = (
    *(
        "on",
        "day_recorded",
        "move",
        "ground",
        "reason",
        "body__key",
        "body__short_name",
        "other_release__slug",
    ),
    *("other_release__name", "item__release__slug", "item__release__name", "item__part__name"),
    *("item__status", "item__part__modification__reference"),
)
"""What is shown of the ledger: a row of it is in six tables with a hundred columns."""


def section_token(release: Release, key: str) -> int:
    """The version token of a section."""
    [section] = _sections(release.pk, key)
    return section.token


@compiled
def _sections(release: int, key: str) -> QuerySet[Section]:
    return Section.objects.filter(release=release, key=key).only("token")


def glossary_token(terms: dict[str, str]) -> int:
    """The version token of a glossary, which has no row of its own: a checksum of its terms."""
    return zlib.crc32(repr(sorted(terms.items())).encode())


def section_notes(release: Release) -> dict[str, list[str]]:
    """The paragraphs at the end of each section, by its key."""
    return {row.key: row.notes for row in SECTIONS.of(release)}


def summary_points(release: Release) -> list[SummaryPoint]:
    """Top-level points with their sub-points and modifications, in order."""
    return POINTS.of(release)


@read_once
def expansions() -> dict[str, str]:
    return dict(GlossaryTerm.objects.values_list("acronym", "expansion"))


def awaiting_approval() -> QuerySet[ScopeItem]:
    """Targeted items of releases that are still to come."""
    rows = ScopeItem.objects.filter(status="targeted", release__life__in=COMING)
    return rows.select_related("release", "part__modification")


def cut_offs() -> CutOffs:
    """The cut-offs in force: own ones, or the default of the path."""
    return CutOffs(_default_cut_offs(), working_days())


@compiled
def _default_cut_offs() -> QuerySet[CutOffDefault]:
    return CutOffDefault.objects.order_by("path", "-from_on")
