"""The summary of a consultation, and the decision that follows. A changed go-live moves by its own operation."""

from datetime import date

from django.utils.text import capfirst

from governance.consultations.deadlines import long_day
from governance.consultations.models import Consultation, ConsultationDecision, ConsultationKind, Outcome
from governance.consultations.operations.asking import RUN, locked, target_of
from governance.consultations.operations.news import announce_decided
from governance.consultations.queries.summary import current_answers, summary_of
from governance.consultations.workflow import CONSULTATION
from releases.models.releases import Release
from releases.operations.releases import change_release
from releases.operations.sections import locked_to_date
from releases.timing import Consequence, consequences
from releases.workflow import COMING
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import (
    AS_STORED,
    Actor,
    Token,
    moment_of_change,
    operation,
    record,
    take_token,
)
from secrel.core.changes.permissions import Permission
from secrel.core.changes.reasons import refuse_no_reason
from secrel.core.models.people import Body, User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of, working_days
from secrel.core.values.present import present

MOVED, KEPT, OTHER = Outcome.MOVED, Outcome.KEPT, Outcome.OTHER


@operation("governance.summarise_consultation", RUN)
def summarise_consultation(
    *, by: Actor, consultation: Consultation, summary: list[str], token: Token, on: date
) -> Consultation:
    """Publish the summary of a closed consultation, with the answers that it has by now.

    The TAG is told of one on a draft TAD. Answers that come later wait for the next summary.
    """
    consultation = locked(by, consultation)
    before = consultation.summary
    take_token(consultation, token, lambda: {"summary": before}, "This consultation")
    if consultation.state not in ("closed", "decided"):
        raise RuleBroken(
            f"This consultation is {consultation.workflow_state.label.lower()}. Close it before you publish its "
            "summary."
        )
    if not summary:
        raise RuleBroken("Write the summary.", field="summary")
    first = consultation.summarised_on is None
    consultation.summary, consultation.summarised_on = list(summary), on
    recorded = [row.recorded_at for row in current_answers(consultation)]
    consultation.summarised_at = max([moment_of_change(), *recorded])  # on a set day the time begins again
    consultation.save(update_fields=["summary", "summarised_on", "summarised_at"])
    record(
        **target_of(consultation),
        changes={
            "summary": [before, consultation.summary],
            "answers": [None, summary_of(consultation).total.answers],
        },
        on=on,
    )
    if first and consultation.kind == ConsultationKind.DRAFT_TAD:
        notify(
            holders_of(Permission.REVIEW_EVIDENCE, on=on, body="tag"),
            subject=f"Result of the consultation: {consultation}",
            body=f"{summary_of(consultation).total.answers} answers. Read the summary of the DCC.",
            path=consultation.get_absolute_url(),
            on=on,
        )
    return consultation


@operation("governance.record_consultation_decision", RUN)
def record_consultation_decision(
    *,
    by: Actor,
    consultation: Consultation,
    outcome: str,
    body: Body,
    decided_on: date,
    words: list[str],
    go_live_on: date | None = None,
    reason: str = "",
    token: Token,
    on: date,
) -> ConsultationDecision:
    """Record a decision that was taken. A moved go-live changes the release, and keeps the rows that it broke.

    Also recorded where the day is outside the permitted window, or the release is no longer ahead: what was decided is
    never refused. Before the deadline it needs a reason.
    """
    consultation = locked(by, consultation)
    take_token(consultation, token, lambda: {"state": consultation.state}, "This consultation")
    before, after = CONSULTATION.apply(consultation, "decide", by)
    _refuse_decision(consultation, outcome, go_live_on, decided_on, words, on)
    if decided_on < consultation.deadline_day:
        refuse_no_reason(
            reason,
            f"{long_day(decided_on)} is before the deadline, {consultation.deadline_words}. Give a reason for deciding "
            "earlier.",
        )
    before_on: date | None = None
    effects: list[Consequence] = []
    if outcome == MOVED:
        reason = reason or f"{capfirst(body.the)} decided on {long_day(decided_on)}."
        before_on, effects = _move_go_live(by, present(consultation.release), present(go_live_on), reason, on)
    consultation.save(update_fields=["state"])
    decision = ConsultationDecision.objects.create(
        consultation=consultation,
        outcome=outcome,
        body=body,
        decided_on=decided_on,
        words=list(words),
        before_on=before_on,
        go_live_on=go_live_on if outcome == MOVED else None,
        effects=[
            {"event": row.row.event, "before": row.now.label, "after": row.then.label, "breaks": row.breaks}
            for row in effects
        ],
        recorded_by=by if isinstance(by, User) else None,
        recorded_at=moment_of_change(),
    )
    record(
        **target_of(consultation),
        changes={
            "state": [before, after],
            "outcome": [None, outcome],
            "body": [None, body.key],
            "decided_on": [None, decided_on],
            "go_live_on": [before_on, decision.go_live_on],
            "broken": [None, decision.broken],
        },
        reason=reason,
        on=on,
    )
    announce_decided(consultation, " ".join(words), on)
    return decision


def effects_of(release: Release, go_live_on: date) -> list[Consequence]:
    """The rows of the timetable that another go-live moves or breaks."""
    return consequences(list(release.timeline.select_related("release")), go_live_on, working_days())


def _refuse_decision(
    consultation: Consultation,
    outcome: str,
    go_live_on: date | None,
    decided_on: date,
    words: list[str],
    on: date,
) -> None:
    if decided_on > on:
        raise RuleBroken(
            f"{long_day(decided_on)} has not come yet. Record the decision once it is taken.",
            field="decided_on",
        )
    if consultation.opened_on and decided_on < consultation.opened_on:
        raise RuleBroken(
            f"The consultation was opened on {long_day(consultation.opened_on)}. Correct the day of the decision.",
            field="decided_on",
        )
    if outcome not in outcomes_of(consultation):
        raise RuleBroken("Choose one of the decisions.", field="outcome")
    if outcome == MOVED and go_live_on is None:
        raise RuleBroken("Enter the new go-live.", field="go_live_on")
    if not words:
        raise RuleBroken("Write what was decided, and why.", field="words")


def outcomes_of(consultation: Consultation) -> tuple[Outcome, ...]:
    """The decisions that fit the kind."""
    return (MOVED, KEPT) if consultation.is_about_go_live else (OTHER,)


def _move_go_live(
    by: Actor, release: Release, go_live_on: date, reason: str, on: date
) -> tuple[date | None, list[Consequence]]:
    """Move the go-live by its operation; returns the day before, and the effects. A release that is not ahead stays."""
    release = locked_to_date(release)
    before = release.go_live_on
    if release.life not in COMING or before == go_live_on:
        return before, []
    effects = effects_of(release, go_live_on)
    change_release(
        by=by, release=release, fields={"go_live_on": go_live_on}, token=AS_STORED, reason=reason, on=on
    )
    return before, effects
