"""Composes the result of a consultation from its facts, and the answers as documents hold them."""

from collections.abc import Iterator

from msgspec import UNSET, UnsetType

from governance.consultations.models import Consultation, ConsultationDecision
from governance.consultations.queries.summary import ConsultationSummary, published_summary
from governance.documents.result.answers import ConsultationCount, ConsultationText
from governance.documents.result.types import (
    ResultAnswer,
    ResultContent,
    ResultDecision,
    ResultEffect,
    ResultRelease,
)


def compose_result(consultation: Consultation) -> ResultContent:
    """The result as it is now, with the answers of the published summary. Nothing of a confidential one is in it."""
    found = published_summary(consultation)
    return ResultContent(
        title=consultation.title,
        consultation=consultation.slug,
        about=consultation.kind,
        owner=consultation.owner.the,
        question=tuple(consultation.question),
        reasons=tuple(consultation.reasons),
        opened_on=_day(consultation.opened_on) or "",
        deadline=consultation.deadline_words,
        closes=consultation.deadline_day.isoformat(),
        deadlines_before=tuple(consultation.deadlines_before),
        counts=tuple(counts_of(found)),
        answers=tuple(_answers(found)),
        confidential_dealt_with=found.quiet_dealt_with if found else 0,
        summary=tuple(consultation.summary),
        decisions=tuple(map(_decision, consultation.decisions.select_related("body"))),
        release=_release(consultation),
        current=_day(consultation.current_on) or UNSET,
        proposed=_day(consultation.proposed_on) or UNSET,
        example=consultation.is_example,
    )


def counts_of(found: ConsultationSummary | None) -> Iterator[ConsultationCount]:
    """The answers by category."""
    for row in found.rows if found else ():
        yield ConsultationCount(
            category=row.label,
            answers=row.answers,
            affected=row.affected,
            not_affected=row.not_affected,
            not_stated=row.not_stated,
            confidential=row.confidential,
            late=row.late,
        )


def texts_of(found: ConsultationSummary | None) -> Iterator[ConsultationText]:
    """The answers that may be shown."""
    for row in found.answers if found else ():
        yield ConsultationText(
            organisation=row.organisation,
            category=row.category,
            affected=row.affected,
            how=row.how,
            comment=row.comment,
            late=row.is_late,
        )


def _answers(found: ConsultationSummary | None) -> Iterator[ResultAnswer]:
    for row, text in zip(found.answers if found else (), texts_of(found), strict=True):
        yield ResultAnswer(**text.as_data(), source=row.source, dealt_with=row.dealt_with)


def _decision(row: ConsultationDecision) -> ResultDecision:
    return ResultDecision(
        outcome=row.outcome,
        body=row.body.the,
        decided_on=row.decided_on.isoformat(),
        words=tuple(row.words),
        before=_day(row.before_on) or UNSET,
        go_live=_day(row.go_live_on) or UNSET,
        effects=tuple(ResultEffect(**effect) for effect in row.effects),
    )


def _release(consultation: Consultation) -> ResultRelease | UnsetType:
    release = consultation.release
    return ResultRelease(name=release.name, slug=release.slug) if release else UNSET


def _day(day: object) -> str:
    """ISO 8601; empty if there is none."""
    return day.isoformat() if hasattr(day, "isoformat") else ""
