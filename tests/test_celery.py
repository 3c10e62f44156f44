"""What the broker's messages may be."""

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
