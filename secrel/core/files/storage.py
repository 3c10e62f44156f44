"""Stores files under their digest: complete or not at all, and each once."""

import os
import uuid
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage

from secrel.core.processes.no_room import room_needed


class WholeFileStorage(FileSystemStorage):
    """Writes beside the final name and moves it there, so that a killed process leaves no half file."""

    def _save(self, name: str, content: Any) -> str:
        path = Path(self.path(name))
        with room_needed():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._write(path, content)
        return name

    def _write(self, path: Path, content: Any) -> None:
        unfinished = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
        try:
            with unfinished.open("wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name unchanged: names are digests, so an existing file has the same content."""
        return name
