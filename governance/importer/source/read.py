"""Reads a file of any accepted kind, in a process of its own, which can be killed.

Call it from a job or a command, never in a request: a file may take a minute.
"""

import logging
from pathlib import Path

from django.conf import settings
from msgspec import DecodeError, json

from governance.importer.refused import Refused
from governance.importer.source.child import ATTACHED, EXHAUSTED, SECONDS, Answer, is_pdf, is_text
from governance.importer.source.document import SourceDocument
from secrel.core.files.inspection.kinds import HOLDS, INSTEAD, WITH_MACROS
from secrel.core.files.inspection.office import OLE
from secrel.core.files.names import ending_of, safe_name
from secrel.core.files.uploads import LIMIT_IN_WORDS
from secrel.core.processes import bounded

log = logging.getLogger("secrel")
COMMAND = ["-m", "governance.importer.source.child"]
KINDS = "Choose a PDF, a Word file (.docx), a text (.txt or .md) or data (.json)."
BEFORE_2007 = (
    "is a Word file from before 2007, or has a password. Open it in Word, save it as .docx without one, and "
)
UNREAD = "could not be read. Save it again and choose the new file; if that does not help, tell SECAS."


def read_source(source: Path | bytes, name: str = "") -> SourceDocument:
    """What a file says; raises Refused with one sentence for a file that cannot be read."""
    name = safe_name(name or (source.name if isinstance(source, Path) else "")) or "The file"
    data = _bytes(source, name)
    if wrong := _wrong_kind(data, name):
        raise Refused([f"{name} {wrong}"])
    return _read_apart(data, name)


def _bytes(source: Path | bytes, name: str) -> bytes:
    try:
        data = source if isinstance(source, bytes) else _of_file(source)
    except OSError as error:
        raise Refused([f"{name} cannot be read: {error.strerror}."]) from error
    if len(data) > settings.MAX_FILE_BYTES:
        raise Refused([f"{name} is larger than {LIMIT_IN_WORDS}. Split it, or compress its pictures."])
    if not data.strip():
        raise Refused([f"{name} is empty. Choose the finished file."])
    return data


def _of_file(path: Path) -> bytes:
    with path.open("rb") as opened:
        return opened.read(settings.MAX_FILE_BYTES + 1)


def _wrong_kind(data: bytes, name: str) -> str:
    """The rest of the sentence for a file of a kind that is not read."""
    ending = ending_of(name)
    if ending in WITH_MACROS:
        return HOLDS["macros"]
    if data.startswith(OLE) and not is_text(data, name):
        return f"{BEFORE_2007}choose that one."
    if is_pdf(data) or is_text(data, name) or (data.startswith(b"PK\x03\x04") and ending in ("", ".docx")):
        return ""
    if ending in (".pdf", ".docx"):
        return f"is no {ending[1:].upper()} file, although its name says so. {KINDS}"
    advice = f" Save it as {INSTEAD[ending]} and choose that one." if ending in INSTEAD else ""
    return f"is of a kind that is not read here.{advice} {KINDS}"


def attached_text(data: bytes, name: str) -> str | None:
    """The data of a document of this system that is attached to a PDF; None if there is none."""
    return _answer(data, name, ATTACHED).attached or None


def _read_apart(data: bytes, name: str) -> SourceDocument:
    answer = _answer(data, name)
    if answer.document is None:
        raise Refused([f"{name} {answer.unfit or UNREAD}"])
    return answer.document


def _answer(data: bytes, name: str, *arguments: str) -> Answer:
    """What the process says; raises Refused if it died or refused the file."""
    done = bounded.run([*COMMAND, name, *arguments], [data], SECONDS)
    if done is None or done.returncode < 0:
        log.warning("Reading a file of %d bytes took too long or died", len(data))
        raise Refused([f"{name} {EXHAUSTED}"])
    if done.stderr:
        log.info("Reading a file of %d bytes said: %r", len(data), done.stderr[-2000:])
    try:
        answer = json.decode(done.stdout, type=Answer)
    except DecodeError as error:
        log.error("Reading a file of %d bytes failed: %r", len(data), done.stderr[-2000:])
        raise Refused([f"{name} {UNREAD}"]) from error
    if answer.unfit:
        raise Refused([f"{name} {answer.unfit}"])
    return answer
