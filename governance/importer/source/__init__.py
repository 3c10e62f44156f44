"""Step 1 of bringing an old document in: its text, in the order in which a person reads it, with its tables."""

from pathlib import Path, PurePath

from governance.importer.source.document import SourceDocument

TEXTS = (".txt", ".md", ".markdown", ".text")


def read_source(data: bytes, name: str) -> SourceDocument:
    """What a file says. Raises Refused with a sentence. A PDF or Word file can take a minute: not in a request.

    The readers are imported here, as the process that reads PDFs imports this package and must start quickly.
    """
    from governance.importer.source import read
    from governance.importer.source.text import read_text

    if PurePath(name).suffix.casefold() in TEXTS and not read.is_pdf(data):
        return read_text(data, name)
    return read.read_source(data, Path(name).name)
