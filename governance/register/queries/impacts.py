"""Participants and documents that modifications affect: current for SECAS, as last published for others."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from governance.documents.rid import wording
from governance.documents.rid.sentences.editions import LATEST, edition
from governance.notices.queries.log import modifications_by_document
from governance.register.queries.scope_statuses import current_references
from governance.versions.queries.versions import published
from modifications.models.documents import SecDocument
from modifications.models.impacts import DocumentImpact, ParticipantImpact
from modifications.models.modifications import Modification
from modifications.queries import documents_with_titles, ticks_by_part
from releases.models.sources import DocumentSource
from secrel.core.changes.permissions import Permission

References = dict[str, set[str]]


@dataclass(frozen=True)
class PartImpact:
    """What a modification or part affects: keys of participants, designations of documents."""

    reference: str
    part: str
    participants: tuple[str, ...]
    documents: tuple[str, ...]


def _published_impacts(permissions: frozenset[Permission]) -> list[PartImpact]:
    current = current_references()
    return [
        PartImpact(
            current.get(entry["ref"], entry["ref"]),
            entry["part"] or "",
            tuple(impacts["participants"].get(entry["ref"], ())),
            tuple(row["document"] for row in impacts["documents"] if entry["ref"] in row["modifications"]),
        )
        for _, _, scope, impacts in published(permissions, "scope", "impacts")
        for status in ("approved", "targeted")
        for entry in scope[status]
    ]


def impacts_shown(modification: Modification, permissions: frozenset[Permission]) -> list[PartImpact]:
    """The impacts by part that a person may see."""
    if Permission.READ_DRAFTS not in permissions:
        return [row for row in _published_impacts(permissions) if row.reference == modification.reference]
    parts = list(modification.parts.prefetch_related("document_impacts__document"))
    ticks = ticks_by_part(parts)
    return [
        PartImpact(
            modification.reference,
            part.name,
            tuple(ticks[part.pk]),
            tuple(impact.document.designation for impact in part.document_impacts.all()),
        )
        for part in parts
    ]


def changed_by(permissions: frozenset[Permission]) -> References:
    """The references of modifications by the designation of the SEC document that they change, in releases or in
    published notices.
    """
    if Permission.READ_DRAFTS in permissions:
        rows = DocumentImpact.objects.values_list("document__designation", "part__modification__reference")
    else:
        rows = [(name, row.reference) for row in _published_impacts(permissions) for name in row.documents]
    return _grouped([*rows, *modifications_by_document()])


@dataclass(frozen=True)
class SourceShown:
    """What changes a SEC document in a release apart from modifications: "DCC notification under H14.3"."""

    slug: str
    release: str
    source: str
    reference: str


def other_sources(permissions: frozenset[Permission]) -> dict[str, list[SourceShown]]:
    """The other sources of changes by the designation of the document, by release."""
    found: dict[str, list[SourceShown]] = defaultdict(list)
    if Permission.READ_DRAFTS in permissions:
        sources = DocumentSource.objects.select_related("release", "document")
        rows = [
            (
                row.document.designation,
                row.release.slug,
                row.release.name,
                row.kind,
                row.clause,
                row.reference,
            )
            for row in sources.order_by("release__go_live_on", "release__slug", "kind")
        ]
    else:
        rows = [
            (row["document"], slug, name, one["kind"], one.get("clause", ""), one.get("reference", ""))
            for slug, name, impacts in published(permissions, "impacts")
            for row in impacts["documents"]
            for one in row.get("sources", ())
        ]
    for document, slug, release, kind, clause, reference in rows:
        found[document].append(
            SourceShown(slug, release, wording.source(kind, clause, edition(LATEST)), reference)
        )
    return found


def affected_by(permissions: frozenset[Permission]) -> References:
    """The references of modifications by the key of the participant that they affect."""
    if Permission.READ_DRAFTS in permissions:
        rows = ParticipantImpact.objects.values_list("participant", "part__modification__reference")
    else:
        rows = [(name, row.reference) for row in _published_impacts(permissions) for name in row.participants]
    return _grouped(rows)


def _grouped(rows: object) -> References:
    found: References = defaultdict(set)
    for name, reference in rows:
        found[name].add(reference)
    return found


def visible_documents(permissions: frozenset[Permission]) -> QuerySet[SecDocument]:
    """SEC documents with their titles. Only SECAS sees a proposed one until a published RID names it."""
    rows = documents_with_titles()
    if Permission.READ_DRAFTS in permissions or not rows.filter(is_proposed=True).exists():
        return rows
    named = {*changed_by(permissions), *other_sources(permissions)}
    return rows.filter(Q(is_proposed=False) | Q(designation__in=named))
