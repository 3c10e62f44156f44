"""Files in the storage against the digests under which they are kept."""

from collections.abc import Iterator

from secrel.core.files.damaged_files import damage_of
from secrel.core.models.files import StoredFile


def check_file(name: str, file: StoredFile) -> Iterator[str]:
    """A sentence where the file that `name` tells of is not there, or not the same; nothing where it is."""
    fault = fault_of(file)
    if fault:
        yield f"{name} {fault}."


def fault_of(file: StoredFile) -> str:
    """What is wrong with a stored file, to follow its name in a sentence; empty where nothing is."""
    damaged = damage_of(file)
    return damaged.sentence.rstrip(".") if damaged else ""
