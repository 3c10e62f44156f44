"""The answers to a consultation: the current ones, their history, and the summary by category for a paper."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from governance.consultations.models import CATEGORIES, Affected, Consultation, ConsultationAnswer


@dataclass(frozen=True)
class CategoryCount:
    """The answers from one category, confidential ones included; `late` came after the deadline."""

    category: str
    label: str
    answers: int
    affected: int
    not_affected: int
    not_stated: int
    confidential: int
    late: int


@dataclass(frozen=True)
class PublicAnswer:
    """An answer that may be shown: nothing of a confidential one is ever in here."""

    organisation: str
    category: str
    affected: str
    how: str
    comment: str
    source: str
    is_late: bool
    dealt_with: str
    """How its owner dealt with it: published with the result as a document, and not before."""


@dataclass(frozen=True)
class ConsultationSummary:
    """The result by category, in the order of the categories; categories without an answer are left out."""

    rows: tuple[CategoryCount, ...]
    total: CategoryCount
    answers: tuple[PublicAnswer, ...]
    quiet_dealt_with: int
    """How many of the confidential answers the owner has dealt with."""


def current_answers(consultation: Consultation, until: datetime | None = None) -> list[ConsultationAnswer]:
    """The answer of each respondent that was received last, of those recorded until a moment."""
    rows = ConsultationAnswer.objects.filter(respondent__consultation=consultation)
    rows = rows.filter(recorded_at__lte=until) if until else rows
    rows = rows.select_related("respondent", "recorded_by").order_by("respondent_id", "-received_at", "-pk")
    return list(rows.distinct("respondent_id"))


def all_answers(consultation: Consultation) -> dict[int, list[ConsultationAnswer]]:
    """Every state of each respondent's answer, newest first, by the respondent's key."""
    rows = ConsultationAnswer.objects.filter(respondent__consultation=consultation)
    found: dict[int, list[ConsultationAnswer]] = {}
    for row in rows.select_related("respondent", "recorded_by").order_by(
        "respondent_id", "-received_at", "-pk"
    ):
        found.setdefault(row.respondent_id, []).append(row)
    return found


def published_summary(consultation: Consultation) -> ConsultationSummary | None:
    """The summary as it was published last; None before that, and once the consultation is withdrawn."""
    if consultation.summarised_at is None or consultation.state == "withdrawn":
        return None
    return summary_of(consultation, consultation.summarised_at)


def summary_of(consultation: Consultation, until: datetime | None = None) -> ConsultationSummary:
    """The summary for the page and for a later paper, of the answers recorded until a moment. One query."""
    answers = current_answers(consultation, until)
    by_category = {key: [row for row in answers if row.category == key] for key, _ in CATEGORIES}
    rows = tuple(
        _count(key, label, by_category[key], consultation) for key, label in CATEGORIES if by_category[key]
    )
    return ConsultationSummary(
        rows,
        _count("", "All answers", answers, consultation),
        tuple(_shown(row, consultation) for row in answers if not row.is_confidential),
        sum(bool(row.respondent.dealt_with) for row in answers if row.is_confidential),
    )


def _count(
    category: str, label: str, answers: list[ConsultationAnswer], consultation: Consultation
) -> CategoryCount:
    affected = Counter(row.affected for row in answers)
    return CategoryCount(
        category,
        label,
        len(answers),
        affected[Affected.YES],
        affected[Affected.NO],
        affected[Affected.NOT_STATED],
        sum(row.is_confidential for row in answers),
        sum(consultation.is_over(row.received_at) for row in answers),
    )


def _shown(row: ConsultationAnswer, consultation: Consultation) -> PublicAnswer:
    return PublicAnswer(
        row.organisation,
        row.get_category_display(),
        row.get_affected_display(),
        row.how,
        row.comment,
        row.get_source_display(),
        consultation.is_over(row.received_at),
        row.respondent.dealt_with,
    )


def answer_of(consultation: Consultation, email: str) -> ConsultationAnswer | None:
    """The current answer of a mail address."""
    rows = ConsultationAnswer.objects.filter(
        respondent__consultation=consultation, respondent__key=f"mail:{email}"
    )
    return rows.select_related("respondent").order_by("received_at", "pk").last()
