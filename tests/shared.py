"""What the processes of one test run share: the examples, made once, as an archive that the others restore."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.plugin import HOME, MEMORY


def _folder() -> Path:
    """One for all processes of this run; a process alone keeps it in its own home."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    return MEMORY / f"secrel-run-{run}" if run else HOME / "run"


@contextmanager
def examples_archive() -> Iterator[tuple[Path, bool]]:
    """The archive of the examples, and whether it is made already; who holds it makes it where it is not."""
    folder = _folder()
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        archive = folder / "examples.tar"
        yield archive, archive.exists()


def forget_archive() -> None:
    """Take it away when a process ends; one that still needs it makes it anew."""
    if _folder().exists():
        with examples_archive():
            shutil.rmtree(_folder(), ignore_errors=True)
