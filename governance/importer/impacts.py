"""Importing the impacts of a document: both matrices and the summaries."""

from datetime import date
from typing import Any

from governance.documents.rid.types.scope import Impacts
from governance.documents.rid.types.scope import Point as StatedPoint
from modifications.models.documents import SecDocument
from modifications.operations.documents import propose_document
from modifications.operations.impacts import set_impacts
from modifications.participants import ALL_PARTIES, AUDIENCES, Participant
from modifications.queries import find
from releases.models.releases import Release
from releases.operations.impacts import SourceFacts, SummaryPointFacts, set_documents, set_summary
from releases.queries import printed_scope, summary_points
from secrel.core.changes.operations import AS_STORED, Actor


def take_over_impacts(by: Actor, release: Release, impacts: Impacts, source: str, on: date) -> None:
    """Store the ticks and summaries of the document. SEC documents that are not stored yet are proposed."""
    existing = set(SecDocument.objects.values_list("designation", flat=True))
    for row in impacts.documents:
        if row.document not in existing:
            propose_document(by=by, designation=row.document, title=row.title or "", source=source, on=on)
    for item in printed_scope(release):
        _ticks(by, item.part, item.modification.reference, impacts, on)
    _sources(by, release, impacts, on)
    points = [*_party_points(impacts), *_dcc_points(impacts)]
    stored = [
        SummaryPointFacts(
            row.audience,
            row.text,
            row.area,
            tuple(sub.text for sub in row.sub_points.all()),
            tuple(row.modifications.all()),
        )
        for row in summary_points(release)
    ]
    if points != stored:
        set_summary(by=by, release=release, points=points, on=on, token=AS_STORED)


def _ticks(by: Actor, part: Any, reference: str, impacts: Impacts, on: date) -> None:
    participants = sorted(part.participant_impacts.values_list("participant", flat=True))
    documents = sorted(part.document_impacts.values_list("document__designation", flat=True))
    ticked = sorted(impacts.participants.get(reference, participants))
    touched = sorted(row.document for row in impacts.documents if reference in row.modifications)
    if (ticked, touched) != (participants, documents):
        set_impacts(by=by, part=part, participants=ticked, documents=touched, on=on)


def _sources(by: Actor, release: Release, impacts: Impacts, on: date) -> None:
    """Store what changes the documents apart from modifications."""
    stated = [
        SourceFacts(row.document, source.kind, source.clause or "", source.reference or "")
        for row in impacts.documents
        for source in row.sources or ()
    ]
    stored = [SourceFacts.of(row) for row in release.document_sources.select_related("document")]
    if sorted(stated, key=_document) != sorted(stored, key=_document):
        set_documents(by=by, release=release, sources=stated, on=on, token=AS_STORED)


def _document(source: SourceFacts) -> str:
    return source.document


def _party_points(impacts: Impacts) -> list[SummaryPointFacts]:
    return [
        _point(entry.participant, "", point) for entry in impacts.party_summaries for point in entry.points
    ]


def _dcc_points(impacts: Impacts) -> list[SummaryPointFacts]:
    return [
        _point(Participant.DCC.value, entry.area, point)
        for entry in impacts.dcc_summaries
        if entry.area
        for point in entry.points
    ]


def _point(audience: str, area: str, point: StatedPoint) -> SummaryPointFacts:
    found = [find(reference) for reference in point.modifications or ()]
    modifications = sorted(
        {row.pk: row for row in found if row}.values(), key=lambda row: (row.number, row.suffix)
    )
    return SummaryPointFacts(audience, point.text, area, tuple(point.sub), tuple(modifications))


def audiences(impacts: Impacts) -> list[str] | None:
    """The audiences that the summary lists; None if they are the default."""
    stated = [entry.participant for entry in impacts.party_summaries]
    common = any(entry.participant == ALL_PARTIES and entry.points for entry in impacts.party_summaries)
    usual = [key for key in AUDIENCES if key != ALL_PARTIES or common]
    return None if stated == usual else stated
