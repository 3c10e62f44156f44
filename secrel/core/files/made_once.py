"""A cache on disk for content made from data that never changes. It may be deleted at any time; no backup has it."""

import hashlib
import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

MOST = 300
"""Copies in the cache; the oldest are deleted first."""
_DIGEST = hashlib.sha256().digest_size


def cached_copy(key: str, make: Callable[[], bytes]) -> bytes:
    """The content that `make` returns for this key. It is made again where the copy is damaged or missing."""
    folder = settings.VAR / "made"
    path = folder / hashlib.sha256(key.encode()).hexdigest()
    with suppress(OSError):
        copy = path.read_bytes()
        if hashlib.sha256(copy[_DIGEST:]).digest() == copy[:_DIGEST]:
            return copy[_DIGEST:]
    made = make()
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        _write(path, hashlib.sha256(made).digest() + made)
        _drop_oldest(folder)
    return made


def _write(path: Path, content: bytes) -> None:
    new = path.with_name(f".{uuid.uuid4().hex}")
    try:
        new.write_bytes(content)
        os.replace(new, path)
    finally:
        new.unlink(missing_ok=True)


def _drop_oldest(folder: Path) -> None:
    aged = sorted(((entry.stat().st_mtime, entry.path) for entry in os.scandir(folder)), reverse=True)
    for _, path in aged[MOST:]:
        Path(path).unlink(missing_ok=True)
