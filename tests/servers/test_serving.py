"""How long the web server waits for a request."""

import os
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from waitress.adjustments import Adjustments as RealAdjustments

from secrel.servers.serving import (
    BODY_SECONDS,
    HEADER_SECONDS,
    LINGER_SECONDS,
    MOST_BYTES,
    Channel,
    Parser,
    Server,
)
from secrel.servers.web import listening


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


def tiny(environ, start_response):
    """A body of three bytes: at /streamed without saying how long it is."""
    said = [] if environ["PATH_INFO"] == "/streamed" else [("Content-Length", "3")]
    start_response("200 OK", [("Content-Type", "text/plain"), *said])
    return iter([b"o", b"ne"])


@pytest.fixture
def port():
    """The web server with `tiny` behind it."""
    root = str(Path(__file__).parent.parent.parent)
    with socket.create_server(("127.0.0.1", 0)) as shared:
        command = [
            sys.executable,
            "-m",
            "secrel.servers.serving",
            "--socket",
            str(shared.fileno()),
            f"{__name__}:tiny",
        ]
        known = {"cwd": root, "env": os.environ | {"PYTHONPATH": root}}
        with subprocess.Popen(command, pass_fds=[shared.fileno()], **known) as server:
            yield shared.getsockname()[1]
            server.terminate()


def answers(port: int, text: str) -> bytes:
    """All that comes back until the server closes the connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as client:
        client.sendall(text.encode())
        return b"".join(iter(lambda: client.recv(65536), b""))


def test_an_answer_to_head_has_no_body_that_the_next_one_begins_with(port):
    """Else whoever shares a connection through a proxy reads the body of another's page as an answer of theirs."""
    end = "Host: a\r\nConnection: close\r\n\r\n"
    got = answers(port, f"HEAD / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n{end}")
    head, _, rest = got.partition(b"\r\n\r\n")
    assert b"Content-Length: 3" in head
    assert rest.startswith(b"HTTP/1.1 200 OK")
    assert rest.endswith(b"\r\n\r\none")
    streamed = answers(port, f"HEAD /streamed HTTP/1.1\r\n{end}")
    assert b"one" not in streamed


@pytest.fixture(scope="module")
def address():
    """A server of this process, whose application is never reached."""
    with listening("127.0.0.1", 0) as shared:
        adjustments = RealAdjustments(sockets=[shared], threads=1, max_request_header_size=1000, ident=None)
        name = (shared.family, shared.type, shared.proto, shared.getsockname())
        server = Server(None, _sock=shared, adj=adjustments, sockinfo=name, bind_socket=False)
        thread = Thread(target=server.run, daemon=True)
        thread.start()
        yield shared.getsockname()
        server.close()


@pytest.mark.parametrize(
    ("request_head", "status"),
    [
        (f"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: {MOST_BYTES + 1}\r\n\r\n", b"413"),
        ("POST / HTTP/1.1\r\nHost: a\r\n\r\n", b"411"),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x" * 2000 + "\r\n\r\n", b"431"),
        ("GET / HTTP/1.1\r\nHo st: a\r\n\r\n", b"400"),
    ],
)
def test_what_the_server_answers_itself_carries_the_policy_of_browsers(address, request_head, status):
    with socket.create_connection(address, timeout=10) as connection:
        connection.sendall(request_head.encode())
        answer = connection.makefile("rb").read()
    assert answer.split(b" ", 2)[1] == status
    head = answer.partition(b"\r\n\r\n")[0]
    assert b"Content-Security-Policy: default-src 'none'; frame-ancestors 'none'" in head
    assert b"X-Content-Type-Options: nosniff" in head
    assert b"Referrer-Policy: same-origin" in head
