"""One request to a receiver: to a checked address, without redirects or proxies, bounded in time and size."""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from secrel.core.values.texts import UNSTORABLE, one_line
from secrel.core.webhooks.addresses import BadAddress, Destination, Resolver, checked, may_connect

SECONDS = 10
"""For everything: looking up, connecting, sending and reading."""
LARGEST_ANSWER = 64 * 1024
SHOWN = 500
"""Characters of an answer that are kept."""


@dataclass(frozen=True)
class Answer:
    """What came back. `status` is None if nothing did; `failure` says why it does not count."""

    status: int | None
    text: str
    failure: str
    took: int
    """Milliseconds."""

    @property
    def is_taken(self) -> bool:
        return not self.failure


def send(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    *,
    resolve: Resolver | None = None,
    trust: ssl.SSLContext | None = None,
    seconds: float = SECONDS,
) -> Answer:
    """Send a body, and read what is answered. Nothing is raised: a failure is an answer too."""
    begun = time.monotonic()
    status, text, failure = None, "", ""
    try:
        place = checked(address, resolve)
        status, text = _Request(place, begun + seconds, trust or _trusted()).post(body, headers)
        failure = _refused(status)
    except BadAddress as error:
        failure = error.sentence
    except ssl.SSLCertVerificationError as error:
        failure = f"The certificate of the receiver was not accepted: {error.verify_message.rstrip('.')}."
    except (OSError, http.client.HTTPException, ValueError, EOFError) as error:
        failure = _why(error, time.monotonic() - begun >= seconds, seconds)
    return Answer(status, text, failure, round((time.monotonic() - begun) * 1000))


def _refused(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return (
            f"The receiver answered {status}. Redirects are not followed: enter the address that it leads to."
        )
    return f"The receiver answered {status}."


def _why(error: Exception, is_late: bool, seconds: float) -> str:
    if is_late or isinstance(error, TimeoutError):
        return f"The receiver did not answer within {seconds:g} seconds."
    if isinstance(error, ConnectionRefusedError):
        return "The receiver refused the connection."
    return f"The connection failed ({type(error).__name__})."


@cache
def _trusted() -> ssl.SSLContext:
    return ssl.create_default_context()


class _Request:
    """A connection that ends at a moment, whatever it is doing then."""

    def __init__(self, place: Destination, ends: float, trust: ssl.SSLContext) -> None:
        self.place, self.ends, self.trust = place, ends, trust

    def post(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
        raw = self._connected()
        held = raw.dup()  # the same connection, to end it from outside, also within TLS
        end = threading.Timer(max(self.ends - time.monotonic(), 0.001), _end, [held])
        end.daemon = True
        end.start()
        try:
            return self._exchanged(raw, body, headers)
        finally:
            end.cancel()
            held.close()
            raw.close()

    def _connected(self) -> socket.socket:
        """Connected to the first checked address that takes it."""
        failed: OSError = ConnectionRefusedError()
        for number in self.place.addresses:
            left = self.ends - time.monotonic()
            if left <= 0:
                raise TimeoutError
            raw = socket.socket(socket.AF_INET6 if ":" in number else socket.AF_INET, socket.SOCK_STREAM)
            try:
                raw.settimeout(left)
                raw.connect((number, self.place.port))
                if not may_connect(raw.getpeername()[0]):
                    raise ConnectionRefusedError
                return raw
            except OSError as error:
                raw.close()
                failed = error
        raise failed

    def _exchanged(self, raw: socket.socket, body: bytes, headers: Mapping[str, str]) -> tuple[int, str]:
        place = self.place
        line: socket.socket = raw
        if place.is_secure:
            line = self.trust.wrap_socket(raw, server_hostname=place.host)
        connection = (
            http.client.HTTPSConnection(place.host, place.port, context=self.trust)
            if place.is_secure
            else http.client.HTTPConnection(place.host, place.port)
        )
        connection.sock = line  # so that it neither looks up nor connects
        connection.auto_open = 0
        try:
            connection.request("POST", place.path, body=body, headers={**headers, "Connection": "close"})
            answer = connection.getresponse()
            text = _text(answer.read(LARGEST_ANSWER))
            if time.monotonic() >= self.ends:
                raise TimeoutError
            return answer.status, text
        finally:
            connection.close()
            line.close()


def _end(held: socket.socket) -> None:
    try:
        held.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def _text(read: bytes) -> str:
    """The beginning of an answer as one line of text that can be stored and shown."""
    return one_line(UNSTORABLE.sub(" ", read[: 8 * SHOWN].decode("utf-8", "replace")))[:SHOWN]
