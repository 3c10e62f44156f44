"""Detects the encoding of text files as spreadsheets and editors save them, and decodes their beginning.

The bytes are never changed. UTF-8 is recognised by decoding, UTF-16 by its zero bytes; anything else is taken for
the usual encoding of the system that its line ends suggest.
"""

import codecs
import re
from dataclasses import dataclass

from django.core.files.base import ContentFile, File

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 (little-endian)",
    "utf-16-be": "UTF-16 (big-endian)",
    "utf-32-le": "UTF-32 (little-endian)",
    "utf-32-be": "UTF-32 (big-endian)",
    "cp1252": "Windows-1252",
    "mac-roman": "Mac OS Roman",
    "cp850": "DOS (code page 850)",
}
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; the longer ones first."""
CHARSETS = {
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "utf-32-le": "utf-32le",
    "utf-32-be": "utf-32be",
    "cp1252": "windows-1252",
    "mac-roman": "macintosh",
    "cp850": "ibm850",
}
"""IANA's names where they differ from Python's."""
SAMPLE = 64 * 1024
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
"""No text in an older encoding holds these; 1A is the end that DOS wrote."""


@dataclass(frozen=True)
class ShownText:
    """The beginning of a file as text; `is_cut` if the file is longer."""

    text: str
    encoding: str
    is_cut: bool


def encoding_of(file: File) -> str | None:
    """The encoding of a text file, a key of ENCODINGS; None if the file is no text."""
    file.seek(0)
    sample = file.read(SAMPLE)
    if sample.startswith(b"%PDF-"):
        return None
    marked = next((name for mark, name in MARKS if sample.startswith(mark)), None)
    for name in [marked] if marked else _likely(sample):
        if _decodes(file, name):
            return name
    return None


def charset_of(content: bytes) -> str:
    """The encoding of a text file as a Content-Type header names it; empty if it was not recognised."""
    encoding = encoding_of(ContentFile(content))
    is_marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE))
    if encoding and is_marked:  # the mark states the byte order (RFC 2781)
        return encoding[: len("utf-16")]
    return CHARSETS.get(encoding, encoding) if encoding else ""


def _likely(sample: bytes) -> list[str]:
    if b"\0" in sample:
        zeros_first = sample[::2].count(0) > sample[1::2].count(0)
        return ["utf-16-be" if zeros_first else "utf-16-le"]
    high = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    if high * 2 > len(sample):
        return ["utf-8"]
    is_mac = b"\r" in sample and b"\n" not in sample
    return ["utf-8", "mac-roman"] if is_mac else ["utf-8", "cp1252", "cp850"]


def _decodes(file: File, encoding: str) -> bool:
    """Read in pieces, so that memory is bounded."""
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(0)
    try:
        while chunk := file.read(SAMPLE):
            text = decoder.decode(chunk)
            if "\0" in text if encoding == "utf-8" else _CONTROL.search(text):
                return False
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def shown_text(file: File, most: int, encoding: str | None = None) -> ShownText:
    """At most the first `most` bytes of a text file, in the detected or the requested encoding."""
    encoding = encoding or encoding_of(file) or "cp1252"
    file.seek(0)
    begin, is_cut = file.read(most), bool(file.read(1))
    text = codecs.getincrementaldecoder(encoding)("replace").decode(begin, final=not is_cut)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip("\x1a")
    return ShownText(_visible(text), encoding, is_cut)


_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def _visible(text: str) -> str:
    """Replace control characters by their symbols, and direction marks by their code points."""
    return _UNSEEN.sub(
        lambda found: chr(0x2400 + ord(found[0])) if found[0] < " " else f"[U+{ord(found[0]):04X}]", text
    )
