"""Slow, unfinished, too large and lengthless requests: everybody else is served as usual."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest

from secrel.servers.process import wait_until
from secrel.servers.serving import HEADER_SECONDS, IDLE_SECONDS, MOST_BYTES

HEAD = "POST /accounts/login/ HTTP/1.1\r\nHost: localhost\r\n"
HALF = {
    "nothing": "",
    "half a line": "GET / HT",
    "half a head": "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: ",
    "half a body": f"{HEAD}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\nlogin=a",
}


@contextmanager
def sent(stack, text: str):
    with socket.create_connection(("127.0.0.1", stack.port), timeout=10) as connection:
        connection.sendall(text.encode())
        yield connection


def answer(connection: socket.socket) -> str:
    """The part of the answer that comes at once."""
    connection.settimeout(10)
    with connection.makefile("rb") as file:
        return file.readline().decode().strip()


def test_two_hundred_half_sent_requests_stop_nobody(stack):
    with ExitStack() as opened:
        for number in range(200):
            opened.enter_context(sent(stack, list(HALF.values())[number % len(HALF)]))
        with ThreadPoolExecutor(8) as pool:
            paths = ["/", "/health/", "/releases/june-2021/", "/modifications/"] * 10
            assert list(pool.map(stack.status, paths)) == [200] * 40
        assert b"June 2021" in stack.fetch("/releases/")


def test_what_never_comes_whole_is_ended(stack):
    """A byte now and then does not help: the time is for the whole of it. `test_serving` has that of a body."""
    limits = {"nothing": IDLE_SECONDS, "half a line": HEADER_SECONDS, "half a head": HEADER_SECONDS}
    with ExitStack() as opened:
        waiting = {what: opened.enter_context(sent(stack, HALF[what])) for what in limits}
        began, ended = time.monotonic(), {}

        def all_over() -> bool:
            for what in waiting.keys() - ended.keys():
                if is_over(waiting[what], drips=what != "nothing"):
                    ended[what] = time.monotonic() - began
            return len(ended) == len(limits)

        assert wait_until(all_over, IDLE_SECONDS + 15, 1)
        assert all(limit - 3 <= ended[what] <= limit + 10 for what, limit in limits.items()), ended


def is_over(connection: socket.socket, drips: bool) -> bool:
    try:
        if drips:
            connection.sendall(b"a")
        connection.settimeout(0.01)
        return connection.recv(10) == b""
    except TimeoutError:
        return False
    except OSError:
        return True


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (f"Content-Length: {MOST_BYTES + 1}\r\n\r\n", "HTTP/1.1 413 Too large"),
        ("Content-Length: 99999999999999999999\r\n\r\n", "HTTP/1.1 413 Too large"),
        ("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "HTTP/1.1 411 Length needed"),
        ("\r\n", "HTTP/1.1 411 Length needed"),
        ("Content-Length: -1\r\n\r\n", "HTTP/1.1 400 Bad Request"),
        ("Content-Length: 5, 6\r\n\r\nhello", "HTTP/1.1 400 Bad Request"),
        (f"X-Long: {'a' * 40_000}\r\n\r\n", "HTTP/1.0 431 Request Header Fields Too Large"),
    ],
)
def test_a_length_is_judged_before_the_body_comes(stack, head, status):
    with sent(stack, HEAD + head) as connection:
        assert answer(connection) == status


def test_a_browser_that_goes_on_sending_still_reads_why(stack):
    """The rest is read and dropped for a while, as a connection that is reset shows no page."""
    with sent(stack, f"{HEAD}Content-Length: {MOST_BYTES + 1}\r\n\r\n") as connection:
        for _ in range(32):
            connection.sendall(b"x" * 1024 * 1024)
        received = b""
        while piece := connection.recv(65536):
            received += piece
    assert b"at most 30 MB of files at a time. Nothing was saved." in received
