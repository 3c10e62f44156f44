"""What is asked of modifications and SEC documents."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from modifications.models import DocumentImpact, Modification, Part, Participant, SecDocument
from secrel.core.references import ModificationReference


def find(text: str) -> Modification | None:
    """By any way of writing its present or a former reference."""
    try:
        return Modification.objects.known_as(ModificationReference.parse(text)).first()
    except ValueError:
        return None


def register(search: str = "") -> QuerySet[Modification]:
    """The register in the order of numbers, narrowed by reference or words of the title."""
    rows = Modification.objects.in_order()
    if not search:
        return rows
    by_title = rows.filter(title__icontains=search)
    found = find(search)
    return rows.filter(pk__in=[*by_title.values_list("pk", flat=True), *([found.pk] if found else [])])


def documents_changed(modification: Modification) -> QuerySet[SecDocument]:
    """SEC documents that any part of it changes, in the SEC's order."""
    return SecDocument.objects.filter(impacts__part__modification=modification).distinct()


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
