"""Uploads: limits while they arrive, and a check of what they really are."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponse

from secrel.core.changes.errors import RuleBroken
from secrel.core.files.inspection.inspecting import inspect
from secrel.core.files.inspection.kinds import HOLDS, INSTEAD, TEXT, WITH_MACROS, accepted_types
from secrel.core.files.inspection.recognising import looks_like
from secrel.core.files.names import ending_of, safe_name
from secrel.core.files.texts import encoding_of
from secrel.core.people.sign_in.events import file_refused
from secrel.core.processes.no_room import NoRoom, is_full

LIMIT_IN_WORDS = "25 MB"
TOGETHER_IN_WORDS = "30 MB"
NONE_ELSE: Mapping[str, str] = MappingProxyType({})


def takes_files(most: int) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Mark a view that accepts at most `most` files in a request; files sent to any other view are dropped."""

    def mark(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        view.most_files = most
        return view

    return mark


def most_files(request: HttpRequest) -> int:
    return getattr(request.resolver_match.func, "most_files", 0) if request.resolver_match else 0


class LimitedUploadHandler(TemporaryFileUploadHandler):
    """Stops at the limits and marks the request, so that the page can answer with a sentence.

    The limits: the size of a file, the size of all files of a request, and their number.
    """

    files, together = 0, 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self.seen = 0
        self.__dict__.pop("file", None)  # of the one before: Django closes what it finds here at the end
        self.files += 1
        if self.files > most_files(self.request):
            self.request.too_many = True
            raise SkipFile
        with self._room_needed(skips=True):
            super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.seen += len(raw_data)
        self.together += len(raw_data)
        if self.seen > settings.MAX_FILE_BYTES:
            self._give_up()
            self.request.too_large = True
            raise SkipFile
        if self.together > settings.MAX_FILES_BYTES:
            self._give_up()
            self.request.too_large_together = True
            raise SkipFile
        with self._room_needed(skips=True):
            super().receive_data_chunk(raw_data, start)

    def file_complete(self, file_size: int) -> UploadedFile | None:
        with self._room_needed():
            return super().file_complete(file_size)
        return None

    @contextmanager
    def _room_needed(self, *, skips: bool = False) -> Iterator[None]:
        """Where the disk is full, drop the file and mark the request, so that the page can say so."""
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
        """Delete the incomplete file. Closing it may try to write to the full disk once more."""
        if getattr(self, "file", None) is not None:
            with suppress(OSError):
                self.file.close()


def refuse_lost_upload(request: HttpRequest) -> None:
    """Raise NoRoom if the disk was full as a file arrived, RuleBroken if there were too many or too large ones."""
    if getattr(request, "no_room", False):
        raise NoRoom
    if getattr(request, "too_many", False):
        file_refused("too many at once")
        most = most_files(request)
        raise RuleBroken(f"Send at most {most} file{'s' if most > 1 else ''} at a time.", field="file")
    if getattr(request, "too_large_together", False):
        file_refused("too large together")
        raise RuleBroken(
            f"The files are larger than {TOGETHER_IN_WORDS} together. Send some of them first, then the others.",
            field="file",
        )


@dataclass(frozen=True)
class CheckedFile:
    """An accepted file whose content matches its name. `name` has no folder."""

    name: str
    media_type: str
    digest: str
    size: int
    file: UploadedFile


def check_files(
    request: HttpRequest, files: list[UploadedFile], *, also: Mapping[str, str] = NONE_ELSE
) -> list[CheckedFile]:
    """The accepted files of a request. Raises RuleBroken if one was lost on its way or is not accepted.

    `also`: as for `check_file`.
    """
    refuse_lost_upload(request)
    too_large = getattr(request, "too_large", False)
    if too_large and not files:
        return [check_file(None, too_large=True)]
    return [check_file(file, too_large=too_large, also=also) for file in files]


def check_file(
    file: UploadedFile | None, *, too_large: bool = False, also: Mapping[str, str] = NONE_ELSE
) -> CheckedFile:
    """Accept a file by its content, or raise RuleBroken; the log states who sent it.

    `also`: media types by ending of texts that are accepted here and not as evidence.
    """
    try:
        return _checked(file, too_large, also)
    except RuleBroken as refused:
        if file is not None or too_large:
            file_refused(refused.sentence)
        raise


def _checked(file: UploadedFile | None, too_large: bool, also: Mapping[str, str]) -> CheckedFile:
    if too_large or (file is not None and file.size > settings.MAX_FILE_BYTES):
        raise RuleBroken(
            f"The file is larger than {LIMIT_IN_WORDS}. Split it, or compress its pictures.", field="file"
        )
    if file is None:
        raise RuleBroken("Choose the file that is the evidence.", field="file")
    name = safe_name(file.name)
    ending, types = ending_of(name), accepted_types(settings.ACCEPTED_FILE_CONTENT) | also
    if wrong := _wrong_kind(ending, types) or ("" if file.size else "is empty. Choose the finished file."):
        raise RuleBroken(f"{name or 'The file'} {wrong}", field="file")
    digest = _digest(file)
    if wrong := _wrong_content(file, ending, digest, is_text=ending in TEXT or ending in also):
        raise RuleBroken(f"{name} {wrong}", field="file")
    file.seek(0)
    return CheckedFile(name, types[ending], digest, file.size, file)


def _wrong_kind(ending: str, types: dict[str, str]) -> str:
    """The rest of the sentence for a file whose ending is not accepted."""
    if ending in types:
        return ""
    if ending in WITH_MACROS:
        return HOLDS["macros"]
    kinds = ", ".join(sorted(kind[1:].upper() for kind in types))
    if not ending:
        return (
            f"is of a type that is not accepted: its name has no ending, such as .pdf. Use one of: {kinds}."
        )
    advice = f" Save it as {INSTEAD[ending]} and choose that one." if ending in INSTEAD else ""
    return f"is of a type that is not accepted. Use one of: {kinds}.{advice}"


def _text_found(file: UploadedFile) -> dict[str, Any]:
    """What a text holds, in the form of `inspect`."""
    return {"holds": []} if encoding_of(file) else {"other": True}


def _wrong_content(file: UploadedFile, ending: str, digest: str, *, is_text: bool) -> str:
    """The rest of the sentence for a file of another kind, a damaged one or one with refused content."""
    found = _text_found(file) if is_text else inspect(file, ending, digest)
    if "unfit" in found:
        return found["unfit"]
    if "other" in found:
        kind = ending[1:].upper()
        return (
            f"is not a {kind} file, although its name says so. {looks_like(file)}"
            f"Save it again in that format{', as UTF-8' if is_text else ''}."
        )
    refused = [what for what in found["holds"] if what not in settings.ACCEPTED_FILE_CONTENT]
    return HOLDS[refused[0]] if refused else ""


def _digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
