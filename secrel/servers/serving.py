"""One process of the web server: waitress, with limits on slow and on large requests.

waitress reads a request whole, in one loop for all connections, before a thread takes it: a slow connection holds
no thread. This module adds what waitress lacks: a request must arrive within a time, and a body must state its
length, within the limit, before any of it is stored.
"""

import importlib
import resource
import signal
import socket
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from typing import Any

from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask
from waitress.utilities import Error

MB = 1024 * 1024
MOST_BYTES = 33 * MB  # of one request: its files (30 MB, MAX_FILES_BYTES of settings.py) and its text
HEADER_SECONDS = 20
BODY_SECONDS = 120
IDLE_SECONDS = 30  # without a byte in either direction
LINGER_SECONDS = 10  # reading on after a refusal, so that a browser shows the answer
CONNECTIONS = 2000
HAVE_BODIES = ("POST", "PUT", "PATCH")


class RequestRefused(Error):
    """A refused request; the rest of it is read and dropped."""

    def __init__(self, code: int, reason: str, sentence: str) -> None:
        self.code, self.reason, self.sentence = code, reason, sentence

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:
        page = (
            f"<!doctype html><html lang='en-GB'><title>{self.reason} – secrel</title>"
            f"<h1>{self.reason}</h1><p>{self.sentence}</p></html>"
        )
        headers = [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")]
        return f"{self.code} {self.reason}", headers, page.encode()


TOO_LARGE = (
    413,
    "Too large",
    "You can send at most 30 MB of files at a time. Nothing was saved. Go back and choose fewer or smaller files; what "
    "you typed should still be there.",
)
NO_LENGTH = (411, "Length needed", "The request needs a Content-Length header.")


class Parser(HTTPRequestParser):
    """Checks the length as soon as the headers have arrived."""

    def received(self, data: bytes) -> int:
        new = not self.headers_finished
        consumed = super().received(data)
        if new and self.headers_finished and not self.empty and (refusal := self._refusal()):
            self.error, self.completed = RequestRefused(*refusal), True
        return consumed

    def _refusal(self) -> tuple[int, str, str] | None:
        if self.content_length > MOST_BYTES:
            return TOO_LARGE
        if self.error is None and (
            self.chunked or (self.command in HAVE_BODIES and "CONTENT_LENGTH" not in self.headers)
        ):
            return NO_LENGTH
        return None


HEADERS = [
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
]
"""Headers of responses not made by the application; the proxy adds Strict-Transport-Security."""


class Refusal(ErrorTask):
    """Sends the refusal, and marks that the rest of the request is still to come."""

    def execute(self) -> None:
        self.response_headers.extend(HEADERS)
        self.channel.refuses = isinstance(self.request.error, RequestRefused)
        super().execute()


class Channel(HTTPChannel):
    """One connection, with the time at which the current request began."""

    parser_class = Parser
    error_task_class = Refusal
    began = 0.0
    refuses = False
    lingers = False

    def received(self, data: bytes) -> bool:
        if self.lingers:
            return False
        if self.request is None:
            self.began = time.time()
        return super().received(data)

    def readable(self) -> bool:
        return self.lingers or super().readable()

    def writable(self) -> bool:
        return self.will_close or (not self.lingers and super().writable())

    def handle_close(self) -> None:
        """Linger after a refusal: closing on unread data resets the connection, and browsers show no answer."""
        if self.refuses and self.connected and not self.lingers:
            self.lingers, self.will_close, self.began = True, False, time.time()
            self.socket.shutdown(socket.SHUT_WR)
            return
        super().handle_close()

    def is_late(self, now: float) -> bool:
        if self.lingers:
            return now - self.began > LINGER_SECONDS
        if self.request is None:
            return False
        return now - self.began > (BODY_SECONDS if self.request.headers_finished else HEADER_SECONDS)


class Server(TcpWSGIServer):
    channel_class = Channel

    def maintenance(self, now: float) -> None:
        super().maintenance(now)
        for channel in self.active_channels.values():
            if channel.is_late(now):
                channel.will_close = True


def without_bodies_of_heads(application: Callable) -> Callable:
    """Wrap the application so that HEAD gets headers only.

    waitress sends any body it is given. On a persistent connection, a body after HEAD would be read as the beginning
    of the next response.
    """

    def answer(environ: dict[str, Any], start_response: Callable) -> Iterable[bytes]:
        body = application(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return body
        if hasattr(body, "close"):
            body.close()
        return []

    return answer


def serve(application: Callable, shared: socket.socket, threads: int) -> None:
    """Serve until SIGTERM; requests that have begun are finished."""
    files, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = max(files, min(most, 4 * CONNECTIONS))
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, most))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    adjustments = Adjustments(
        sockets=[shared],
        threads=threads,
        connection_limit=min(CONNECTIONS, files // 3),
        asyncore_use_poll=True,
        channel_timeout=IDLE_SECONDS,
        cleanup_interval=2,
        max_request_header_size=32 * 1024,
        max_request_body_size=MOST_BYTES + 1,
        outbuf_high_watermark=100 * MB,  # a thread never waits for a slow reader of a file
        clear_untrusted_proxy_headers=False,  # Django and allauth check them, by TRUSTED_PROXIES
        ident=None,
    )
    address = (shared.family, shared.type, shared.proto, shared.getsockname())
    application = without_bodies_of_heads(application)
    server = Server(application, _sock=shared, adj=adjustments, sockinfo=address, bind_socket=False)
    server.run()


def main() -> None:
    options = ArgumentParser(prog="python -m secrel.servers.serving")
    options.add_argument("--socket", type=int, required=True, help="the descriptor of a listening socket")
    options.add_argument("--threads", type=int, default=4)
    options.add_argument("application")
    chosen = options.parse_args()
    module, _, name = chosen.application.partition(":")
    application = getattr(importlib.import_module(module), name)
    serve(application, socket.socket(fileno=chosen.socket), chosen.threads)


if __name__ == "__main__":
    main()
