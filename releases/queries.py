"""What is asked of releases."""

from django.db.models import QuerySet

from modifications.models import Modification
from releases.models import GlossaryTerm, Release, ScopeEvent, ScopeItem, Section, SummaryPoint, TimelineRow


def releases() -> QuerySet[Release]:
    return Release.objects.order_by("go_live_on", "slug")


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


def scope_item(slug: str, reference: str) -> QuerySet[ScopeItem]:
    return ScopeItem.objects.filter(
        release__slug=slug, part__modification__reference=reference
    ).select_related("release", "part__modification")


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


def section_notes(release: Release) -> dict[str, list[str]]:
    """The paragraphs at the end of each section, by its key."""
    return dict(release.sections.values_list("key", "notes"))


def summary_points(release: Release) -> list[SummaryPoint]:
    """Top-level points with their sub-points and modifications, in order."""
    return list(release.summary_points.filter(parent=None).prefetch_related("sub_points", "modifications"))


def expansions() -> dict[str, str]:
    return dict(GlossaryTerm.objects.values_list("acronym", "expansion"))


def items_near_cut_off() -> QuerySet[ScopeItem]:
    """Targeted items with a cut-off date, whatever the date."""
    return ScopeItem.objects.filter(status="targeted", cut_off_on__isnull=False).select_related(
        "release", "part__modification"
    )
