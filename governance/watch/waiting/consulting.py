"""Consultations: those that a person's body runs, with the next step of each, and those that a Party can answer."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from governance.consultations.models import (
    Consultation,
    ConsultationAnswer,
    ConsultationDecision,
    ConsultationResult,
)
from governance.consultations.queries.readers import bodies_run_by, seen_by
from governance.regression.queries.participants import registration_of
from governance.watch.waiting.task import Task, kind
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.values.organisations import organisation_key

RUN = kind(
    "consultation",
    "Run the consultation",
    Permission.RUN_CONSULTATIONS,
    "Your body runs a consultation. Open it, read the answers, close it, summarise them, record the decision and "
    "issue the result.",
)
ANSWER = kind(
    "answer-consultation",
    "Answer the consultation",
    Permission.DECLARE_REGRESSION,
    "A consultation is open and your organisation has not answered it. You can change the answer until it closes.",
)


def consultations(user: User, on: date) -> Iterator[Task]:
    """The next step of each, with its day."""
    bodies = bodies_run_by(user)
    if not bodies:
        return
    rows = seen_by(user).filter(owner__key__in=bodies).exclude(release__sources_until__isnull=False)
    for row in _unfinished(rows).order_by("deadline", "pk"):
        step, when = _next(row, on)
        note = "" if row.state == "decided" else f"Answers until {row.deadline_words}"
        yield Task(
            RUN,
            row.slug,
            str(row),
            row.get_absolute_url(),
            when,
            note,
            label=f"Consultation: {row.workflow_state.label.lower()}",
            step=step,
            release=row.release,
            body=row.owner.key,
        )


def answers(user: User, on: date) -> Iterator[Task]:
    """Open consultations that nobody of the person's organisation has answered. Two queries more."""
    registration = registration_of(user)
    if registration is None:
        return
    rows = seen_by(user).filter(state="open", release__sources_until__isnull=True).order_by("deadline", "pk")
    rows = [row for row in rows if row.deadline_day >= on]
    given = ConsultationAnswer.objects.filter(respondent__consultation__in=rows) if rows else ()
    own, answered = organisation_key(registration.organisation), set()
    for answer in given.select_related("respondent") if rows else ():
        respondent = answer.respondent
        mine = respondent.user_id == user.pk or respondent.email == user.email.lower()
        if mine or organisation_key(answer.organisation) == own:
            answered.add(respondent.consultation_id)
    for row in rows:
        if row.pk not in answered:
            facts = {"label": "Consultation: open", "release": row.release, "body": "parties"}
            note = f"Answers until {row.deadline_words}"
            yield Task(ANSWER, row.slug, str(row), row.get_absolute_url(), row.deadline_day, note, **facts)


def _unfinished(rows: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Those that are not decided, and those whose last decision no issued result states."""
    of = {"consultation": OuterRef("pk")}
    last = ConsultationDecision.objects.filter(consultation=OuterRef("consultation")).order_by("-recorded_at")
    result = ConsultationResult.objects.filter(**of, issued_at__gte=Subquery(last.values("recorded_at")[:1]))
    is_told = Exists(result) | ~Exists(ConsultationDecision.objects.filter(**of))
    return rows.filter(Q(state__in=("draft", "open", "closed")) | Q(state="decided") & ~is_told)


def _next(row: Consultation, on: date) -> tuple[str, date | None]:
    if row.state == "draft":
        return "Open the consultation", row.deadline_day
    if row.state == "open":
        return ("Read the answers" if on <= row.deadline_day else "Close the consultation"), row.deadline_day
    if row.summarised_on is None:
        return "Write the summary", None if row.state == "decided" else row.decides_on
    if row.state == "decided":
        return "Issue the result", None
    return "Record the decision", row.decides_on
