"""Files in the storage against the digests under which they are kept."""

import hashlib
from collections.abc import Iterator

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage

from secrel.core.models import StoredFile


def check_file(name: str, file: StoredFile) -> Iterator[str]:
    """A sentence where the file that `name` tells of is not there, or not the same; nothing where it is."""
    fault = fault_of(file)
    if fault:
        yield f"{name} {fault}."


def fault_of(file: StoredFile) -> str:
    """What is wrong with a stored file, to follow its name in a sentence; empty where nothing is."""
    digest = hashlib.sha256()
    try:
        with default_storage.open(file.path) as stored:
            for chunk in stored.chunks():
                digest.update(chunk)
    except FileNotFoundError:
        return "is missing from the storage"
    except (OSError, SuspiciousOperation) as error:
        return f"cannot be read from the storage ({type(error).__name__})"
    return "" if digest.hexdigest() == file.digest else "was changed in the storage"
