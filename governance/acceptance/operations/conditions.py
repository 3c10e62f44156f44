"""Conditions of a decision, tracked to closure: reported as met by their owner, closed by SECAS."""

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


def set_conditions(decision: Decision, on: date) -> None:
    """The conditions that a confirmed outcome names; the owner of each is told. The release is locked."""
    release = decision.item.release
    taken = release.conditions.count()
    bodies = {body.key: body for body in Body.objects.all()}
    for number, row in enumerate(decision.outcome.conditions, start=taken + 1):
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
    """Its owner says how it was met; SECAS is told and closes it."""
    condition = _locked(condition, token)
    if not by.may_in(condition.owner.key, Permission.SUBMIT_EVIDENCE):
        raise NotAllowed(f"{capfirst(condition.owner.the)} meets this condition, so its people report it.")
    if not done.strip():
        raise RuleBroken("Say how it was met; SECAS closes it on that.", field="done")
    before, after = CONDITION.apply(condition, "report", by)
    earlier, condition.done, condition.reported_by = condition.done, done, by
    condition.save(update_fields=["state", "done", "reported_by"])
    _noted(condition, {"state": [before, after], "done": [earlier, done]}, "", on)
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
    """SECAS agrees that it is met; not whoever reported it."""
    condition = _locked(condition, token)
    before, after = CONDITION.apply(condition, "close", by)
    if condition.reported_by_id == by.pk:
        raise NotAllowed("You reported it as met; another person of SECAS closes it.")
    condition.save(update_fields=["state"])
    _noted(condition, {"state": [before, after]}, "", on)
    renew_items(by=by, release=condition.release, because=f"{condition} was closed.", on=on)
    return condition


@operation(
    "governance.reopen_condition", Permission.EDIT_RELEASES, reason="Say what is missing; the owner reads it."
)
def reopen_condition(*, by: Actor, condition: Condition, reason: str, token: Token, on: date) -> Condition:
    """SECAS does not agree yet; its owner is told why."""
    condition = _locked(condition, token)
    before, after = CONDITION.apply(condition, "reopen", by)
    condition.save(update_fields=["state"])
    _noted(condition, {"state": [before, after]}, reason, on)
    renew_items(by=by, release=condition.release, because=f"{condition} was opened again.", on=on)
    notify(
        holders_of(Permission.SUBMIT_EVIDENCE, on=on, body=condition.owner.key),
        subject=f"{condition} is open again",
        body=reason,
        path=f"/releases/{condition.release.slug}/criteria/",
        on=on,
    )
    return condition


def _noted(condition: Condition, changes: dict, reason: str, on: date) -> None:
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
