"""Handing a task to a colleague, and taking it back."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from governance.documents.engine.text import long_date
from governance.watch.models import Ended, TaskHandover
from governance.watch.queries.handovers import handover_data
from governance.watch.waiting import task_with
from governance.watch.waiting.colleagues import colleagues
from governance.watch.waiting.task import Task
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Token, operation, record, take_token
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify

LONGEST = timedelta(days=366)
OWN = "This task is yours alone, so you cannot hand it to a colleague."


@operation(
    "governance.hand_over_task",
    None,
    reason="Give a reason for handing the task over. Your colleague reads it.",
    edits=False,
)
def hand_over_task(
    *, by: User, task: str, given_to: User, until_on: date, reason: str, on: date
) -> TaskHandover:
    """Hand the task with this code to a colleague from today until a day, both included.

    Nobody gets a permission by it: it is refused unless the colleague may do the task themselves. Who has it from a
    colleague can hand it on. Nobody else can until that handover has ended.
    """
    found = task_with(by, task, on)
    if found is None:
        raise RuleBroken("You do not have this task any more. Somebody may have done it. See your tasks.")
    if found.kind.is_own:
        raise RuleBroken(OWN)
    if not on <= until_on <= on + LONGEST:
        raise RuleBroken("Choose a day from today to a year from now.", field="until_on")
    _refuse_colleague(by, found, given_to, on)
    earlier = _ended_earlier(by, task, on)
    try:
        with transaction.atomic():
            row = TaskHandover.objects.create(
                task=task,
                what=found.what[:500],
                act=found.act,
                path=found.path,
                given_by=by,
                given_to=given_to,
                reason=reason,
                since_on=on,
                until_on=until_on,
            )
    except IntegrityError as error:
        raise RuleBroken("Somebody has just handed this task over. Reload the page.") from error
    changes: dict[str, list[Any]] = {
        "given_to": [earlier and earlier.given_to.name, given_to.name],
        "since": [None, on],
        "until": [None, until_on],
        "handover": [None, digest_of(handover_data(row))],
    }
    record(**_target(row), changes=changes, reason=reason, on=on)
    notify(
        [given_to],
        subject=f"{by} hands you a task: {found.what}",
        body=f"{found.act}. It is yours until {long_date(until_on.isoformat())}. Reason: {reason}",
        path=found.path,
        on=on,
    )
    return row


@operation("governance.take_back_task", None, edits=False)
def take_back_task(*, by: User, handover: TaskHandover, token: Token, on: date) -> TaskHandover:
    """End a handover: who gave the task takes it back, or who got it gives it back. The other one is told."""
    rows = TaskHandover.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("given_by", "given_to").get(pk=handover.pk)
    if by.pk not in (row.given_by_id, row.given_to_id):
        raise NotAllowed("Only the two people concerned can end this handover.")
    if not row.is_in_force(on):
        raise RuleBroken("This handover has ended already. Reload the page.")
    take_token(row, token, lambda: {"given_to": row.given_to.name}, "This handover")
    is_giver = by.pk == row.given_by_id
    how = Ended.TAKEN_BACK if is_giver else Ended.GIVEN_BACK
    _end(row, how, on)
    record(**_target(row), changes={"given_to": [row.given_to.name, None], "ended": [None, how.label]}, on=on)
    notify(
        [row.given_to if is_giver else row.given_by],
        subject=f"{by} {'takes a task back' if is_giver else 'gives a task back to you'}: {row.what}",
        body="You do not need to do it any more." if is_giver else "It is in your tasks again.",
        path=row.path,
        on=on,
    )
    return row


def _refuse_colleague(by: User, task: Task, given_to: User, on: date) -> None:
    """Raise NotAllowed unless the colleague has the permission and the task is one that they may do."""
    if given_to.pk == by.pk:
        raise RuleBroken("You have this task already. Choose a colleague.", field="given_to")
    allowed = {person.pk for person in colleagues(by, task, on)}
    if given_to.pk not in allowed or task_with(given_to, task.code, on) is None:
        raise NotAllowed(
            f"{given_to} cannot do this task: “{task.act}” takes a role that they do not have, or they may not "
            "decide on their own work. Choose somebody else."
        )


def _ended_earlier(by: User, task: str, on: date) -> TaskHandover | None:
    """End the handover of a task that is over, or that gave it to this person. Returns the latter.

    Raises RuleBroken while somebody else has the task.
    """
    rows = TaskHandover.objects.select_for_update(of=("self",), no_key=True)
    row = rows.filter(task=task, ended_on__isnull=True).select_related("given_by", "given_to").first()
    if row is None:
        return None
    if not row.is_in_force(on):
        _end(row, Ended.OVER, row.until_on)
        return None
    if row.given_to_id != by.pk:
        raise RuleBroken(
            f"{row.given_to} has this task until {long_date(row.until_on.isoformat())}, from {row.given_by}. It can "
            "be handed over again once one of them has ended that."
        )
    _end(row, Ended.HANDED_ON, on)
    return row


def _end(row: TaskHandover, how: Ended, on: date) -> None:
    row.ended_on, row.ended_how = on, how
    row.save(update_fields=["ended_on", "ended_how"])


def _target(row: TaskHandover) -> dict[str, str]:
    return {"target": Target.TASK(row.task), "label": row.what}
