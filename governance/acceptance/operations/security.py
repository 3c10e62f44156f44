"""Evidence on security: separate from other evidence, and closed to all but its team and the SSC."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from governance.acceptance.models import ClosedEvidence, Evidence
from governance.acceptance.queries.evidence import closed_evidence, in_force, is_closed
from governance.criteria.models import SECURITY_BODY, Criterion
from releases.operations.sections import locked_release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM, Actor, moment_of_change, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of


def names_of(criteria: Iterable[Criterion]) -> str:
    """Testing 1, Testing 2 and Testing 3."""
    *first, last = [str(row) for row in sorted(criteria, key=lambda row: (row.category, row.number))]
    return f"{', '.join(first)} and {last}" if first else last


def class_for(criteria: Collection[Criterion], chosen: str, body: Body) -> str:
    """The class of evidence for these criteria; refused where some are on security and others are not."""
    security = [row for row in criteria if row.is_security]
    others = [row for row in criteria if not row.is_security]
    if security and others:
        raise RuleBroken(
            f"Only {body.the} and the SSC may read evidence for {names_of(security)}, but other people review "
            f"{names_of(others)}. Submit two pieces: one for {names_of(security)} and one for {names_of(others)}.",
            field="criteria",
        )
    return Evidence.Classification.SECURITY if security else chosen


def close_on_security(evidence: Evidence) -> dict[str, list[Any]]:
    """Close released evidence that is on security. Returns the changes for the audit trail."""
    if not is_closed(evidence):
        return {}
    ClosedEvidence.objects.create(evidence=evidence, closed_at=moment_of_change())
    return {"closed": [None, evidence.receipt]}


def close_security_evidence(*, on: date) -> int:
    """Close evidence on security that was released before ClosedEvidence existed; returns the number of pieces.

    Runs at bring-up and once a day. A team is notified once of a piece that is also for other criteria.
    """
    rows = closed_evidence().filter(state="released", closed__isnull=True).order_by("pk")
    return sum(close_evidence(by=SYSTEM, evidence=row, on=on) for row in rows.select_related("release"))


@operation("governance.close_evidence", Permission.FOLLOW_UP)
def close_evidence(*, by: Actor, evidence: Evidence, on: date) -> bool:
    """Close a released piece to all but its team and the SSC. Notify the team if it is also for other criteria."""
    locked_release(evidence.release)
    evidence = Evidence.objects.select_related("release", "body").get(pk=evidence.pk)
    is_new = not hasattr(evidence, "closed")
    changes = close_on_security(evidence) if is_new else {}
    record(
        target=Target.EVIDENCE(evidence.release.slug, evidence.receipt),
        label=f"{evidence} for the {evidence.release}",
        changes=changes,
        on=on,
    )
    criteria = list(evidence.criteria.select_related("reviewer"))
    if changes and not all(row.is_security for row in criteria):
        _notify_team(evidence, criteria, on)
    return bool(changes)


def _notify_team(evidence: Evidence, criteria: list[Criterion], on: date) -> None:
    others = [row for row in criteria if not row.is_security]
    security = [row for row in criteria if row.is_security]
    subject = names_of(security) if security else "the security criteria"
    notify(
        holders_of(Permission.SUBMIT_EVIDENCE, on=on, body=evidence.body.key),
        subject=f"Replace evidence {evidence.receipt} with two pieces",
        body=(
            f"Only {evidence.body.the} and the SSC can now read {evidence.receipt}, because it is about security. It "
            f"is also evidence for {names_of(others)}, whose reviewers can no longer read it. Please replace it with "
            f"two pieces: one for {subject} and one for {names_of(others)}."
        ),
        path=evidence.get_absolute_url(),
        on=on,
    )


def refuse_mixing(changed: Iterable[Criterion]) -> None:
    """Raise RuleBroken where evidence in force would serve security criteria and others after these `changed`."""
    for row in changed:
        for evidence in in_force(row):
            served = evidence.criteria.select_related("reviewer")
            others = [
                other
                for other in served
                if other.is_security != row.is_security and evidence in in_force(other)
            ]
            if others:
                raise RuleBroken(
                    f"One piece of evidence is for both {row} and {names_of(others)}. Evidence that the SSC reviews "
                    f"cannot also be for other criteria. Ask {row.owner.the} to replace it with two pieces, then "
                    f"change who reviews {row}.",
                    field="reviewer",
                )


def refuse_other_owner(row: Criterion, owner: Body) -> None:
    """Raise RuleBroken for a change of owner where the new owner could read what is on security."""
    if row.owner == owner:
        return
    of_ssc = {"body__key": SECURITY_BODY}
    reviewed = row.questions.filter(**of_ssc).exists() or row.reviews.filter(**of_ssc).exists()
    if (
        reviewed
        or row.evidence.filter(pk__in=closed_evidence().values("pk")).exclude(state="discarded").exists()
    ):
        raise RuleBroken(
            f"Evidence on security has been requested or submitted for {row}, so its owner must stay "
            f"{row.owner.the}. Add a criterion after it instead.",
            field="owner",
        )
