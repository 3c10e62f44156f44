"""Reads ZIP archives within limits: nothing is unpacked to disk, and no stated size is trusted."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from secrel.core.files.inspection.findings import DAMAGED, OtherKind, Unfit

MOST_PARTS = 10_000
MOST_UNPACKED = 300 * 1024 * 1024
BEGINNING = 64 * 1024
"""Bytes of each part that are returned."""
_CHUNK = 64 * 1024
_LOCAL = struct.Struct("<4s22xHH")
"""A local header's signature, and the lengths of its name and its extra field."""
TOO_LARGE = (
    f"unpacks to more than {MOST_UNPACKED // 1024**2} MB or {MOST_PARTS:,} parts. "
    "Make it smaller, or split it in several files."
)


def opened(file: BinaryIO) -> zipfile.ZipFile:
    """The archive, with its list of parts read and within the limits."""
    file.seek(0)
    if file.read(4) != b"PK\x03\x04":
        raise OtherKind
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise Unfit(DAMAGED.format("its end is missing or broken")) from error
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Unfit(TOO_LARGE)
    file.seek(0, 2)
    if sum(part.compress_size for part in parts) > file.tell():
        raise Unfit(DAMAGED.format("its parts overlap"))
    return archive


def is_locked(part: zipfile.ZipInfo) -> bool:
    """Whether a password is needed to read the part."""
    return bool(part.flag_bits & 0x41)


def beginning(file: BinaryIO, part: zipfile.ZipInfo, most: int = BEGINNING) -> bytes:
    """The first bytes of a part. All of it is read and compared with its entry in the list of parts."""
    begin, size, check = bytearray(), 0, 0
    for piece in _unpacked(file, part):
        begin += piece[: most - len(begin)]
        size, check = size + len(piece), zlib.crc32(piece, check)
        if size > part.file_size:
            raise Unfit("holds more than it states. Save it again and choose the new file.")
    if size != part.file_size or check != part.CRC:
        raise Unfit(DAMAGED.format(f"its part {part.filename[:80]} is broken"))
    return bytes(begin)


def _unpacked(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    packed = _packed(file, part)
    if part.compress_type == zipfile.ZIP_STORED:
        yield from packed
        return
    if part.compress_type != zipfile.ZIP_DEFLATED:
        raise Unfit("is packed in a way that Office does not open. Save it again and choose the new file.")
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for chunk in packed:
            while chunk and not inflate.eof:
                yield inflate.decompress(chunk, _CHUNK)
                chunk = inflate.unconsumed_tail
        yield inflate.flush(_CHUNK)
    except zlib.error as error:
        raise Unfit(DAMAGED.format(f"its part {part.filename[:80]} is broken")) from error


def _packed(file: BinaryIO, part: zipfile.ZipInfo) -> Iterator[bytes]:
    file.seek(part.header_offset)
    head = file.read(30)
    if len(head) < 30 or not head.startswith(b"PK\x03\x04"):
        raise Unfit(DAMAGED.format(f"its part {part.filename[:80]} is missing"))
    _, name, extra = _LOCAL.unpack(head)
    file.seek(part.header_offset + 30 + name + extra)
    left = part.compress_size
    while left and (chunk := file.read(min(_CHUNK, left))):
        left -= len(chunk)
        yield chunk
