"""What is asked of releases."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, QuerySet, When
from django.utils.text import slugify

from modifications.models.impacts import Participant
from modifications.models.modifications import Modification, Part
from modifications.queries import ticks_by_part
from releases.cut_offs import CutOffs
from releases.models.cut_offs import CutOffDefault
from releases.models.impacts import SummaryPoint
from releases.models.releases import Release, Section
from releases.models.scope import ScopeEvent, ScopeItem
from releases.models.testing import GlossaryTerm
from releases.models.timeline import TimelineRow
from releases.workflow import COMING, cut_off_after_go_live
from secrel.core.models.people import User
from secrel.core.people.queries import working_days


def releases() -> QuerySet[Release]:
    return Release.objects.order_by("go_live_on", "slug")


def releases_read_by(user: User) -> dict[str, QuerySet[Release]]:
    """Those that name a person as reader of what they publish Amber (through a body) and Red. Source: DOMAIN 2."""
    return {
        "amber": Release.objects.filter(reading_bodies__key__in=user.bodies()),
        "red": Release.objects.filter(reading_people=user.pk),
    }


def scope_of(release: Release) -> list[ScopeItem]:
    """All items of a scope, those that left it included: by place, then by the modification's number."""
    return list(
        release.scope.select_related("part__modification")
        .prefetch_related("part__modification__solutions")
        .order_by("position", "part__modification__number", "part__modification__suffix", "part_id")
    )


def printed_scope(release: Release) -> list[ScopeItem]:
    """What a document of the release lists: approved items, then targeted ones; rows and columns go so too."""
    items = scope_of(release)
    return [item for status in ("approved", "targeted") for item in items if item.status == status]


def scope_item(slug: str, address: str) -> QuerySet[ScopeItem]:
    """By the modification's reference, or its part's address (SECMP0062-part-2); in scope before what left it."""
    reference, _, name = address.partition("-part-")
    rows = ScopeItem.objects.filter(release__slug=slug, part__modification__reference=reference)
    if name:
        parts = Part.objects.filter(modification__reference=reference)
        rows = rows.filter(part__in=[part.pk for part in parts if slugify(part.name) == name])
    is_out = Case(When(status="out", then=1), default=0)
    return rows.select_related("release", "part__modification").order_by(is_out, "pk")


@dataclass(frozen=True)
class Gap:
    """A tick without text, or text without tick."""

    reference: str
    label: str
    sentence: str


def coverage(release: Release, items: list[ScopeItem]) -> list[Gap]:
    """What the participant matrix ticks and no point tells, and what a point tells and nothing ticks (DOMAIN 9)."""
    ticks = ticks_by_part(item.part for item in items)
    told: dict[str, set[str]] = {}
    points = summary_points(release)
    for point in points:
        for modification in point.modifications.all():
            told.setdefault(modification.reference, set()).add(point.audience)
    names = dict(SummaryPoint.AUDIENCES)
    inside = {item.modification.reference for item in items}
    gaps = [
        Gap(
            point.text[:60],
            "No modification",
            f"The point for {names[point.audience]} names no modification.",
        )
        for point in points
        if not point.modifications.all()
    ]
    for point in points:
        gone = [row.reference for row in point.modifications.all() if row.reference not in inside]
        gaps += [
            Gap(reference, "Not in scope", f"A point for {names[point.audience]} is about it.")
            for reference in gone
        ]
    gaps += [
        Gap(item.modification.reference, "No tick", "No participant is ticked, and nothing says why.")
        for item in items
        if not ticks[item.part_id]
    ]
    for item in items:
        reference, ticked = item.modification.reference, set(ticks[item.part_id])
        told_of = told.get(reference, set())
        for_all = SummaryPoint.ALL_PARTIES in told_of
        silent = [
            key for key in names if key in ticked - told_of and not (for_all and key != Participant.DCC)
        ]
        loose = [key for key in names if key in told_of - ticked - {SummaryPoint.ALL_PARTIES}]
        gaps += [
            Gap(reference, "Tick without text", f"{names[key]} is ticked, and no point says why.")
            for key in silent
        ]
        gaps += [
            Gap(reference, "Text without tick", f"A point for {names[key]} is not ticked.") for key in loose
        ]
    return gaps


def late_cut_offs(release: Release) -> list[ScopeItem]:
    """Items in scope whose cut-off is not before the go-live."""
    items = [item for item in scope_of(release) if item.status != "out"]
    return [item for item in items if cut_off_after_go_live(item.cut_off_on, release.go_live_on)]


def releases_targeting(modifications: Iterable[Modification]) -> dict[str, Release]:
    """Reference to the release that targets or approves it now; those that none does are left out."""
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
    """What entered, changed status and left, newest first: of a release, or of a modification anywhere."""
    of = {"item__release" if isinstance(subject, Release) else "item__part__modification": subject}
    return (
        ScopeEvent.objects.filter(**of)
        .select_related("item__release", "item__part__modification", "body", "other_release")
        .order_by("-on", "-pk")
    )


def section_token(release: Release, key: str) -> int:
    return Section.objects.get(release=release, key=key).token


def glossary_token(terms: dict[str, str]) -> int:
    """The version token of a glossary, which has no row of its own: it changes where the terms do."""
    return zlib.crc32(repr(sorted(terms.items())).encode())


def section_notes(release: Release) -> dict[str, list[str]]:
    """The paragraphs at the end of each section, by its key."""
    return dict(release.sections.values_list("key", "notes"))


def summary_points(release: Release) -> list[SummaryPoint]:
    """Top-level points with their sub-points and modifications, in order."""
    return list(release.summary_points.filter(parent=None).prefetch_related("sub_points", "modifications"))


def expansions() -> dict[str, str]:
    return dict(GlossaryTerm.objects.values_list("acronym", "expansion"))


def awaiting_approval() -> QuerySet[ScopeItem]:
    """Targeted items of releases that are still to come."""
    rows = ScopeItem.objects.filter(status="targeted", release__life__in=COMING)
    return rows.select_related("release", "part__modification")


def cut_offs() -> CutOffs:
    """What decides by when each must be approved."""
    return CutOffs(CutOffDefault.objects.order_by("path", "-from_on"), working_days())
