"""Files in the storage against the digests under which they are kept."""

import hashlib
from collections.abc import Iterator

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage

from secrel.core.models import StoredFile


def check_file(name: str, file: StoredFile) -> Iterator[str]:
    """A sentence where the file that `name` tells of is not there, or not the same; nothing where it is."""
    digest = hashlib.sha256()
    try:
        with default_storage.open(file.path) as stored:
            for chunk in stored.chunks():
                digest.update(chunk)
    except FileNotFoundError:
        yield f"{name} is missing from the storage."
    except (OSError, SuspiciousOperation) as error:
        yield f"{name} cannot be read from the storage ({type(error).__name__})."
    else:
        if digest.hexdigest() != file.digest:
            yield f"{name} was changed in the storage."
