"""Runs the inspection of files in another process, two at a time at most."""

import json
import logging
import threading
from collections import OrderedDict
from typing import Any

from django.core.files.base import File

from secrel.core.files.inspection.inspector import EXHAUSTED, SECONDS
from secrel.core.processes import bounded

log = logging.getLogger("secrel")
UNCHECKED = "could not be checked. Save it again and choose the new file; if that does not help, tell SECAS."
BUSY = "waited too long to be checked, as other files are being checked. Choose it again in a minute."
WAIT = 10  # seconds; a waiting request holds a thread of the web server
COMMAND = ["-m", "secrel.core.files.inspection.inspector"]
_FREE = threading.BoundedSemaphore(2)


_RESULTS: OrderedDict[tuple[str, str], dict[str, Any]] = OrderedDict()
"""Recent results by digest and ending, as a refused form sends the same file again."""
MOST_RESULTS = 256


def inspect(file: File, ending: str, digest: str) -> dict[str, Any]:
    """The result of `inspector.main` for the file whose SHA-256 is `digest`."""
    key = (digest, ending)
    if (found := _RESULTS.get(key)) is None:
        if not _FREE.acquire(timeout=WAIT):
            return {"unfit": BUSY}
        try:
            found, is_certain = _run(file, ending)
        finally:
            _FREE.release()
        if is_certain:
            _RESULTS[key] = found
            while len(_RESULTS) > MOST_RESULTS:
                _RESULTS.popitem(last=False)
    return found


def _run(file: File, ending: str) -> tuple[dict[str, Any], bool]:
    """The result, and whether another run would give the same; a process that died counts as exhausted."""
    done = bounded.run([*COMMAND, ending], file.chunks(), 3 * SECONDS)
    if done is None:
        return {"unfit": EXHAUSTED}, False
    size = file.size
    if done.returncode < 0:
        log.warning("Inspecting a %s file of %d bytes died of signal %d", ending, size, -done.returncode)
        return {"unfit": EXHAUSTED}, False
    if done.returncode:
        output = done.stderr.decode(errors="replace")[-2000:]
        log.error("Inspecting a %s file of %d bytes failed: %r", ending, size, output)
        return {"unfit": UNCHECKED}, False
    return json.loads(done.stdout), True
