"""Messages of the broker, and the worker's steps."""

import pytest
from kombu.exceptions import ContentDisallowed
from kombu.serialization import loads, prepare_accept_content

from secrel.celery import app


def test_a_message_that_is_not_json_is_refused():
    accepted = prepare_accept_content(app.conf.accept_content)
    assert loads(b'{"a": 1}', "application/json", "utf-8", accept=accepted) == {"a": 1}
    for kind in ("application/x-python-serialize", "application/x-yaml"):
        with pytest.raises(ContentDisallowed):
            loads(b"", kind, "binary", accept=accepted)


def test_a_worker_checks_its_acknowledgements_again():
    assert "secrel.core.processes.acknowledging:AcknowledgeAgain" in app.steps["consumer"]
    assert {task.Request for name, task in app.tasks.items() if not name.startswith("celery.")} == {
        "secrel.core.processes.acknowledging:AcknowledgedRequest"
    }
