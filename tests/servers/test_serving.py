"""How long the web server waits for a request."""

import pytest

from secrel.servers.serving import BODY_SECONDS, HEADER_SECONDS, LINGER_SECONDS, Channel, Parser


class Adjustments:
    max_request_header_size = 10_000
    max_request_body_size = 10_000
    inbuf_overflow = 10_000
    url_scheme = "http"


def waiting(text: str = "", lingers: bool = False) -> Channel:
    """A connection on which that much of a request has come, at second 1000."""
    channel = Channel.__new__(Channel)
    channel.began, channel.lingers = 1000.0, lingers
    channel.request = None
    if text:
        channel.request = Parser(Adjustments())
        channel.request.received(text.encode())
    return channel


@pytest.mark.parametrize(
    ("channel", "limit"),
    [
        (waiting("GET / HTTP/1.1\r\nHost: a"), HEADER_SECONDS),
        (waiting("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"), BODY_SECONDS),
        (waiting(lingers=True), LINGER_SECONDS),
    ],
    ids=["head", "body", "refused"],
)
def test_each_part_of_a_request_has_its_time(channel, limit):
    assert not channel.is_late(1000.0 + limit)
    assert channel.is_late(1000.1 + limit)


def test_a_connection_between_two_requests_is_not_late():
    assert not waiting().is_late(99_999.0)
