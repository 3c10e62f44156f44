"""Stored files against their digests."""

from collections.abc import Iterator

from secrel.core.files.damaged_files import damage_of
from secrel.core.models.files import StoredFile


def check_file(name: str, file: StoredFile) -> Iterator[str]:
    """Yield a sentence, beginning with `name`, where the file is missing or damaged."""
    fault = fault_of(file)
    if fault:
        yield f"{name} {fault}."


def fault_of(file: StoredFile) -> str:
    """What is wrong with a stored file, as the end of a sentence; empty where nothing is."""
    damaged = damage_of(file)
    return damaged.sentence.rstrip(".") if damaged else ""
