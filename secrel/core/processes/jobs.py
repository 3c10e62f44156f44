"""Waking a worker. The row in the database is the truth about a job; the broker only wakes somebody."""

import logging
import time
from typing import Any

from celery import Task
from django.db import transaction

log = logging.getLogger(__name__)


class Pause:
    """After a failure whoever did not answer is left alone for some seconds, so that one request waits once."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.until = 0.0

    def __bool__(self) -> bool:
        return time.monotonic() < self.until

    def begin(self) -> None:
        self.until = time.monotonic() + self.seconds


_pause = Pause(seconds=3)


def wake(task: Task, **arguments: Any) -> None:
    """Send the task once the transaction is committed.

    Where the broker is away or hangs nothing is lost: the row stays, and the next look after jobs finds it.
    """

    def send() -> None:
        if _pause:
            return
        try:
            task.apply_async(kwargs=arguments)
        except Exception as error:  # whatever is wrong with the broker: what was saved stays saved
            _pause.begin()
            log.warning("The broker is not responding (%s); %s waits in the database.", error, task.name)

    transaction.on_commit(send)
