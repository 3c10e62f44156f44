"""The impacts of a document taken over: ticks of both matrices, and the summaries."""

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
from releases.operations.impacts import SummaryPointFacts, set_summary
from releases.queries import printed_scope, summary_points
from secrel.core.changes.operations import AS_STORED, Actor


def take_over_impacts(by: Actor, release: Release, said: Impacts, source: str, on: date) -> None:
    """Bring ticks and summaries to what the document says; documents it names and nobody knows are proposed."""
    known = set(SecDocument.objects.values_list("designation", flat=True))
    for row in said.documents:
        if row.document not in known:
            propose_document(by=by, designation=row.document, title=row.title or "", source=source, on=on)
    for item in printed_scope(release):
        _ticks(by, item.part, item.modification.reference, said, on)
    points = [*_party_points(said), *_dcc_points(said)]
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


def _ticks(by: Actor, part: Any, reference: str, said: Impacts, on: date) -> None:
    participants = sorted(part.participant_impacts.values_list("participant", flat=True))
    documents = sorted(part.document_impacts.values_list("document__designation", flat=True))
    wanted = sorted(said.participants.get(reference, participants))
    touched = sorted(row.document for row in said.documents if reference in row.modifications)
    if (wanted, touched) != (participants, documents):
        set_impacts(by=by, part=part, participants=wanted, documents=touched, on=on)


def _party_points(said: Impacts) -> list[SummaryPointFacts]:
    return [_point(entry.participant, "", point) for entry in said.party_summaries for point in entry.points]


def _dcc_points(said: Impacts) -> list[SummaryPointFacts]:
    return [
        _point(Participant.DCC.value, entry.area, point)
        for entry in said.dcc_summaries
        if entry.area
        for point in entry.points
    ]


def _point(audience: str, area: str, point: StatedPoint) -> SummaryPointFacts:
    found = [find(reference) for reference in point.modifications or ()]
    known = sorted({row.pk: row for row in found if row}.values(), key=lambda row: (row.number, row.suffix))
    return SummaryPointFacts(audience, point.text, area, tuple(point.sub), tuple(known))


def audiences(said: Impacts) -> list[str] | None:
    """Whom the summary lists; None where that is who it would list anyway."""
    stated = [entry.participant for entry in said.party_summaries]
    common = any(entry.participant == ALL_PARTIES and entry.points for entry in said.party_summaries)
    usual = [key for key in AUDIENCES if key != ALL_PARTIES or common]
    return None if stated == usual else stated
