"""Handovers of tasks that are in force."""

from collections.abc import Iterable
from datetime import date

from governance.watch.models import TaskHandover


def handovers_in_force(codes: Iterable[str], on: date) -> dict[str, TaskHandover]:
    """The handover of each of these tasks, by code. One query; none without tasks."""
    codes = set(codes)
    rows = TaskHandover.objects.in_force(on).filter(task__in=codes) if codes else TaskHandover.objects.none()
    return {row.task: row for row in rows.select_related("given_by", "given_to")}


def handover_data(row: TaskHandover) -> dict[str, object]:
    """The facts of a handover that never change. People are primary keys, because names can change."""
    return {
        "task": row.task,
        "what": row.what,
        "act": row.act,
        "path": row.path,
        "given_by": row.given_by_id,
        "given_to": row.given_to_id,
        "reason": row.reason,
        "since_on": row.since_on.isoformat(),
        "until_on": row.until_on.isoformat(),
    }
