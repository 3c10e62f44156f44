"""A real receiver on this machine, which answers as it is told and remembers what came."""

import contextlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_network
from typing import Any

LOOPBACK = (ip_network("127.0.0.0/8"),)


class Receiver(HTTPServer):
    """`answers` are given one after the other, the last one for ever: a status, or a function of the handler."""

    def __init__(self, *answers: Any) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = list(answers) or [200]
        self.came: list[tuple[str, dict[str, str], bytes]] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook?key=1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A sender that hangs up is no fault."""


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        answers = self.server.answers
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if callable(answer):
            answer(self)
            return
        self.send_response(answer)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()
        self.wfile.write(b"Thanks.\x00<b>\xff")

    def log_message(self, *args: Any) -> None:
        """Quiet."""


@contextlib.contextmanager
def receiving(settings: Any, *answers: Any) -> Iterator[Receiver]:
    """A receiver that the settings allow."""
    server = Receiver(*answers)
    settings.WEBHOOK_NETWORKS, settings.WEBHOOK_PORTS = LOOPBACK, {443, server.port}
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
