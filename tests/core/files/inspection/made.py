"""Files as programs write them, and as somebody hostile does: made here, so that no sample is shipped."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import docx
import pikepdf
from PIL import Image

OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": ("word/document.xml", f"{OFFICE}wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OFFICE}spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OFFICE}presentationml.presentation.main+xml"),
}
LISTS = ("[Content_Types].xml", "_rels/.rels")


def parts_of(kind: str, main_type: str = "", **more: bytes) -> dict[str, bytes]:
    """The parts of the smallest Office document: by name, in the usual order."""
    path, usual = MAIN[kind]
    types = (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        f'<Override PartName="/{path}" ContentType="{main_type or usual}"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        f'Target="{path}"/></Relationships>'
    )
    return {LISTS[0]: types.encode(), LISTS[1]: relations.encode(), path: b"<document/>"} | more


def zipped(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED, wide: bool = False) -> bytes:
    """The parts as a zip; `wide` with the fields of zip64."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, part in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = method
            with archive.open(info, "w", force_zip64=wide) as file:
                file.write(part)
    return content.getvalue()


class _Stream(io.RawIOBase):
    """A pipe: what is written cannot be gone back to, so sizes follow the data ("data descriptors")."""

    def __init__(self) -> None:
        self.written = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:
        self.written += data
        return len(data)


def streamed(parts: dict[str, bytes]) -> bytes:
    stream = _Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return bytes(stream.written)


def word_document() -> dict[str, bytes]:
    """The parts of a document as python-docx writes it."""
    content = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Tested on 3 June.")
    document.save(content)
    with zipfile.ZipFile(content) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lying(parts: dict[str, bytes], name: str, stated: int) -> bytes:
    """A zip whose list says that a part is `stated` bytes long, whatever it unpacks to."""
    content = bytearray(zipped(parts))
    place = content.rindex(name.encode()) - 46  # in the list at the end
    content[place + 24 : place + 28] = struct.pack("<L", stated)
    content[place + 16 : place + 20] = struct.pack("<L", zlib.crc32(parts[name][:stated]))
    return bytes(content)


def pdf(change: Callable[[pikepdf.Pdf], object] | None = None, **options: object) -> bytes:
    """A PDF of one empty page, changed, then saved (`encryption=…`, `object_stream_mode=…`)."""
    made = pikepdf.new()
    made.add_blank_page()
    if change:
        change(made)
    content = io.BytesIO()
    made.save(content, static_id=not options.get("encryption"), **options)
    return content.getvalue()


def pdf_of(text: str) -> bytes:
    """A PDF with a title: other bytes for other texts."""
    return pdf(lambda made: made.docinfo.__setitem__("/Title", text))


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    content = io.BytesIO()
    Image.effect_noise(size, 50).convert("RGB").save(content, kind)
    return content.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A PNG of a few bytes that states any size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))

    head = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )
