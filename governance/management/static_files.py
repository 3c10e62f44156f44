"""Collecting static files, when something about them has changed."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command


def collect_static(say: Callable[[str], object] = lambda line: None) -> None:
    """Collect them again only where a source or a dependency is another than the last time."""
    sources = [path for path in sorted((settings.BASE_DIR / "static").rglob("*")) if path.is_file()]
    sources.append(settings.BASE_DIR / "requirements.lock")
    seen = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    mark = Path(settings.STATIC_ROOT) / ".collected"
    if not mark.exists() or mark.read_text() != seen:
        say("Collecting static files (a few seconds) …")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        mark.write_text(seen)
