"""PDF files: whether they open, have a password, or hold scripts, programs or other files."""

import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any, BinaryIO

import pikepdf

from secrel.core.files.inspection.findings import DAMAGED, OtherKind, Unfit

SUSPECT_NAMES = (b"/JavaScript", b"/JS", b"/Launch", b"/XFA", b"/RichMedia", b"/EF", b"/EmbeddedFile")
"""Only objects that contain one of these names are examined."""
SCRIPTS = ("/JavaScript", "/Launch", "/RichMedia", "/RichMediaExecute")
DATA = {".csv", ".json", ".txt", ".xml"}
"""Attachments of these types are plain data: PDF/A-3 carries them, as this site's own documents do."""


def inspect(file: BinaryIO) -> set[str]:
    """Keys of `kinds.HOLDS` that apply to the PDF; raises OtherKind or Unfit."""
    _refuse_disguise(file)
    file.seek(0)
    try:
        with pikepdf.open(file, suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                raise Unfit(DAMAGED.format("it has no pages"))
            return _held(pdf)
    except pikepdf.PasswordError:
        return {"passwords"}
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, RecursionError) as error:
        raise Unfit(DAMAGED.format("it cannot be opened")) from error


def _refuse_disguise(file: BinaryIO) -> None:
    """A PDF begins as one, ends as one (within 1,024 bytes, as readers expect) and is no archive as well."""
    file.seek(0)
    if not file.read(1024).lstrip(b"\xef\xbb\xbf\0\t\n\f\r ").startswith(b"%PDF-"):
        raise OtherKind
    if zipfile.is_zipfile(file):
        raise Unfit("is a PDF and a ZIP archive at once. Print it to a new PDF and choose that one.")
    file.seek(0, 2)
    file.seek(max(0, file.tell() - 1024))
    if b"%%EOF" not in file.read():
        raise Unfit(DAMAGED.format("its end is missing, or something else follows it"))


def _held(pdf: pikepdf.Pdf) -> set[str]:
    found: set[str] = set()
    for whole in pdf.objects:
        if not isinstance(whole, pikepdf.Object) or not _is_suspect(whole):
            continue
        for row in _dictionaries(whole):
            if "/JS" in row or "/XFA" in row or str(row.get("/S", row.get("/Subtype", ""))) in SCRIPTS:
                found.add("scripts")
            if "/EF" in row and not _endings(row) <= DATA:
                found.add("attachments")
    return found


def _is_suspect(whole: pikepdf.Object) -> bool:
    dictionary = whole.stream_dict if isinstance(whole, pikepdf.Stream) else whole
    written = dictionary.unparse(resolved=True)
    return any(name in written for name in SUSPECT_NAMES)


def _endings(row: pikepdf.Dictionary) -> set[str]:
    """The endings of an attached file's names: readers differ in which of them they save it as."""
    names = [str(row[key]) for key in ("/UF", "/F", "/DOS", "/Mac", "/Unix") if key in row]
    return {PurePosixPath(name.lower()).suffix for name in names or [""]}


def _dictionaries(whole: Any) -> Iterator[pikepdf.Dictionary]:
    """The dictionaries inside an object itself, without the objects that it points to."""
    open_ones = [whole]
    while open_ones:
        here = open_ones.pop()
        if isinstance(here, pikepdf.Dictionary | pikepdf.Stream):
            yield here
            inside = [value for _, value in here.items()]
        else:
            inside = list(here) if isinstance(here, pikepdf.Array) else []
        open_ones += [
            value for value in inside if isinstance(value, pikepdf.Object) and not value.is_indirect
        ]
