"""Has a file inspected by another process, two at a time at most."""

import json
import logging
import subprocess
import sys
import tempfile
import threading
from collections import OrderedDict
from typing import Any

from django.conf import settings
from django.core.files.base import File

from secrel.core.files.inspection.inspector import EXHAUSTED, SECONDS

log = logging.getLogger("secrel")
UNCHECKED = "could not be checked. Save it again and choose the new file; if that does not help, tell SECAS."
BUSY = "waited too long to be checked, as other files are being checked. Choose it again in a minute."
WAITS = 10  # seconds; who waits holds a thread of the web server
COMMAND = ["-m", "secrel.core.files.inspection.inspector"]
_FREE = threading.BoundedSemaphore(2)


_KNOWN: OrderedDict[tuple[str, str], dict[str, Any]] = OrderedDict()
"""What was found lately, by digest and ending: a form that comes back sends the same file again."""
MOST_KNOWN = 256


def inspect(file: File, ending: str, digest: str) -> dict[str, Any]:
    """What `inspector.main` says of the file whose SHA-256 is `digest`."""
    key = (digest, ending)
    if (found := _KNOWN.get(key)) is None:
        if not _FREE.acquire(timeout=WAITS):
            return {"unfit": BUSY}
        try:
            found, is_certain = _run(file, ending)
        finally:
            _FREE.release()
        if is_certain:
            _KNOWN[key] = found
            while len(_KNOWN) > MOST_KNOWN:
                _KNOWN.popitem(last=False)
    return found


def _run(file: File, ending: str) -> tuple[dict[str, Any], bool]:
    """What was found, and whether it would be found again; a process that dies is said to be exhausted."""
    command = [sys.executable, *COMMAND, ending]
    with tempfile.TemporaryFile() as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.seek(0)
        try:
            done = subprocess.run(
                command,
                stdin=copy,
                capture_output=True,
                cwd=settings.BASE_DIR,
                env={"LC_ALL": "C.UTF-8"},  # nothing of ours: no keys, no passwords
                timeout=3 * SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return {"unfit": EXHAUSTED}, False
    size = file.size
    if done.returncode < 0:
        log.warning("Inspecting a %s file of %d bytes died of signal %d", ending, size, -done.returncode)
        return {"unfit": EXHAUSTED}, False
    if done.returncode:
        said = done.stderr.decode(errors="replace")[-2000:]
        log.error("Inspecting a %s file of %d bytes failed: %r", ending, size, said)
        return {"unfit": UNCHECKED}, False
    return json.loads(done.stdout), True
