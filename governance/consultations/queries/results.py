"""The issued versions of a result, and what its checks need to know besides it."""

from governance.consultations.models import Consultation, ConsultationResult
from governance.consultations.queries.composing import compose_result
from governance.consultations.queries.summary import current_answers
from governance.documents.checks.findings import Finding
from governance.documents.result.checks import ResultContext, check_result
from governance.documents.result.types import ResultContent


def latest_result(consultation: Consultation) -> ConsultationResult | None:
    """The version that was issued last."""
    rows = consultation.results.select_related("consultation", "snapshot__content", "snapshot__job__pdf")
    return rows.order_by("-number").first()


def check(consultation: Consultation, content: ResultContent | None = None) -> list[Finding]:
    """The findings in the result as it is now."""
    body = consultation.decided_by
    context = ResultContext(
        decides=body.the if body else "",
        later=_later(consultation),
        quiet_now=_quiet_now(consultation),
    )
    return check_result(content or compose_result(consultation), context, consultation.get_absolute_url())


def _later(consultation: Consultation) -> int:
    """How many answers were recorded after the summary was published; 0 without a summary."""
    until = consultation.summarised_at
    return sum(row.recorded_at > until for row in current_answers(consultation)) if until else 0


def _quiet_now(consultation: Consultation) -> int:
    """How many answers that the summary shows are confidential by now."""
    until = consultation.summarised_at
    if until is None:
        return 0
    shown = {row.respondent_id for row in current_answers(consultation, until) if not row.is_confidential}
    return sum(row.is_confidential and row.respondent_id in shown for row in current_answers(consultation))
