"""Waking a worker. The row in the database is the truth about a job; the broker only wakes somebody."""

import logging
from typing import Any

from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def wake(task: Task, **arguments: Any) -> None:
    """Send the task once the transaction is committed.

    Where the broker is away nothing is lost: the row stays, and the next look after jobs finds it.
    """

    def send() -> None:
        try:
            task.apply_async(kwargs=arguments)
        except (OperationalError, OSError) as error:
            log.warning("The broker is away (%s); %s waits in the database.", error, task.name)

    transaction.on_commit(send)
