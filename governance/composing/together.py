"""Reading the facts of several releases at once, before each of them is composed."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from costs.queries import CELLS
from governance.composing.compose import CRITERIA
from modifications.models.modifications import Part
from modifications.queries import DOCUMENTS_CHANGED, PARTICIPANTS
from releases.models.releases import Release
from releases.queries import BESIDE, POINTS, SCOPE, SECTIONS, SOURCES
from secrel.core.values.related import Related

OF_RELEASE: tuple[Related, ...] = (
    *(SCOPE, BESIDE, SECTIONS, POINTS, SOURCES, CELLS, CRITERIA),
    *(Related(name) for name in ("annexes", "timeline", "secas_efforts", "terms")),
)
OF_PART: tuple[Related, ...] = (PARTICIPANTS, DOCUMENTS_CHANGED)


def releases_with_facts(slugs: Iterable[str], *more: Related) -> list[Release]:
    """Releases, in order, with all rows that composing reads, and `more`: as many queries for many as for one.

    They hold what is stored now. Nothing may be changed between this and the last use of them.
    """
    rows = Release.objects.filter(slug__in=list(slugs)).order_by("go_live_on", "slug")
    rows = rows.select_related("test_strategy", "combined_assessment")
    found = list(rows.prefetch_related(*(one.within(Release) for one in (*OF_RELEASE, *more))))
    items = [item for row in found for item in SCOPE.of(row)]
    prefetch_related_objects([item.part for item in items], *(one.within(Part) for one in OF_PART))
    targeted = [item.part for item in items if item.status == "targeted"]
    prefetch_related_objects(targeted, "modification__solutions")
    return found
