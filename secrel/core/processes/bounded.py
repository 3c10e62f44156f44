"""Runs a module in a process of its own with bounded time and memory, so that a hostile file harms nothing else.

`bound` is for the process itself; `run` starts it. The module reads the file from standard input.
"""

import contextlib
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[3]


def bound(seconds: int, memory: int) -> None:
    """Set limits where the system has them; macOS refuses the one on memory."""
    for what, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def run(
    command: Sequence[str], chunks: Iterable[bytes], seconds: float
) -> subprocess.CompletedProcess[bytes] | None:
    """Run Python with these arguments on a file; None if it took longer than `seconds` and was killed."""
    with tempfile.TemporaryFile() as copy:
        for chunk in chunks:
            copy.write(chunk)
        copy.seek(0)
        try:
            return subprocess.run(
                [sys.executable, *command],
                stdin=copy,
                capture_output=True,
                cwd=ROOT,
                env={"LC_ALL": "C.UTF-8"},  # without our environment: no keys, no passwords
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
