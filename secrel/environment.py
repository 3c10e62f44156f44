"""Reads settings from the environment. `.env.example` lists the variables.

Docker gives a secret to a container as a file. So each secret may be named either by value, as in `SECRET_KEY`, or by
the file that holds it, as in `SECRET_KEY_FILE`.
"""

import os
from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import quote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def env(name: str, default: str | None = None) -> str:
    value = os.environ.get(name) or default
    if value is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}; .env.example explains it.")
    return value


def env_flag(name: str) -> bool:
    return env(name, "0") not in ("", "0", "no", "false")


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env(name, default).split(",") if part.strip()]


def env_secret(name: str, default: str | None = None) -> str:
    """A secret, or the first line of the file that `<name>_FILE` names."""
    path = os.environ.get(f"{name}_FILE")
    if not path:
        return env(name, default)
    if os.environ.get(name):
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE, not both.")
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(
            f"{name}_FILE names {path}, which cannot be read: {getattr(error, 'strerror', None) or error}."
        ) from error
    if value := "".join(lines[:1]).strip():
        return value
    if default is None:
        raise ImproperlyConfigured(f"The file {path} that {name}_FILE names is empty.")
    return default


def with_password(address: str, password: str) -> str:
    """The address of a server with the password in it, in place of one that it has."""
    if not address or not password:
        return address
    parts = urlsplit(address)
    user = quote(parts.username or "", safe="")
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{user}:{quote(password, safe='')}@{host}").geturl()


def networks(name: str, texts: Iterable[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    """Networks such as 10.1.0.0/16."""
    try:
        return tuple(ip_network(text) for text in texts)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name}: {error}. Write networks such as 10.1.0.0/16.") from error


def ports(name: str, texts: Iterable[str]) -> frozenset[int]:
    """Numbers of ports."""
    found = list(texts)
    if not all(text.isascii() and text.isdigit() and 0 < int(text) < 65536 for text in found):
        raise ImproperlyConfigured(f"{name} has numbers of ports, separated by commas, such as 443,8443.")
    return frozenset(map(int, found))
