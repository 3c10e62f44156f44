"""Word, Excel and PowerPoint files (ECMA-376), recognised by their content types and main part."""

import posixpath
import zipfile
from typing import BinaryIO
from urllib.parse import unquote

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError, fromstring

from secrel.core.files.inspection.archives import BEGINNING, beginning, is_locked, opened
from secrel.core.files.inspection.findings import DAMAGED, OtherKind, Unfit

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCKED = "EncryptedPackage".encode("utf-16-le")
"""The stream in which Office stores a document with a password (MS-OFFCRYPTO 2.3.4.4)."""
MAIN = {
    "doc": ("wordprocessingml.", "ms-word."),
    "xls": ("spreadsheetml.", "ms-excel.sheet.macro", "ms-excel.template.macro"),
    "ppt": ("presentationml.", "ms-powerpoint."),
}
"""Beginning of the file's ending to texts that the main part's content type contains."""
MACROS = ("vbaproject", "macrosheet", "activex", "macroenabled")
LONGEST_LIST = 4 * 1024 * 1024
UNSAFE = (
    "defines entities of its own in its XML, which Office never does. Open it in Office, save it as a new "
    "file and choose that one."
)


def inspect(file: BinaryIO, ending: str) -> set[str]:
    """Keys of `kinds.HOLDS` that apply to the document; raises OtherKind or Unfit."""
    file.seek(0)
    if file.read(8) == OLE:
        return _with_password(file)
    with opened(file) as archive:
        parts = [part for part in archive.infolist() if not part.is_dir()]
        if any(map(is_locked, parts)):
            return {"passwords"}
        return _inspected(file, parts, ending)


def _with_password(file: BinaryIO) -> set[str]:
    """Only a document with a password is an OLE file inside; the others are the formats before 2007."""
    rest = b""
    while chunk := file.read(1024 * 1024):
        if LOCKED in rest + chunk:
            return {"passwords"}
        rest = chunk[-len(LOCKED) :]
    raise OtherKind


def _inspected(file: BinaryIO, parts: list[zipfile.ZipInfo], ending: str) -> set[str]:
    read: dict[str, bytes] = {}
    for part in parts:
        name = _named(part.filename)
        listed = name in ("[content_types].xml", "_rels/.rels")
        if listed and (name in read or part.file_size > LONGEST_LIST):
            raise Unfit(DAMAGED.format(f"its list {part.filename[:80]} is there twice or too long"))
        begin = beginning(file, part, LONGEST_LIST) if listed else beginning(file, part)
        if name.endswith((".xml", ".rels")):
            _refuse_entities(begin)
        read[name] = begin if listed else b""
    if "[content_types].xml" not in read or "_rels/.rels" not in read:
        raise OtherKind
    type_of = _types(read["[content_types].xml"])
    main = {type_of(name) for name in _main_parts(read["_rels/.rels"]) if name in read}
    if not any(word in kind for kind in main for word in MAIN[ending[1:4]]):
        raise OtherKind
    texts = [*main, *read, *map(type_of, read)]
    return {"macros"} if any(word in text for text in texts for word in MACROS) else set()


def _named(name: str) -> str:
    """A part's name as compared: some programs write a leading slash, back slashes or capitals."""
    return posixpath.normpath(unquote(name).replace("\\", "/").lstrip("/")).casefold()


class _Begun(Exception):
    """The first element has begun: a document type could stand only before it."""


class _FirstElement:
    """A parser's target that goes no further than the first element."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        raise _Begun


def _refuse_entities(begin: bytes) -> None:
    """Packages hold no document type declaration (ECMA-376 part 2, 8.3.3.5), nor hide one behind a long comment."""
    try:
        DefusedXMLParser(target=_FirstElement(), forbid_dtd=True).feed(begin)
    except DefusedXmlException as error:
        raise Unfit(UNSAFE) from error
    except (_Begun, ParseError):
        return  # Office itself reports any other fault
    if len(begin) >= BEGINNING:
        raise Unfit(DAMAGED.format("a part of it begins with nothing but comments or empty lines"))


def _tree(content: bytes):
    try:
        return fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        raise Unfit(DAMAGED.format("its list of parts cannot be read")) from error


def _types(content: bytes):
    """The content type of a part by its name, from `[Content_Types].xml`."""
    exact, usual = {}, {}
    for row in _tree(content):
        kind = row.get("ContentType", "").casefold()
        if row.tag.endswith("}Override"):
            exact[_named(row.get("PartName", ""))] = kind
        elif row.tag.endswith("}Default"):
            usual[row.get("Extension", "").casefold()] = kind
    return lambda name: exact.get(name) or usual.get(name.rpartition(".")[2], "")


def _main_parts(content: bytes) -> list[str]:
    return [
        _named(row.get("Target", ""))
        for row in _tree(content)
        if row.get("Type", "").endswith("/officeDocument") and row.get("TargetMode") != "External"
    ]
