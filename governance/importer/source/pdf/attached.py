"""The data that PDFs of this system carry: what the document was made from."""

from io import BytesIO
from json import loads
from typing import Any

import pikepdf

LARGEST = 5_000_000
"""As for a RID as data: `governance/importer/reading.py`."""
MOST = 50
"""Attachments that are looked at."""


def attached_text(data: bytes) -> str:
    """The data of a document as JSON; empty if none is attached."""
    with pikepdf.open(BytesIO(data), suppress_warnings=True) as pdf:
        for name, row in list(pdf.attachments.items())[:MOST]:
            if not name.casefold().endswith(".json"):
                continue
            content = row.get_file().read_bytes()
            if len(content) <= LARGEST and _is_document(content):
                return content.decode("utf-8-sig")
    return ""


def _is_document(content: bytes) -> bool:
    """Whether it has the form of a document: a snapshot, or secrel.rid/1."""
    try:
        found: Any = loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and ({"content", "issue"} <= found.keys() or "schema" in found)
