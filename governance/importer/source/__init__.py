"""Step 1 of bringing an old document in: its text, in the order in which a person reads it, with its tables."""

from pathlib import PurePath

from governance.importer.reading import Refused
from governance.importer.source.document import SourceDocument
from governance.importer.source.text import read_text

TEXTS = (".txt", ".md", ".markdown", ".text")


def read_source(data: bytes, name: str) -> SourceDocument:
    """What a file says, in the reader that its name and first bytes ask for. Raises Refused with a sentence."""
    ending = PurePath(name).suffix.casefold()
    if ending in TEXTS:
        return read_text(data, name)
    raise Refused(
        [f"{name} cannot be read. Use a PDF, a Word file (.docx), text (.txt, .md) or data (.json)."]
    )
