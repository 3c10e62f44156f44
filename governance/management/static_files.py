"""Collect static files when they have changed."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command


def collect_static(write: Callable[[str], object] = lambda line: None) -> None:
    """Collect static files, if a source or a dependency has changed since the last time. `write` gets a line first."""
    sources = [path for path in sorted((settings.BASE_DIR / "static").rglob("*")) if path.is_file()]
    sources.append(settings.BASE_DIR / "requirements.lock")
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    mark = Path(settings.STATIC_ROOT) / ".collected"
    if not mark.exists() or mark.read_text() != digest:
        write("Collecting static files (a few seconds) …")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        mark.write_text(digest)
