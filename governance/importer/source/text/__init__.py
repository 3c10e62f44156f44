"""Reads extracts as text: what a program or a person copied out of a PDF or Word file, as plain text or Markdown."""

import re
from hashlib import sha256

from governance.importer.source.document import SourceDocument
from governance.importer.source.text.blocks import blocks_of
from governance.importer.source.text.cleaning import clean
from secrel.core.files.inspection.findings import Unfit
from secrel.core.values.texts import UNSTORABLE

LARGEST = 5_000_000  # bytes; the samples are under 40,000
MOST_LINES = 100_000
"""A RID has some hundreds."""
MOST_LINKS = 2_000
ZEROS = 0.9
"""The share of zeros among every second byte of a text in UTF-16."""
_LINK = re.compile(r"https?://[^\s<>\"')\]]+")


def read_text(data: bytes, name: str) -> SourceDocument:
    """The lines and tables of a text. Raises Unfit with the rest of a sentence that begins with the file's name."""
    if len(data) > LARGEST:
        raise Unfit(f"has {len(data):,} bytes; a text has at most {LARGEST:,}. Is it the right file?")
    text = _decoded(data)
    if not text.strip():
        raise Unfit("is empty. Copy the text of the document again, or choose another file.")
    if text.count("\n") > MOST_LINES:
        raise Unfit(f"has more than {MOST_LINES:,} lines. Is it the right file?")
    lines, notes, margins = clean(text)
    return SourceDocument(
        name=name,
        kind="text",
        digest=sha256(data).hexdigest(),
        blocks=tuple(blocks_of(lines)),
        notes=tuple(notes),
        margins=tuple(margins),
        links=tuple(_LINK.findall(text)[:MOST_LINKS]),
        pages=text.count("\f") + 1 if "\f" in text else None,
    )


def _unmarked(data: bytes) -> list[str]:
    """UTF-16 without a mark of its byte order, if nearly every second byte is zero."""
    high, low = data[::2].count(0), data[1::2].count(0)
    if max(high, low) < ZEROS * len(data) / 2 or min(high, low):
        return []
    return ["utf-16-le" if low else "utf-16-be"]


def _decoded(data: bytes) -> str:
    for encoding in (*_unmarked(data), "utf-16", "utf-8-sig", "cp1252"):
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return "\f".join(UNSTORABLE.sub("", page) for page in text.replace("\r\n", "\n").split("\f"))
    raise Unfit("is not text. Save the document as text in UTF-8, or choose its PDF or Word file.")
