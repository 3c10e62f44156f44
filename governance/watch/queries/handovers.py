"""Handovers of tasks that are in force."""

from collections.abc import Iterable
from datetime import date

from governance.watch.models import TaskHandover


def handovers_in_force(codes: Iterable[str], on: date) -> dict[str, TaskHandover]:
    """The handover of each of these tasks, by code. One query; none without tasks."""
    codes = set(codes)
    rows = TaskHandover.objects.in_force(on).filter(task__in=codes) if codes else TaskHandover.objects.none()
    return {row.task: row for row in rows.select_related("given_by", "given_to")}
