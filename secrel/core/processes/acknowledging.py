"""Repeats acknowledgements of jobs that were lost because the broker hung.

Celery sends each once. A job whose acknowledgement was lost counts as running until the worker ends; once there are
as many as the worker runs at a time, it takes no more.
"""

import logging

from celery import bootsteps
from celery.worker.consumer import Consumer
from celery.worker.request import Request
from kombu import Message

log = logging.getLogger(__name__)
EVERY = 5.0  # seconds
_new: list[Message] = []
_lost: list[Message] = []


class AcknowledgedRequest(Request):
    """A job in the worker, whose acknowledgement is checked again later."""

    def acknowledge(self) -> None:
        super().acknowledge()
        _new.append(self.message)


class AcknowledgeAgain(bootsteps.StartStopStep):
    """A step of each worker while a connection lasts; the broker redelivers the jobs of a lost connection."""

    requires = {"celery.worker.consumer.tasks:Tasks"}

    def start(self, parent: Consumer) -> None:
        _new.clear()
        _lost.clear()
        self.timer = parent.timer.call_repeatedly(EVERY, again, (parent.connection_errors,))

    def stop(self, parent: Consumer) -> None:
        if timer := getattr(self, "timer", None):
            timer.cancel()


def again(connection_errors: tuple[type[Exception], ...]) -> None:
    """Acknowledge jobs that were still unacknowledged at the last call; a new one may not be sent yet."""
    for message in _lost:
        if not message.acknowledged:
            log.warning("The acknowledgement of job %s got lost; sending it again.", message.headers["id"])
            message.ack_log_error(log, connection_errors)
    _lost[:] = [message for message in (*_lost, *_new) if not message.acknowledged]
    _new.clear()
