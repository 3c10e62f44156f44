"""Wakes a worker. The row in the database is the job; the message to the broker only wakes a worker."""

import logging
import time
from datetime import timedelta
from typing import Any

from celery import Task
from django.db import transaction

log = logging.getLogger(__name__)
WORKER_IS_LATE_AFTER = timedelta(seconds=20)
"""What has waited longer was not taken when a worker was woken twice."""


class Pause:
    """A time after a failure during which a service is not called, so that one request waits only once."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.until = 0.0

    def __bool__(self) -> bool:
        return time.monotonic() < self.until

    def begin(self) -> None:
        self.until = time.monotonic() + self.seconds


_pause = Pause(seconds=3)


def wake(task: Task, *, priority: int | None = None, **arguments: Any) -> None:
    """Send the task once the transaction is committed. `priority`: 0, without one, is first in its queue, 9 last.

    If the broker is down or hangs, nothing is lost: the row stays, and `look_after_jobs` finds it.
    """

    def send() -> None:
        if _pause:
            return
        try:
            task.apply_async(kwargs=arguments, priority=priority)
        except Exception as error:  # no fault of the broker may undo the change
            _pause.begin()
            log.warning("The broker is not responding (%s); %s waits in the database.", error, task.name)

    transaction.on_commit(send)
