"""Which addresses a webhook may have: public ones, and those of networks that a setting allows.

A name is looked up once for each request, every address that it has is checked, and the connection goes to the checked
ones (`sending.py`), so that a second answer of the name server changes nothing.
"""

import re
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

from django.conf import settings

from secrel.core.changes.errors import RuleBroken

LOOK_UP_SECONDS = 3
LONGEST = 500
MOST_ADDRESSES = 16
IpAddress = IPv4Address | IPv6Address
Resolver = Callable[[str, int], Sequence[str]]
REFUSED = [
    ip_network(text)
    for text in (
        "0.0.0.0/8",  # this host
        "100.64.0.0/10",  # behind a provider's NAT; a cloud's metadata
        "168.63.129.16/32",  # a cloud's metadata, though a public address
        "169.254.0.0/16",
        "192.0.0.0/24",
        "192.88.99.0/24",  # 6to4
        "198.18.0.0/15",
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
]
PUBLIC_V6 = ip_network("2000::/3")
REFUSED_V6 = [
    ip_network(text)
    for text in (
        "2001::/23",  # Teredo and others that stand for something else
        "2001:db8::/32",
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",
    )
]
"""Beyond these, only 2000::/3 is public: not ::ffff:0:0/96 (IPv4 inside), 64:ff9b::/96 (NAT64), fc00::/7, fe80::/10."""
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_VISIBLE = re.compile(r"[!-~]+")
NOT_PUBLIC = (
    "This host has no public address. Check its name. A host of an own network must be allowed in the settings of this "
    "site."
)
"""Said for a name that is unknown too, so that nobody learns which names our own network has."""


class BadAddress(RuleBroken):
    """The address of a webhook cannot be used."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, field="address")


@dataclass(frozen=True)
class Destination:
    """Where a request goes: the host that the certificate must name, and the addresses that were checked."""

    is_secure: bool
    host: str
    port: int
    path: str
    addresses: tuple[str, ...] = ()


def read_address(text: str) -> Destination:
    """The parts of an address, without looking anything up. Raises BadAddress."""
    if not text or len(text) > LONGEST or not _VISIBLE.fullmatch(text) or "\\" in text:
        raise BadAddress(
            f"Enter a web address of at most {LONGEST} characters, without spaces, such as https://example.org/hook. "
            "Write a name with other letters in its form that begins with xn--."
        )
    try:
        parts = urlsplit(text)
        port = parts.port
        host = (parts.hostname or "").lower()
    except ValueError as error:
        raise BadAddress("This is no web address. Correct the host and the port.") from error
    if parts.scheme.lower() not in ("https", "http") or not host:
        raise BadAddress("Enter a web address that begins with https://.")
    if "@" in parts.netloc:
        raise BadAddress("Leave out the user name and password: the signature proves who sends.")
    if "#" in text:
        raise BadAddress("Leave out the part from # on: it is never sent.")
    is_secure = parts.scheme.lower() == "https"
    _check_host(host)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    port = (443 if is_secure else 80) if port is None else port
    if port not in settings.WEBHOOK_PORTS:
        ports = ", ".join(map(str, sorted(settings.WEBHOOK_PORTS)))
        raise BadAddress(f"Events are sent to these ports only: {ports}.")
    return Destination(is_secure, host, port, path)


def _check_host(host: str) -> None:
    """Raise BadAddress for a host that two programs could read in two ways: 0x7f.1, 2130706433, a dot at the end."""
    if ":" in host or _is_ip(host):
        if not _is_ip(host) or "%" in host:
            raise BadAddress("This is no address of a host. Write it in its usual form, or a name.")
        return
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise BadAddress("This is no name of a host. Write it without a dot at its end.")
    if _NUMBER.fullmatch(labels[-1]):
        raise BadAddress("This is no name of a host. Write a number address as four numbers with dots.")


def _is_ip(host: str) -> bool:
    try:
        return str(ip_address(host)) == host or ":" in host
    except ValueError:
        return False


def look_up(host: str, port: int) -> Sequence[str]:
    """The addresses of a host; none if it has none or the name server takes too long."""
    found: list[str] = []

    def ask() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return
        found.extend(dict.fromkeys(str(row[4][0]) for row in rows))

    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(LOOK_UP_SECONDS)
    return [] if asking.is_alive() else found


def checked(text: str, resolve: Resolver | None = None) -> Destination:
    """Where an address leads, with every address of its host checked. Raises BadAddress."""
    place = read_address(text)
    numbers = [place.host] if _is_ip(place.host) else list((resolve or look_up)(place.host, place.port))
    if not 0 < len(numbers) <= MOST_ADDRESSES:
        raise BadAddress(NOT_PUBLIC)
    allowed = [is_in_allowed_network(number) for number in numbers]
    if not all(known or is_public(number) for known, number in zip(allowed, numbers, strict=True)):
        raise BadAddress(NOT_PUBLIC)
    if not place.is_secure and not all(allowed):
        raise BadAddress("Use https://. Without encryption, events are sent within allowed networks only.")
    return Destination(place.is_secure, place.host, place.port, place.path, tuple(numbers))


def may_connect(number: str) -> bool:
    """Whether a request may go to this address."""
    return is_public(number) or is_in_allowed_network(number)


def is_public(number: str) -> bool:
    """Whether it is an address of one host on the internet, and of nothing that stands for another address."""
    try:
        address = ip_address(number)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return address.is_global and not _in(address, REFUSED)
    if address.scope_id or address not in PUBLIC_V6:
        return False
    return address.is_global and not _in(address, REFUSED_V6)


def is_in_allowed_network(number: str) -> bool:
    try:
        address = ip_address(number)
    except ValueError:
        return False
    return _in(address, settings.WEBHOOK_NETWORKS)


def _in(address: IpAddress, networks: Sequence[IPv4Network | IPv6Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)
