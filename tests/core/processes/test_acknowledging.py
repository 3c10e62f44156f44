"""An acknowledgement that a hanging broker lost is sent again."""

import os
import signal
from contextlib import contextmanager

import pytest
import redis
from django.conf import settings
from kombu import Consumer, Message, Queue

from secrel.celery import app
from secrel.core.notifications.tasks import forget_attempts
from secrel.core.processes import acknowledging


@pytest.fixture
def channel():
    """Of a worker that runs one job at once, on a queue of its own."""
    with app.connection_for_read() as connection:
        channel = connection.default_channel
        channel.basic_qos(0, 1, False)
        yield channel


def taken(channel) -> Message:
    """One job out of the broker, as a worker takes it."""
    queue = Queue("acknowledged", routing_key="acknowledged")
    got = []
    with Consumer(channel, [queue], on_message=got.append):
        forget_attempts.apply_async(queue=queue.name)
        while not got:
            channel.connection.client.drain_events(timeout=5)
    return got[0]


@contextmanager
def hanging_broker():
    with redis.Redis.from_url(settings.CACHES["presence"]["LOCATION"]) as broker:
        pid = broker.info("server")["process_id"]
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def test_an_acknowledgement_that_got_lost_is_sent_again(channel):
    message, errors = taken(channel), channel.connection_errors
    job = acknowledging.AcknowledgedRequest(
        message, on_ack=message.ack_log_error, app=app, connection_errors=errors
    )
    with hanging_broker():
        job.acknowledge()
        acknowledging.again(errors)
    assert not channel.qos.can_consume()
    acknowledging.again(errors)
    assert channel.qos.can_consume()
    assert message.acknowledged


def test_an_acknowledgement_that_arrived_is_not_repeated(channel):
    message, errors = taken(channel), channel.connection_errors
    sent = []
    job = acknowledging.AcknowledgedRequest(
        message, on_ack=lambda *_: sent.append(message.ack()), app=app, connection_errors=errors
    )
    job.acknowledge()
    acknowledging.again(errors)
    acknowledging.again(errors)
    assert len(sent) == 1
    assert channel.qos.can_consume()
