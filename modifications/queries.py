"""What is asked of modifications and SEC documents."""

import re
from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from modifications.models import DocumentImpact, Modification, Part, Participant, SecDocument
from secrel.core.references import ModificationReference

LONG_KINDS = {"app": "Appendix", "sec": "Section", "sch": "Schedule"}


def find(text: str) -> Modification | None:
    """By any way of writing its present or a former reference."""
    try:
        return Modification.objects.known_as(ModificationReference.parse(text)).first()
    except ValueError:
        return None


def narrowed(
    rows: QuerySet[Modification],
    *,
    stage: str = "",
    path: str = "",
    systems: str = "",
) -> QuerySet[Modification]:
    """By stage, path, and whether DCC systems are impacted (yes, no, open)."""
    if stage:
        rows = rows.filter(stage=stage)
    if path:
        rows = rows.filter(path=path)
    if systems:
        rows = rows.filter(impacts_dcc_systems={"yes": True, "no": False, "open": None}[systems])
    return rows


def register(search: str = "") -> QuerySet[Modification]:
    """The register in the order of numbers, narrowed by reference or words of the title."""
    rows = Modification.objects.in_order()
    if not search:
        return rows
    by_title = rows.filter(title__icontains=search)
    found = find(search)
    return rows.filter(pk__in=[*by_title.values_list("pk", flat=True), *([found.pk] if found else [])])


def ticks_by_part(parts: Iterable[Part]) -> dict[int, list[str]]:
    """Participants ticked for each part's key, in column order; an empty list for a row without a tick."""
    keys = [part.pk for part in parts]
    columns = list(Participant.values)
    ticked: dict[int, set[str]] = {key: set() for key in keys}
    for part in Part.objects.filter(pk__in=keys).prefetch_related("participant_impacts"):
        ticked[part.pk] = {impact.participant for impact in part.participant_impacts.all()}
    return {key: [column for column in columns if column in ticked[key]] for key in keys}


def documents_of(parts: Iterable[Part], on: date) -> list[tuple[SecDocument, str, set[int]]]:
    """SEC documents that the parts touch: the document, its title on the day, keys of the parts."""
    impacts = DocumentImpact.objects.filter(part__in=list(parts))
    documents = (
        SecDocument.objects.filter(impacts__in=impacts)
        .distinct()
        .prefetch_related("titles", Prefetch("impacts", queryset=impacts, to_attr="of_these_parts"))
    )
    return [
        (document, document.title_on(on), {impact.part_id for impact in document.of_these_parts})
        for document in documents
    ]


def documents_with_titles() -> QuerySet[SecDocument]:
    """In the SEC's order, with titles and other names."""
    return SecDocument.objects.prefetch_related("titles", "aliases")


def documents_named(rows: QuerySet[SecDocument], text: str) -> QuerySet[SecDocument]:
    """Those of the documents by designation (also “App O”, “Sec J”), title or another name."""
    short = re.sub(
        r"^(app|sec|sch)\w*\.?\s*", lambda found: f"{LONG_KINDS[found[1].lower()]} ", text, flags=re.I
    )
    named = Q(designation__icontains=short.strip()) | Q(titles__title__icontains=text)
    return rows.filter(named | Q(aliases__title__icontains=text)).distinct()
