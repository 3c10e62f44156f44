"""The store of contents, for packages below composing. A content is stored and read by its digest.

Composing has the tables and registers its store at start-up, as governance registers its recorder with core.
"""

from typing import Any, Protocol

Data = dict[str, Any]


class ContentStore(Protocol):
    def store(self, data: Data) -> str:
        """Store a content once, however often it is passed; return its digest."""

    def read(self, digest: str) -> Data:
        """The content with this digest."""


_store: ContentStore | None = None


def set_content_store(store: ContentStore) -> None:
    global _store
    _store = store


def store_content(data: Data) -> str:
    return _configured().store(data)


def read_content(digest: str) -> Data:
    return _configured().read(digest)


def _configured() -> ContentStore:
    if _store is None:
        raise RuntimeError("No content store is set: see governance.apps.")
    return _store
