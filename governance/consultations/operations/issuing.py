"""How each answer was dealt with, and issuing the result of a consultation as a document that is frozen."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.conf import settings

from governance.composing.operations.rendering import queue_rendering
from governance.composing.operations.snapshots import store_frozen
from governance.consultations.models import Consultation, ConsultationResult, Respondent
from governance.consultations.operations.asking import RUN, locked, target_of
from governance.consultations.operations.news import announce_result
from governance.consultations.queries.composing import compose_result
from governance.consultations.queries.readers import readers_named
from governance.consultations.queries.results import check, latest_result
from governance.documents.checks.findings import Severity
from governance.documents.result import wording
from governance.documents.result.kind import RESULT_KIND
from governance.documents.result.types import ConsultationResult as ResultFacts
from governance.documents.result.types import ResultContent, ResultHead, ResultIssue
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import (
    SYSTEM,
    Actor,
    Token,
    moment_of_change,
    operation,
    record,
    take_token,
)
from secrel.core.changes.record import digest_of, head, hold_chain
from secrel.core.models.people import User

OVER = ("closed", "decided")


@operation("governance.deal_with_answers", RUN)
def deal_with_answers(
    *, by: Actor, consultation: Consultation, dealt_with: Mapping[str, str], token: Token, on: date
) -> Consultation:
    """Write how answers were dealt with, by the receipt of each. Those that are not named stay as they are.

    The words are published with the result, except beside a confidential answer. The audit trail holds their digest.
    """
    consultation = locked(by, consultation)
    take_token(consultation, token, lambda: {"state": consultation.state}, "This consultation")
    _refuse_running(consultation)
    rows = {row.receipt: row for row in Respondent.objects.filter(consultation=consultation)}
    unknown = sorted(dealt_with.keys() - rows.keys())
    if unknown:
        raise RuleBroken(f"This consultation has no answer {unknown[0]}. Reload the page and try again.")
    written = {}
    for receipt, words in dealt_with.items():
        row, text = rows[receipt], words.strip()
        if row.dealt_with != text:
            row.dealt_with = written[receipt] = text
            row.save(update_fields=["dealt_with"])
    record(
        **target_of(consultation),
        changes={"dealt_with": [None, sorted(written)], "digest": [None, digest_of(written)]}
        if written
        else {},
        on=on,
    )
    return consultation


@operation("governance.issue_result", RUN)
def issue_result(
    *, by: Actor, consultation: Consultation, changed: Sequence[str] = (), token: Token, on: date
) -> ConsultationResult:
    """Freeze the result of a consultation that is over, and publish it to those who may read the consultation.

    Once is enough. A later version is for a later decision, summary or late answer: `changed` says what is new. Refused
    while a check finds an error.
    """
    consultation = locked(by, consultation)
    take_token(consultation, token, lambda: {"state": consultation.state}, "This consultation")
    _refuse_running(consultation)
    content, last = compose_result(consultation), latest_result(consultation)
    errors = [row.message for row in check(consultation, content) if row.severity is Severity.ERROR]
    if errors:
        raise RuleBroken(f"The result cannot be issued yet. {' '.join(errors)}")
    if last:
        _refuse_without_change(last, content, changed)
    number = last.number + 1 if last else 1
    issue = _issue(consultation, number, changed if last else (), on)
    recorded = consultation.decisions.values_list("recorded_at", flat=True)
    result = ConsultationResult.objects.create(
        consultation=consultation,
        number=number,
        snapshot=store_frozen(RESULT_KIND, ResultFacts(content=content, issue=issue)),
        issued_on=on,
        issued_at=max([moment_of_change(), *recorded]),  # on a set day the time begins again
        issued_by=by if isinstance(by, User) else None,
    )
    queue_rendering(by=SYSTEM, snapshot=result.snapshot, label=f"the result “{consultation}”")
    announce_result(consultation, " ".join(issue.changed or wording.opening(content, None)), on)
    record(
        **target_of(consultation),
        changes={
            "result": [last.number if last else None, number],
            "snapshot": [last.snapshot_id if last else None, result.snapshot_id],
        },
        reason=" ".join(issue.changed),
        on=on,
    )
    return result


def _refuse_running(consultation: Consultation) -> None:
    if consultation.state in OVER:
        return
    if consultation.state == "withdrawn":
        raise RuleBroken("This consultation was withdrawn, so it has no result.")
    state = consultation.workflow_state.label.lower()
    raise RuleBroken(f"This consultation is {state}, so it has no result yet. Close it first.")


def _refuse_without_change(last: ConsultationResult, content: ResultContent, changed: Sequence[str]) -> None:
    if last.snapshot.document.content == content:
        raise RuleBroken(
            f"Nothing has changed since version {last.number} of the result, so there is nothing to issue."
        )
    if not changed:
        raise RuleBroken("Enter what is new in this version. It is printed in the result.", field="changed")


def _issue(consultation: Consultation, number: int, changed: Sequence[str], on: date) -> ResultIssue:
    hold_chain()  # so that no other entry comes between that head and this operation's entry
    position, digest = head()
    return ResultIssue(
        version=number,
        issued_on=on.isoformat(),
        classification=consultation.classification.value,
        readers=tuple(readers_named(consultation)),
        site=settings.SITE_URL,
        marks=tuple(settings.DOCUMENT_MARKS),
        record_head=ResultHead(position=position, digest=digest),
        wording=wording.LATEST,
        changed=tuple(changed),
    )
