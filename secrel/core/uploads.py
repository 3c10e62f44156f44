"""Files from people: a limit while they arrive, and a look at what they really are."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import filetype
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

from secrel.core.errors import RuleBroken
from secrel.core.no_room import NoRoom, is_full

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
TYPES = {
    ".pdf": "application/pdf",
    ".docx": WORD,
    ".xlsx": EXCEL,
    ".pptx": SLIDES,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".csv": "text/csv",
    ".txt": "text/plain",
}
TEXT = {".csv", ".txt"}
LIMIT_IN_WORDS = "25 MB"


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Stops keeping a file at the limit and notes it, so that the page can answer with a sentence."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.seen, self.file = 0, None
        with self._kept(skips=True):
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.seen += len(raw_data)
        if self.seen > settings.MAX_FILE_BYTES:
            self._give_up()
            self.request.too_large = True
            raise SkipFile
        with self._kept(skips=True):
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        with self._kept():
            return super().file_complete(file_size)
        return None

    @contextmanager
    def _kept(self, *, skips: bool = False) -> Iterator[None]:
        """Where the disk is full, drop the file and note it, so that the page can answer with a sentence."""
        try:
            yield
        except OSError as error:
            if not is_full(error) and not isinstance(
                error, FileNotFoundError
            ):  # no folder takes a temporary file
                raise
            self._give_up()
            self.request.no_room = True
            if skips:
                raise SkipFile from error

    def _give_up(self) -> None:
        """Delete what came of the file. Closing it may write the rest of it, which finds no room either."""
        if getattr(self, "file", None) is not None:
            with suppress(OSError):
                self.file.close()


def refuse_lost_upload(request: HttpRequest) -> None:
    """Raise NoRoom where a file of the request found no room while it arrived."""
    if getattr(request, "no_room", False):
        raise NoRoom


@dataclass(frozen=True)
class CheckedFile:
    """A file that is what its name says. `name` carries no folder."""

    name: str
    media_type: str
    digest: str
    size: int
    file: UploadedFile


def check_file(file: UploadedFile | None, *, too_large: bool = False) -> CheckedFile:
    """Accept a file by its content, or raise RuleBroken with what is wrong with it."""
    if too_large or (file is not None and file.size > settings.MAX_FILE_BYTES):
        raise RuleBroken(
            f"The file is larger than {LIMIT_IN_WORDS}. Split it, or compress its pictures.", field="file"
        )
    if file is None:
        raise RuleBroken("Choose the file that is the evidence.", field="file")
    path = PurePath(file.name.replace("\\", "/"))
    suffix = path.suffix.lower()
    name = path.stem[:100] + path.suffix[:20]
    if suffix not in TYPES:
        kinds = ", ".join(sorted(kind[1:].upper() for kind in TYPES))
        raise RuleBroken(f"{name} is of a type that is not accepted. Use one of: {kinds}.", field="file")
    if not file.size:
        raise RuleBroken(f"{name} is empty. Choose the finished file.", field="file")
    if not _is_what_it_says(file, suffix):
        raise RuleBroken(
            f"{name} is not a {suffix[1:].upper()} file inside, whatever its name says. "
            "Save it again in that format.",
            field="file",
        )
    return CheckedFile(name, TYPES[suffix], _digest(file), file.size, file)


def _is_what_it_says(file: UploadedFile, suffix: str) -> bool:
    file.seek(0)
    begin = file.read(8192)
    if suffix in TEXT:
        return filetype.guess(begin) is None and _is_text(file)
    kind = filetype.guess(begin)
    return kind is not None and kind.mime == TYPES[suffix]


def _is_text(file: UploadedFile) -> bool:
    file.seek(0)
    try:
        return "\x00" not in file.read().decode("utf-8")
    except UnicodeDecodeError:
        return False


def _digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
