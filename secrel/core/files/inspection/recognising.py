"""Guesses a file's kind by its first bytes, for the sentence of a refusal only."""

from django.core.files.base import File

SURE = 0.4


def looks_like(file: File) -> str:
    """A sentence such as "It looks like: Portable Network Graphics file. ", or an empty text."""
    import puremagic  # here, as its table takes a while to load and is needed for a refusal only

    file.seek(0)
    begin = file.read(8192)
    if begin.startswith(b"PK\x03\x04"):
        return "It looks like: ZIP archive or Office document. "
    try:
        best = puremagic.magic_string(begin)[0]
    except (puremagic.PureError, ValueError, IndexError):
        return ""
    return f"It looks like: {best.name}. " if best.name and best.confidence >= SURE else ""
