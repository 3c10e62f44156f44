"""Copies of what is made from data that never changes: made once, kept beside the files, deleted by anybody at any
time. They are in no backup."""

import hashlib
import os
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings

MOST = 300
"""Copies that are kept, the latest made."""
_DIGEST = hashlib.sha256().digest_size


def cached_copy(key: str, make: Callable[[], bytes]) -> bytes:
    """What `make` gives for this key. A copy that is damaged, or that no disk takes, is made again."""
    folder = settings.VAR / "made"
    path = folder / hashlib.sha256(key.encode()).hexdigest()
    with suppress(OSError):
        kept = path.read_bytes()
        if hashlib.sha256(kept[_DIGEST:]).digest() == kept[:_DIGEST]:
            return kept[_DIGEST:]
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
