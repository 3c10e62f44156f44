"""Reviews of criteria, reviewers' questions, and answers of the owners."""

from datetime import date

from django.utils.text import capfirst

from governance.acceptance.models import Evidence, Question, Reply, Review, Verdict
from governance.acceptance.operations.readiness import renew_items
from governance.acceptance.queries.acceptance import reviewing_body
from governance.acceptance.queries.evidence import basis_of, evidence_seen_by, in_force
from governance.criteria.models import Criterion
from governance.criteria.workflow import CRITERION
from releases.operations.sections import locked_release
from secrel.core.changes.errors import NotAllowed, RuleBroken, Stale
from secrel.core.changes.operations import moment_of_change, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of


@operation("governance.review_criterion", Permission.REVIEW_EVIDENCE)
def review_criterion(
    *, by: User, criterion: Criterion, verdict: str, text: str = "", evidence_digest: str, on: date
) -> Review:
    """Record a review of a criterion, on the evidence with this digest. A later review replaces it.

    Nobody reviews evidence that they wrote, evidence of the body whose seat they hold, or evidence closed to them.
    """
    criterion = _locked(criterion)
    body = reviewing_body(criterion)
    if not by.may_in(body.key, Permission.REVIEW_EVIDENCE):
        raise NotAllowed(
            f"{capfirst(body.the)} reviews {criterion}. Your role does not allow you to review for it."
        )
    _refuse_own(by, criterion, on)
    _refuse_unread(by, criterion, verdict)
    before, after = CRITERION.apply(criterion, verdict, by)
    if verdict != Verdict.MET and not text.strip():
        raise RuleBroken(_REQUIRED[verdict], field="text")
    if evidence_digest != basis_of(criterion):
        raise Stale(
            "New evidence has been released since you opened the page. Read it, then review again.",
            theirs={},
            token=0,
        )
    criterion.save(update_fields=["state"])
    earlier = criterion.reviews.last()
    review = Review.objects.create(
        criterion=criterion,
        verdict=verdict,
        text=text,
        evidence_digest=evidence_digest,
        body=body,
        replaces=earlier,
        made_by=by,
        made_at=moment_of_change(),
        on=on,
    )
    record(
        **_target(criterion),
        changes={
            "state": [before, after],
            "review": [earlier and earlier.verdict, verdict],
            "words": [earlier and digest_of(earlier.text), digest_of(text)],
            "evidence": [earlier and earlier.evidence_digest, evidence_digest],
        },
        on=on,
    )
    renew_items(by=by, release=criterion.release, because=f"The review of {criterion} changed.", on=on)
    notify(
        holders_of(Permission.SUBMIT_EVIDENCE, on=on, body=criterion.owner.key),
        subject=f"{criterion} of the {criterion.release}: {review.get_verdict_display().lower()}",
        body=f"{capfirst(body.the)} reviewed the evidence. The result is on the criterion’s page.",
        path=criterion.get_absolute_url(),
        on=on,
    )
    return review


_REQUIRED: dict[str, str] = {
    Verdict.CONDITIONS: "Enter the conditions. The owner and the deciding body rely on them.",
    Verdict.NOT_MET: "Give the reason why it is not met, so that its owner knows what to submit.",
    Verdict.NOT_APPLICABLE: "Give the reason why it does not apply to this release.",
}


@operation("governance.ask_about_evidence", Permission.REVIEW_EVIDENCE)
def ask_about_evidence(*, by: User, criterion: Criterion, text: str, on: date) -> Question:
    """Ask the owner of a criterion a question, as a reviewer. The owner's people are notified."""
    criterion = _locked(criterion)
    body = reviewing_body(criterion)
    if not by.may_in(body.key, Permission.REVIEW_EVIDENCE):
        raise NotAllowed(f"{capfirst(body.the)} reviews {criterion}, so only its members can ask about it.")
    question = Question.objects.create(
        criterion=criterion, text=text, body=body, asked_by=by, asked_at=moment_of_change()
    )
    record(**_target(criterion), changes={"question": [None, digest_of(text)]}, on=on)
    notify(
        holders_of(Permission.SUBMIT_EVIDENCE, on=on, body=criterion.owner.key),
        subject=f"A question on {criterion} of the {criterion.release}",
        body=f"A reviewer from {body.the} has asked a question. Answer it on the criterion’s page.",
        path=criterion.get_absolute_url(),
        on=on,
    )
    return question


@operation("governance.reply_about_evidence", Permission.SUBMIT_EVIDENCE)
def reply_about_evidence(*, by: User, question: Question, text: str, on: date) -> Reply:
    """Answer a question, as the owner. The person who asked is notified."""
    question = Question.objects.select_related("criterion__release", "criterion__owner", "asked_by").get(
        pk=question.pk
    )
    criterion = question.criterion
    if not by.may_in(criterion.owner.key, Permission.SUBMIT_EVIDENCE):
        raise NotAllowed(
            f"{capfirst(criterion.owner.the)} provides the evidence for {criterion}, so only its people can answer."
        )
    reply = Reply.objects.create(question=question, text=text, made_by=by, made_at=moment_of_change())
    record(**_target(criterion), changes={"reply": [digest_of(question.text), digest_of(text)]}, on=on)
    notify(
        [question.asked_by],
        subject=f"Your question on {criterion} of the {criterion.release} is answered",
        body=f"{capfirst(criterion.owner.the)} has answered. The answer is on the criterion’s page.",
        path=criterion.get_absolute_url(),
        on=on,
    )
    return reply


def _refuse_own(by: User, criterion: Criterion, on: date) -> None:
    """Raise NotAllowed for the writers of the evidence, and for the owner's seat in the body. The field's rule."""
    for evidence in in_force(criterion):
        if evidence.writers.filter(pk=by.pk).exists():
            raise NotAllowed(
                f"You wrote evidence for {criterion}, so you cannot review it yourself. Ask another member."
            )
    if by.memberships_on(on).filter(represents=criterion.owner).exists():
        raise NotAllowed(
            f"You hold the seat of {criterion.owner.the}, whose evidence this is. Ask another member to review it."
        )


def _refuse_unread(by: User, criterion: Criterion, verdict: str) -> None:
    """Raise RuleBroken where a user finds a criterion met without being able to read any of its evidence."""
    pieces = [row.pk for row in in_force(criterion)]
    if not pieces or verdict not in (Verdict.MET, Verdict.CONDITIONS):
        return
    if not evidence_seen_by(by, Evidence.objects.filter(pk__in=pieces)).exists():
        raise RuleBroken(
            f"The evidence for {criterion} is about security, so you cannot read or review it. Ask "
            f"{criterion.owner.the} to submit a separate piece for {criterion} that you may read."
        )


def _locked(criterion: Criterion) -> Criterion:
    locked_release(criterion.release)
    return (
        Criterion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release", "owner", "reviewer")
        .get(pk=criterion.pk)
    )


def _target(criterion: Criterion) -> dict[str, str]:
    return {
        "target": Target.CRITERION(criterion.release.slug, criterion.key),
        "label": f"{criterion} of the {criterion.release}",
    }
