"""`python -m governance.importer.source.child NAME < FILE` prints what a file says as JSON; with `attached`, its data.

It runs as a process of its own, with bounded time and memory and without our environment: see `read.py`.
"""

import sys
from io import BytesIO
from pathlib import PurePath

from msgspec import Struct, json

from governance.importer.source.document import SourceDocument
from secrel.core.files.inspection.findings import DAMAGED, OtherKind, Unfit
from secrel.core.files.inspection.kinds import HOLDS
from secrel.core.processes.bounded import bound

SECONDS, MEMORY = 60, 1024**3
LARGEST_ANSWER = 64 * 1024 * 1024
EXHAUSTED = (
    f"is too large or too complicated inside to be read within {SECONDS} seconds and 1 GB. Choose the Release "
    "Implementation Document alone, or save a simpler file."
)
OTHER = "is no {}, although it begins as one. Save it again in that format."
PDF, WORD = "PDF", "Word file"
TEXTS = (".txt", ".md", ".markdown", ".text")
"""Endings of the names of texts."""
ATTACHED = "attached"
"""The argument that asks for the data attached to a PDF, rather than its text."""


class Answer(Struct):
    """The document, the data attached to it, or the rest of a sentence that begins with the file's name."""

    document: SourceDocument | None = None
    attached: str = ""
    unfit: str = ""


def is_pdf(data: bytes) -> bool:
    return data[:1024].lstrip(b"\xef\xbb\xbf\0\t\n\f\r ").startswith(b"%PDF-")


def is_text(data: bytes, name: str) -> bool:
    return PurePath(name).suffix.casefold() in TEXTS and not is_pdf(data)


def read(data: bytes, name: str, what: str = "") -> Answer:
    """What a file says, or the data attached to it, or why it cannot be read."""
    try:
        if is_text(data, name):
            return Answer(_document(data, name))
        _refuse_held(data)
        if what == ATTACHED:
            from governance.importer.source.pdf.attached import attached_text

            return Answer(attached=attached_text(data))
        return Answer(_document(data, name))
    except Unfit as wrong:
        return Answer(unfit=str(wrong))
    except OtherKind:
        return Answer(unfit=OTHER.format(PDF if is_pdf(data) else WORD))
    except MemoryError:
        return Answer(unfit=EXHAUSTED)
    except Exception as error:  # the libraries have dozens of errors for damaged files
        sys.stderr.write(f"{type(error).__name__}: {error}"[:2000])
        return Answer(unfit=DAMAGED.format("its text cannot be read"))


def _refuse_held(data: bytes) -> None:
    """Raise Unfit for a password, macros, scripts and entities, as for an upload. Attached files do no harm here."""
    from secrel.core.files.inspection import office, pdfs

    held = pdfs.inspect(BytesIO(data)) if is_pdf(data) else office.inspect(BytesIO(data), ".docx")
    refused = sorted(held - {"attachments"})
    if refused:
        raise Unfit(HOLDS[refused[0]])


def _document(data: bytes, name: str) -> SourceDocument:
    """Each reader is imported where it is needed, as importing all takes a second."""
    if is_text(data, name):
        from governance.importer.source.text import read_text

        return read_text(data, name)
    if is_pdf(data):
        from governance.importer.source.pdf.reader import read_pdf

        return read_pdf(data, name)
    from governance.importer.source.docx.reader import read_docx

    return read_docx(data, name)


def main() -> None:
    bound(SECONDS, MEMORY)
    answer = json.encode(read(sys.stdin.buffer.read(), *sys.argv[1:3]))
    if len(answer) > LARGEST_ANSWER:
        answer = json.encode(Answer(unfit=EXHAUSTED))
    sys.stdout.buffer.write(answer)


if __name__ == "__main__":
    main()
