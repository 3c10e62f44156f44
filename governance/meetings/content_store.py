"""Where contents are kept, for the code below composing: what a body is asked about is kept and read by its digest.

Composing has the tables and registers its store at start-up, as governance registers its recorder with core.
"""

from typing import Any, Protocol

Data = dict[str, Any]


class ContentStore(Protocol):
    def keep(self, data: Data) -> str:
        """Keep a content, once however often it is given; returns its digest."""

    def read(self, digest: str) -> Data:
        """The content with this digest."""


_store: ContentStore | None = None


def set_content_store(store: ContentStore) -> None:
    global _store
    _store = store


def keep_content(data: Data) -> str:
    return _given().keep(data)


def read_content(digest: str) -> Data:
    return _given().read(digest)


def _given() -> ContentStore:
    if _store is None:
        raise RuntimeError("No content store is set: see governance.apps.")
    return _store
