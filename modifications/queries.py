"""Queries on modifications, Change Requests and SEC documents."""

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
from modifications.models.progress import Assessment, NextStep
from modifications.workflow import ENDED
from secrel.core.models.people import Body, User
from secrel.core.search.matching import matches
from secrel.core.search.reading import ALL, Search
from secrel.core.search.words import DOCUMENTS
from secrel.core.values.references import ModificationReference
from secrel.core.values.related import Related

_PART = re.compile(r"(?<!\s)\s++part\s+", re.IGNORECASE)
DESIGNATION = re.compile(
    r"(app|appendix|sec|section|sch|schedule)\.?[ -]?([A-Z]{1,2}|[0-9]{1,2})", re.I | re.ASCII
)


def find(text: str) -> Modification | None:
    """A modification by its current or a former reference, in any notation."""
    try:
        return Modification.objects.with_reference(ModificationReference.parse(text)).first()
    except ValueError:
        return None


def modifications_named(references: Iterable[str]) -> dict[str, Modification]:
    """Modifications by these current or former references, in our notation."""
    names = set(references)
    former = FormerReference.objects.filter(reference__in=names).select_related("modification")
    found = {row.reference: row.modification for row in former}
    return found | {row.reference: row for row in Modification.objects.filter(reference__in=names)}


def current_names(references: Iterable[str]) -> dict[str, str]:
    """The current references of modifications by these current or former ones, in our notation."""
    return {name: row.reference for name, row in modifications_named(references).items()}


def references_by_key(keys: Iterable[str]) -> dict[str, str]:
    """Current references of modifications by primary key, which stays when a Draft Proposal is converted."""
    rows = Modification.objects.filter(pk__in=list(keys)).values_list("pk", "reference")
    return {str(key): reference for key, reference in rows}


def topics_of(references: Iterable[str]) -> list[str]:
    """Topics of news about modifications, with current and former references, so that a person who follows a Draft
    Proposal still gets its news after it is converted.
    """
    current = list(references)
    former = FormerReference.objects.filter(modification__reference__in=current)
    return [f"modification:{ref}" for ref in (*current, *former.values_list("reference", flat=True))]


def find_modification(text: str) -> Modification:
    """As `find`, but raises ValueError with a sentence if there is no such reference in the register."""
    reference = ModificationReference.parse(text)
    found = Modification.objects.with_reference(reference).first()
    if found is None:
        raise ValueError(f"{reference} is not in the register. Raise it first or correct the reference.")
    return found


def find_change_request(text: str) -> ChangeRequest:
    """A Change Request by its reference in any notation (cr 1088); raises ValueError with a sentence."""
    reference = re.sub(r"[\s‐‑–-]", "", text.upper())
    found = ChangeRequest.objects.filter(reference=reference).first()
    if found is None:
        raise ValueError(f"{reference} is not in the list of Change Requests. Add it there first.")
    return found


def split_part(text: str) -> tuple[str, str]:
    """The reference and the name of the part in a text ("SECMP0062 part 1"); the whole modification has no name."""
    reference, _, name = _PART.sub("|", text).partition("|")
    return reference, name


def find_part(text: str) -> Part:
    """A part of a modification ("SECMP0062 part 1"), or the whole modification if it has no parts.

    Raises ValueError with a sentence, which lists the parts if one has to be chosen.
    """
    named = text.split(" – ")[0].strip()  # a suggestion continues with the title
    reference, name = split_part(named)
    modification = find_modification(reference)
    parts = list(modification.parts.all())
    if not name and len(parts) == 1:
        return parts[0]
    found = next((part for part in parts if part.name.casefold() == name.casefold()), None)
    if found and name:
        return found
    names = " or ".join(str(part) for part in parts if part.name)
    if name:
        raise ValueError(
            f"{modification.reference} has no part “{name}”. Enter {names}, or add the part first."
        )
    raise ValueError(f"{modification.reference} is delivered in parts. Enter {names}.")


def covering(modification: Modification) -> list[Assessment]:
    """Assessments of other modifications that also cover this one or a part of it."""
    rows = Assessment.objects.filter(covers__modification=modification).exclude(
        part__modification=modification
    )
    return list(rows.select_related("part__modification").distinct().order_by("pk"))


def holders() -> list[str]:
    """Names to suggest for who holds a step: the bodies, and the organisations entered before."""
    entered = NextStep.objects.exclude(held_by="").values_list("held_by", flat=True)
    return sorted({*Body.objects.values_list("short_name", flat=True), *entered})


def open_steps() -> QuerySet[NextStep]:
    """The steps without an outcome of modifications that have not ended, in order."""
    rows = NextStep.objects.filter(outcome="").exclude(modification__stage__in=ENDED)
    order = ("modification__number", "modification__suffix", "modification__reference", "position")
    return rows.select_related("modification").order_by(*order)


def narrowed(
    rows: QuerySet[Modification],
    *,
    stage: str = "",
    path: str = "",
    systems: str = "",
    analyst: User | None = None,
) -> QuerySet[Modification]:
    """Filter by stage, path, impact on DCC systems ("yes", "no", "open") and lead analyst."""
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
    """The register, sorted by number or by `sort` ("-title": descending), filtered by a search.

    The search covers current and former references in any notation, and words of title and issue. `with_solutions`
    adds the solutions, which only SECAS sees until a paper publishes them.
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


def title_words() -> set[str]:
    """The words of the titles in the register, in lower case."""
    titles = Modification.objects.values_list("title", flat=True)
    return {word for title in titles for word in re.findall(r"[a-z]{4,}", title.lower())}


def _named(search: Search) -> Q:
    """Modifications by the current or former references in a search, whole or from the beginning.

    A Draft Proposal keeps its number when it is converted.
    """
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
    """Change Requests found by reference (cr 1088, CR-1088, 1088) or by words of their titles."""
    fits = matches(search, names=("reference", "title"))
    for named in search.references:
        if named.kind in ("", "cr"):
            fits |= Q(reference__startswith=f"CR{named.digits}")
    return rows.filter(fits)


PARTICIPANTS: Related[ParticipantImpact] = Related("participant_impacts")
DOCUMENTS_CHANGED: Related[DocumentImpact] = Related(
    "document_impacts", lambda rows: rows.select_related("document").prefetch_related("document__titles")
)


def ticks_by_part(parts: Iterable[Part]) -> dict[int, list[str]]:
    """The ticked participants by primary key of each part, in column order; empty without a tick."""
    rows = list(parts)
    keys = [part.pk for part in rows]
    columns = list(Participant.values)
    ticked: dict[int, set[str]] = {key: set() for key in keys}
    impacts = PARTICIPANTS.of_all(rows)
    if impacts is None:
        impacts = list(ParticipantImpact.objects.filter(part__in=keys))
    for impact in impacts:
        ticked[impact.part_id].add(impact.participant)
    return {key: [column for column in columns if column in ticked[key]] for key in keys}


def documents_of(parts: Iterable[Part], on: date) -> list[tuple[SecDocument, str, set[int]]]:
    """SEC documents that the parts change: document, its title on the day, primary keys of the parts."""
    rows = list(parts)
    impacts = DOCUMENTS_CHANGED.of_all(rows)
    if impacts is None:
        impacts = list(DOCUMENTS_CHANGED.shape(DocumentImpact.objects.filter(part__in=rows)))
    changed: dict[SecDocument, set[int]] = {}
    for impact in sorted(impacts, key=lambda row: (row.document.order, row.document_id)):
        changed.setdefault(impact.document, set()).add(impact.part_id)
    return [(document, document.title_on(on), keys) for document, keys in changed.items()]


def documents_with_titles() -> QuerySet[SecDocument]:
    """SEC documents in the SEC's order, with titles and other names."""
    return SecDocument.objects.prefetch_related("titles", "aliases")


def find_document(text: str) -> SecDocument:
    """A SEC document by its designation in any notation (App O, sec d); raises ValueError with a sentence."""
    named = _in_full(text)
    found = SecDocument.objects.filter(designation__iexact=named).first()
    found = found or SecDocument.objects.filter(titles__title__iexact=text.strip()).first()
    if found is None:
        raise ValueError(
            f"There is no SEC document “{text}”. Enter its designation, such as App O or Section D. "
            "New documents are added by an administrator."
        )
    return found


def _in_full(text: str) -> str:
    """“App O”, “App-O” and “AppendixO” as “Appendix O”."""
    found = DESIGNATION.fullmatch(text.strip())
    return f"{DOCUMENTS[found[1].lower()].capitalize()} {found[2].upper()}" if found else text.strip()


def documents_named(rows: QuerySet[SecDocument], search: Search) -> QuerySet[SecDocument]:
    """SEC documents found by designation (also “App O”, “Sec J”), title or another name."""
    fits = matches(search, names=("designation", "titles__title", "aliases__title"))
    return rows.filter(pk__in=SecDocument.objects.filter(fits).values("pk"))
