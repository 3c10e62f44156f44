"""What is asked of modifications and SEC documents."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet

from modifications.models.change_requests import ChangeRequest
from modifications.models.documents import SecDocument
from modifications.models.impacts import DocumentImpact, Participant, ParticipantImpact
from modifications.models.modifications import FormerReference, Modification, Part, Solution
from modifications.models.progress import Assessment
from secrel.core.models.people import User
from secrel.core.search.matching import matches
from secrel.core.search.reading import ALL, Search
from secrel.core.search.words import DOCUMENTS
from secrel.core.values.references import ModificationReference

_PART = re.compile(r"(?<!\s)\s++part\s+", re.IGNORECASE)
DESIGNATION = re.compile(
    r"(app|appendix|sec|section|sch|schedule)\.?[ -]?([A-Z]{1,2}|[0-9]{1,2})", re.I | re.ASCII
)


def find(text: str) -> Modification | None:
    """By any way of writing its present or a former reference."""
    try:
        return Modification.objects.with_reference(ModificationReference.parse(text)).first()
    except ValueError:
        return None


def references_by_key(keys: Iterable[str]) -> dict[str, str]:
    """Present references of modifications by their primary keys, which stay when a Draft Proposal is converted."""
    rows = Modification.objects.filter(pk__in=list(keys)).values_list("pk", "reference")
    return {str(key): reference for key, reference in rows}


def topics_of(references: Iterable[str]) -> list[str]:
    """Topics of news about modifications, by each reference that they have or had: who follows a Draft Proposal goes on
    hearing of it."""
    known = list(references)
    former = FormerReference.objects.filter(modification__reference__in=known)
    return [f"modification:{ref}" for ref in (*known, *former.values_list("reference", flat=True))]


def find_modification(text: str) -> Modification:
    """As `find`; raises ValueError with a sentence for what is not a reference or not in the register."""
    reference = ModificationReference.parse(text)
    found = Modification.objects.with_reference(reference).first()
    if found is None:
        raise ValueError(f"{reference} is not in the register. Raise it first, or correct the reference.")
    return found


def find_change_request(text: str) -> ChangeRequest:
    """By its reference in any way of writing it (cr 1088); raises ValueError with a sentence."""
    reference = re.sub(r"[\s‐‑–-]", "", text.upper())
    found = ChangeRequest.objects.filter(reference=reference).first()
    if found is None:
        raise ValueError(
            f"{reference} is no known Change Request. Enter it first, among the Change Requests."
        )
    return found


def find_part(text: str) -> Part:
    """A part of a modification ("SECMP0062 part 1"), or the whole of it where it has no parts.

    Raises ValueError with a sentence, which names the parts where one has to be chosen.
    """
    named = text.split(" – ")[0].strip()  # a suggestion goes on with the title
    reference, _, name = _PART.sub("|", named).partition("|")
    modification = find_modification(reference)
    parts = list(modification.parts.all())
    if not name and len(parts) == 1:
        return parts[0]
    if found := next((part for part in parts if part.name.casefold() == name.casefold()), None):
        return found
    names = " or ".join(str(part) for part in parts)
    if name:
        raise ValueError(
            f"{modification.reference} has no part “{name}”. Write {names}, or enter the part first."
        )
    raise ValueError(f"{modification.reference} is delivered in parts: write {names}.")


def covering(modification: Modification) -> list[Assessment]:
    """Assessments of other modifications that cover this one, or a part of it."""
    rows = Assessment.objects.filter(covers__modification=modification).exclude(
        part__modification=modification
    )
    return list(rows.select_related("part__modification").distinct().order_by("pk"))


def narrowed(
    rows: QuerySet[Modification],
    *,
    stage: str = "",
    path: str = "",
    systems: str = "",
    analyst: User | None = None,
) -> QuerySet[Modification]:
    """By stage, path, whether DCC systems are impacted (yes, no, open), and lead analyst."""
    if analyst:
        rows = rows.filter(lead_analyst=analyst)
    if stage:
        rows = rows.filter(stage=stage)
    if path:
        rows = rows.filter(path=path)
    if systems:
        rows = rows.filter(impacts_dcc_systems={"yes": True, "no": False, "open": None}[systems])
    return rows


TEXT = SearchVector("title", "issue", config="english")
SORTS = {
    "reference": ("number", "suffix", "reference"),
    "title": ("title", "number"),
    "stage": ("stage", "number"),
    "path": ("path", "number"),
}


def register(search: Search = ALL, *, with_solutions: bool = False, sort: str = "") -> QuerySet[Modification]:
    """The register, by number or as `sort` says ("-title": backwards), narrowed by what is searched for.

    Found are references in any form, present and former, parts of them, and words of title and issue in any of
    their forms; `with_solutions` those of the solutions too, which are SECAS's until a paper says them.
    """
    order = SORTS.get(sort.lstrip("-"), SORTS["reference"])
    rows = Modification.objects.order_by(*(f"-{name}" if sort.startswith("-") else name for name in order))
    if not search:
        return rows

    def stems(pattern: str, word: str) -> Q:
        query = SearchQuery(word, config="english")
        found = Q()
        if word:
            found |= Q(pk__in=Modification.objects.annotate(text=TEXT).filter(text=query).values("pk"))
        if with_solutions:
            solutions = Solution.objects.annotate(words=SearchVector("text", config="english"))
            fits = Q(text__iregex=pattern) | (Q(words=query) if word else Q())
            found |= Q(pk__in=solutions.filter(fits).values("modification"))
        return found

    fits = matches(search, names=("title", "reference"), texts=("issue",), also=stems) | _named(search)
    return rows.filter(pk__in=Modification.objects.filter(fits).values("pk"))


def _named(search: Search) -> Q:
    """Modifications by the references that a search names, present or former, in whole or by their beginning; a
    Draft Proposal keeps its number when it is converted."""
    fits = Q(pk__in=())
    for named in search.references:
        if named.kind and not named.is_modification:
            continue
        found = Q(number=named.number)
        if named.kind:
            found &= (
                Q(reference__startswith="SECMP")
                if named.kind == "secmp"
                else ~Q(reference__startswith="SECMP")
            )
        if named.suffix:
            found &= Q(suffix=named.suffix)
        fits |= found | (Q(reference__startswith=named) if named.kind else Q(reference__contains=named))
        with suppress(ValueError):
            fits |= Q(former__reference=str(ModificationReference.parse(str(named))))
    return fits


def change_requests_named(rows: QuerySet[ChangeRequest], search: Search) -> QuerySet[ChangeRequest]:
    """Those of the Change Requests by reference (cr 1088, CR-1088, 1088) or words of their titles."""
    fits = matches(search, names=("reference", "title"))
    for named in search.references:
        if named.kind in ("", "cr"):
            fits |= Q(reference__startswith=f"CR{named.digits}")
    return rows.filter(fits)


def ticks_by_part(parts: Iterable[Part]) -> dict[int, list[str]]:
    """Participants ticked for each part's key, in column order; an empty list for a row without a tick."""
    keys = [part.pk for part in parts]
    columns = list(Participant.values)
    ticked: dict[int, set[str]] = {key: set() for key in keys}
    impacts = ParticipantImpact.objects.filter(part__in=keys)
    for part, participant in impacts.values_list("part", "participant"):
        ticked[part].add(participant)
    return {key: [column for column in columns if column in ticked[key]] for key in keys}


def documents_of(parts: Iterable[Part], on: date) -> list[tuple[SecDocument, str, set[int]]]:
    """SEC documents that the parts touch: the document, its title on the day, keys of the parts."""
    impacts = DocumentImpact.objects.filter(part__in=list(parts)).select_related("document")
    touched: dict[SecDocument, set[int]] = {}
    for impact in impacts.order_by("document__order", "document_id").prefetch_related("document__titles"):
        touched.setdefault(impact.document, set()).add(impact.part_id)
    return [(document, document.title_on(on), keys) for document, keys in touched.items()]


def documents_with_titles() -> QuerySet[SecDocument]:
    """In the SEC's order, with titles and other names."""
    return SecDocument.objects.prefetch_related("titles", "aliases")


def find_document(text: str) -> SecDocument:
    """By its designation in any way of writing it (App O, sec d); raises ValueError with a sentence."""
    named = _in_full(text)
    found = SecDocument.objects.filter(designation__iexact=named).first()
    found = found or SecDocument.objects.filter(titles__title__iexact=text.strip()).first()
    if found is None:
        raise ValueError(
            f"There is no SEC document “{text}”. Write its designation, such as App O or Section D; "
            "one that is new is entered by an administrator."
        )
    return found


def _in_full(text: str) -> str:
    """“App O”, “App-O” and “AppendixO” as “Appendix O”."""
    found = DESIGNATION.fullmatch(text.strip())
    return f"{DOCUMENTS[found[1].lower()].capitalize()} {found[2].upper()}" if found else text.strip()


def documents_named(rows: QuerySet[SecDocument], search: Search) -> QuerySet[SecDocument]:
    """Those of the documents by designation (also “App O”, “Sec J”), title or another name."""
    fits = matches(search, names=("designation", "titles__title", "aliases__title"))
    return rows.filter(pk__in=SecDocument.objects.filter(fits).values("pk"))
