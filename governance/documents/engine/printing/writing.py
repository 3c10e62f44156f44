"""Writing of WeasyPrint's PDF objects: the same bytes as pydyf writes, in a fraction of the time.

Of an archive form, pydyf makes the bytes of each object twice, as the identifier is their digest, and compresses each
stream twice. For each tag, it lists the references of all pages. Here everything is made once.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

import pydyf


class Written(pydyf.Object):
    """An object whose bytes are made."""

    def __init__(self, made: pydyf.Object) -> None:
        self.number, self.offset, self.generation, self.free = (
            made.number,
            made.offset,
            made.generation,
            made.free,
        )
        self._data = bytes_of(made)

    @property
    def data(self) -> bytes:
        return self._data


class WrittenOnce(pydyf.PDF):
    """A PDF that makes the bytes of each object once."""

    objects: list[pydyf.Object]

    def __init__(self) -> None:
        self._writes = False
        self._references: tuple[bytes, ...] = ()
        super().__init__()

    @property
    def page_references(self) -> tuple[bytes, ...]:
        if len(self._references) != self.pages["Count"]:
            self._references = super().page_references
        return self._references

    def add_object(self, object_: pydyf.Object) -> None:
        super().add_object(object_)
        if self._writes and isinstance(object_, pydyf.Stream):
            _compress(object_)

    def write(self, output: BinaryIO, *form: Any, **options: Any) -> None:
        self._writes = True
        for object_ in self.objects:
            if isinstance(object_, pydyf.Stream):
                _compress(object_)
        self.objects = [Written(row) if _is_dictionary(row) else row for row in self.objects]
        super().write(output, *form, **options)


@contextmanager
def written_once() -> Iterator[None]:
    """Make each PDF of the block a `WrittenOnce`."""
    before = pydyf.PDF
    pydyf.PDF = WrittenOnce
    try:
        yield
    finally:
        pydyf.PDF = before


def bytes_of(item: Any) -> bytes:
    """The bytes of a value, as pydyf makes them."""
    kind = type(item)
    if kind is bytes:
        return bytes(item)
    if kind is str:
        return str(item).encode("ascii")
    if kind is pydyf.Dictionary:
        rows = [b"/%b %b" % (bytes_of(key), bytes_of(value)) for key, value in item.items()]
        return b"<<%b>>" % b"".join(rows)
    if kind is pydyf.Array:
        return b"[%b]" % b" ".join([bytes_of(value) for value in item])
    return bytes(pydyf._to_bytes(item))


def _is_dictionary(item: pydyf.Object) -> bool:
    return type(item) in (pydyf.Dictionary, pydyf.Array)


def _compress(stream: pydyf.Stream) -> None:
    """Compress a stream as its `data` would do each time."""
    if stream.compress:
        packed = zlib.compressobj(level=9)
        content = packed.compress(b"\n".join(map(bytes_of, stream.stream))) + packed.flush()
        stream.stream, stream.compress = [content], False
        stream.extra = {**stream.extra, "Filter": "/FlateDecode"}
