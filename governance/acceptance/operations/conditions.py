"""Conditions of a decision: reported as met by their owner, then closed by SECAS."""

from datetime import date

from django.utils.text import capfirst

from governance.acceptance.models import Condition
from governance.acceptance.operations.readiness import renew_items
from governance.acceptance.workflow import CONDITION
from governance.meetings.models import Decision
from releases.operations.sections import locked_release
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body, User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of
from secrel.core.values.present import present


def set_conditions(decision: Decision, on: date) -> None:
    """Create the conditions of a confirmed outcome, and notify their owners. The release is locked."""
    release = present(decision.item.release)
    existing = release.conditions.count()
    bodies = {body.key: body for body in Body.objects.all()}
    for number, row in enumerate(decision.outcome.conditions, start=existing + 1):
        condition = Condition.objects.create(
            release=release,
            decision=decision,
            number=number,
            text=row["text"],
            owner=bodies[row["owner"]],
            due_on=date.fromisoformat(row["due"]),
        )
        notify(
            holders_of(Permission.SUBMIT_EVIDENCE, on=on, body=row["owner"]),
            subject=f"{condition}, due {condition.due_on.day} {condition.due_on:%B %Y}",
            body=condition.text,
            path=f"/releases/{release.slug}/criteria/",
            on=on,
        )


@operation("governance.report_condition", Permission.SUBMIT_EVIDENCE)
def report_condition(*, by: User, condition: Condition, done: str, token: Token, on: date) -> Condition:
    """Report, as the owner, how a condition was met. SECAS is notified and can close it."""
    condition = _locked(condition, token)
    if not by.may_in(condition.owner.key, Permission.SUBMIT_EVIDENCE):
        raise NotAllowed(
            f"{capfirst(condition.owner.the)} has to meet this condition, so only its people can report it."
        )
    if not done.strip():
        raise RuleBroken("Enter how the condition was met. SECAS needs this to close it.", field="done")
    before, after = CONDITION.apply(condition, "report", by)
    earlier, condition.done, condition.reported_by = condition.done, done, by
    condition.save(update_fields=["state", "done", "reported_by"])
    _record(condition, {"state": [before, after], "done": [earlier, done]}, "", on)
    renew_items(by=by, release=condition.release, because=f"{condition} was reported as met.", on=on)
    notify(
        holders_of(Permission.EDIT_RELEASES, on=on),
        subject=f"{condition} is reported as met",
        body=done,
        path=f"/releases/{condition.release.slug}/criteria/",
        on=on,
    )
    return condition


@operation("governance.close_condition", Permission.EDIT_RELEASES)
def close_condition(*, by: Actor, condition: Condition, token: Token, on: date) -> Condition:
    """Close a condition that is met. The person who reported it cannot close it."""
    condition = _locked(condition, token)
    before, after = CONDITION.apply(condition, "close", by)
    if condition.reported_by_id == by.pk:
        raise NotAllowed("You reported this condition as met, so another person at SECAS has to close it.")
    condition.save(update_fields=["state"])
    _record(condition, {"state": [before, after]}, "", on)
    renew_items(by=by, release=condition.release, because=f"{condition} was closed.", on=on)
    return condition


@operation(
    "governance.reopen_condition",
    Permission.EDIT_RELEASES,
    reason="Enter what is missing. The owner can read it.",
)
def reopen_condition(*, by: Actor, condition: Condition, reason: str, token: Token, on: date) -> Condition:
    """Reopen a condition that is not met yet. Its owner is notified of the reason."""
    condition = _locked(condition, token)
    before, after = CONDITION.apply(condition, "reopen", by)
    condition.save(update_fields=["state"])
    _record(condition, {"state": [before, after]}, reason, on)
    renew_items(by=by, release=condition.release, because=f"{condition} was reopened.", on=on)
    notify(
        holders_of(Permission.SUBMIT_EVIDENCE, on=on, body=condition.owner.key),
        subject=f"{condition} is open again",
        body=reason,
        path=f"/releases/{condition.release.slug}/criteria/",
        on=on,
    )
    return condition


def _record(condition: Condition, changes: dict, reason: str, on: date) -> None:
    record(
        target=Target.CONDITION(condition.release.slug, condition.number),
        label=str(condition),
        changes=changes,
        reason=reason,
        on=on,
    )


def _locked(condition: Condition, token: Token) -> Condition:
    locked_release(condition.release)
    condition = (
        Condition.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release", "owner")
        .get(pk=condition.pk)
    )
    take_token(condition, token, lambda: {"state": condition.state}, "This condition")
    return condition
