"""Importing the impacts of a document: both matrices and the summaries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from governance.documents.rid.types.scope import Impacts
from governance.documents.rid.types.scope import Point as StatedPoint
from modifications.models.documents import SecDocument
from modifications.models.modifications import Modification, Part
from modifications.operations.documents import propose_document
from modifications.operations.impacts import impacts_by_part
from modifications.operations.many import Ticks, set_impacts_of_many
from modifications.participants import ALL_PARTIES, AUDIENCES, Participant
from modifications.queries import modifications_named
from releases.models.releases import Release
from releases.operations.impacts import SourceFacts, SummaryPointFacts, set_documents, set_summary
from releases.queries import printed_scope, summary_points
from secrel.core.changes.operations import AS_STORED, Actor

Known = dict[str, Modification]
"""Modifications by the references that the document gives them."""


def take_over_impacts(by: Actor, release: Release, impacts: Impacts, source: str, on: date) -> None:
    """Store the ticks and summaries of the document. SEC documents that are not stored yet are proposed."""
    existing = set(SecDocument.objects.values_list("designation", flat=True))
    touched: dict[str, list[str]] = defaultdict(list)
    for row in impacts.documents:
        for reference in row.modifications:
            touched[reference].append(row.document)
    for row in impacts.documents:
        if row.document not in existing:
            propose_document(by=by, designation=row.document, title=row.title or "", source=source, on=on)
    _ticks(by, [item.part for item in printed_scope(release)], impacts.participants, touched, on)
    _sources(by, release, impacts, on)
    known = modifications_named(_named_in(impacts))
    points = [*_party_points(impacts, known), *_dcc_points(impacts, known)]
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


def _ticks(
    by: Actor,
    parts: Sequence[Part],
    ticks: Mapping[str, Iterable[str]],
    touches: Mapping[str, list[str]],
    on: date,
) -> None:
    """Store the ticks of the parts. The participants of a part stay if the document has no row for it."""
    changed, stored = [], impacts_by_part([part.pk for part in parts])
    for part in parts:
        reference, before = part.modification.reference, stored[part.pk]
        participants = sorted(ticks.get(reference, before["participants"]))
        documents = sorted(touches.get(reference, []))
        if (participants, documents) != (before["participants"], before["documents"]):
            changed.append(Ticks(part, participants, documents))
    if changed:
        set_impacts_of_many(by=by, rows=changed, on=on)


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


def _named_in(impacts: Impacts) -> set[str]:
    """The references that the points of the summaries name."""
    return {
        reference
        for row in impacts.summaries
        for point in row.points
        for reference in point.modifications or ()
    }


def _party_points(impacts: Impacts, known: Known) -> list[SummaryPointFacts]:
    return [
        _point(entry.participant, "", point, known)
        for entry in impacts.party_summaries
        for point in entry.points
    ]


def _dcc_points(impacts: Impacts, known: Known) -> list[SummaryPointFacts]:
    return [
        _point(Participant.DCC.value, entry.area, point, known)
        for entry in impacts.dcc_summaries
        if entry.area
        for point in entry.points
    ]


def _point(audience: str, area: str, point: StatedPoint, known: Known) -> SummaryPointFacts:
    found = [known[reference] for reference in point.modifications or () if reference in known]
    modifications = sorted({row.pk: row for row in found}.values(), key=lambda row: (row.number, row.suffix))
    return SummaryPointFacts(audience, point.text, area, tuple(point.sub), tuple(modifications))


def audiences(impacts: Impacts) -> list[str] | None:
    """The audiences that the summary lists; None if they are the default."""
    stated = [entry.participant for entry in impacts.party_summaries]
    common = any(entry.participant == ALL_PARTIES and entry.points for entry in impacts.party_summaries)
    usual = [key for key in AUDIENCES if key != ALL_PARTIES or common]
    return None if stated == usual else stated
