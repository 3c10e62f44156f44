"""A real disk that is full: a tmpfs of a few pages, mounted for a test."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.plugin import HOME


class SmallDisk:
    """A mounted folder; `fill` uses all its space, `empty` frees it again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fill(self, but: int = 0) -> None:
        """Write until nothing more fits, then take `but` bytes back."""
        with (self.folder / "filler").open("wb", buffering=0) as file:
            for size in (65536, 4096, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    pass
            file.truncate(file.tell() - but)

    def empty(self) -> None:
        (self.folder / "filler").unlink(missing_ok=True)

    def files(self) -> list[str]:
        return sorted(
            path.name for path in self.folder.rglob("*") if path.is_file() and path.name != "filler"
        )


@contextmanager
def mounted(size: str) -> Iterator[SmallDisk]:
    if os.geteuid() != 0:
        pytest.skip("only root mounts a small disk")
    folder = Path(tempfile.mkdtemp(prefix="disk-", dir=HOME))
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", folder],
        capture_output=True,
        text=True,
    )
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")
    try:
        yield SmallDisk(folder)
    finally:
        subprocess.run(["umount", "-l", folder], check=False)
        folder.rmdir()


@pytest.fixture
def disk():
    with mounted("256k") as small:
        yield small
