"""Telling the broker that a job was taken, again where the broker hung at that moment.

Celery says it once. A job whose acknowledgement got lost counts as being run until the worker ends; after as many as
the worker runs at once it takes no more.
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
    """A job as the worker holds it; its acknowledgement is looked at again later."""

    def acknowledge(self) -> None:
        super().acknowledge()
        _new.append(self.message)


class AcknowledgeAgain(bootsteps.StartStopStep):
    """A step of each worker, for as long as a connection lasts: jobs of a lost one come back by themselves."""

    requires = {"celery.worker.consumer.tasks:Tasks"}

    def start(self, parent: Consumer) -> None:
        _new.clear()
        _lost.clear()
        self.timer = parent.timer.call_repeatedly(EVERY, again, (parent.connection_errors,))

    def stop(self, parent: Consumer) -> None:
        if timer := getattr(self, "timer", None):
            timer.cancel()


def again(connection_errors: tuple[type[Exception], ...]) -> None:
    """Acknowledge what was lost at the last call already; one that is new has perhaps not been sent yet."""
    for message in _lost:
        if not message.acknowledged:
            log.warning("The acknowledgement of job %s got lost; sending it again.", message.headers["id"])
            message.ack_log_error(log, connection_errors)
    _lost[:] = [message for message in (*_lost, *_new) if not message.acknowledged]
    _new.clear()
