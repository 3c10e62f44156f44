"""Office files are recognised by their content, in any order of parts and from any program."""

import io
import zipfile

import pytest

from secrel.core.files.inspection.archives import BEGINNING
from secrel.core.files.inspection.findings import OtherKind, Unfit
from secrel.core.files.inspection.office import inspect
from tests.core.files.inspection.made import LISTS, lying, parts_of, streamed, word_document, zipped

HUGE = b"\0" * 1024**2


def inspected(content: bytes, ending: str = ".docx") -> set[str]:
    return inspect(io.BytesIO(content), ending)


def lists_last(parts: dict[str, bytes]) -> dict[str, bytes]:
    return {name: part for name, part in parts.items() if name not in LISTS} | parts


def test_lists_last_moves_the_lists_to_the_end():
    assert list(lists_last(parts_of("docx")))[-2:] == list(LISTS)


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx"])
@pytest.mark.parametrize(
    "written",
    [
        pytest.param(zipped, id="usual"),
        pytest.param(lambda parts: zipped(lists_last(parts)), id="content types last"),
        pytest.param(
            lambda parts: zipped({"mimetype": b"application/zip"} | parts, method=0), id="mimetype first"
        ),
        pytest.param(lambda parts: zipped(parts, wide=True), id="zip64"),
        pytest.param(streamed, id="data descriptors"),
        pytest.param(lambda parts: zipped({"customXml/item1.xml": b"<a/>"} | parts), id="custom XML first"),
        pytest.param(lambda parts: zipped({"docMetadata/LabelInfo.xml": b"<a/>"} | parts), id="labels"),
        pytest.param(
            lambda parts: zipped({name.replace("/", "\\"): part for name, part in parts.items()}),
            id="backslashes",
        ),
        pytest.param(
            lambda parts: zipped({f"/{name}": part for name, part in parts.items()}), id="leading slash"
        ),
        pytest.param(lambda parts: zipped({"word/": b""} | parts | {"xl/": b"", "ppt/": b""}), id="folders"),
    ],
)
def test_office_file_is_what_it_says_however_it_is_zipped(kind, written):
    content = written(parts_of(kind))
    assert inspected(content, f".{kind}") == set()
    for other in {"docx", "xlsx", "pptx"} - {kind}:
        with pytest.raises(OtherKind):
            inspected(content, f".{other}")


@pytest.mark.parametrize("written", [zipped, lambda parts: zipped(dict(reversed(parts.items()))), streamed])
def test_document_made_by_a_library_is_accepted(written):
    assert inspected(written(word_document())) == set()


def test_main_part_may_have_another_name_and_type_by_default():
    """As Google Docs and the strict form of ECMA-376 write them."""
    parts = parts_of("docx")
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts = {
        name: part.replace(b"word/document.xml", b"word/document2.xml").replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006",
            b"http://purl.oclc.org/ooxml/officeDocument",
        )
        for name, part in parts.items()
    }
    assert inspected(zipped(parts)) == set()


@pytest.mark.parametrize(
    "content",
    [
        zipped({"a.txt": b"words"}),
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}),
        zipped({"word/document.xml": b"<a/>"}),
        zipped({LISTS[0]: b"<Types/>", LISTS[1]: b"<Relationships/>", "word/document.xml": b"<a/>"}),
        b"MZ" + zipped(parts_of("docx")),
        b"<script>alert(1)</script>" + zipped(parts_of("docx")),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1024,
        b"no zip at all",
    ],
)
def test_other_archive_is_refused_as_office_file(content):
    with pytest.raises(OtherKind):
        inspected(content)


@pytest.mark.parametrize(
    "parts",
    [
        parts_of("docx") | {"word/vbaProject.bin": b"x"},
        parts_of("docx") | {"word/VBAPROJECT.BIN": b"x"},
        parts_of("docx") | {"word/else.bin": b"x"},  # by its type
        parts_of("docx", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        parts_of("docx") | {"word/activeX/activeX1.xml": b"<a/>"},
    ],
)
def test_macros_are_found_by_name_and_by_type(parts):
    assert inspected(zipped(parts)) == {"macros"}


def test_old_macro_sheet_is_a_macro():
    assert inspected(zipped(parts_of("xlsx") | {"xl/macrosheets/sheet1.xml": b"<a/>"}), ".xlsx") == {"macros"}


def test_embedded_workbook_of_a_chart_is_no_macro():
    assert (
        inspected(zipped(word_document() | {"word/embeddings/Sheet1.xlsx": zipped(parts_of("xlsx"))}))
        == set()
    )


def test_password_is_found():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1_500_000 + "EncryptedPackage".encode("utf-16-le")
    assert inspected(ole) == {"passwords"}
    content = bytearray(zipped(parts_of("docx")))
    listed = content.index(b"PK\x01\x02")
    content[listed + 8] |= 1
    assert inspected(bytes(content)) == {"passwords"}


@pytest.mark.parametrize(
    ("make", "wrong"),
    [
        (
            lambda: zipped(parts_of("docx") | {f"word/{n}.bmp": HUGE for n in range(301)}),
            "unpacks to more than 300 MB",
        ),
        (
            lambda: zipped(parts_of("docx") | {f"{n}": b"" for n in range(10_001)}),
            "unpacks to more than 300 MB or 10,000",
        ),
        (
            lambda: lying(parts_of("docx") | {"word/a.bmp": HUGE}, "word/a.bmp", 100),
            "holds more than it states",
        ),
        (lambda: zipped(parts_of("docx"))[:-30], "is damaged: its end is missing"),
        (lambda: zipped(word_document())[:20_000], "is damaged: its end is missing"),
        (
            lambda: zipped(parts_of("docx"), method=zipfile.ZIP_BZIP2),
            "is packed in a way that Office does not open",
        ),
    ],
    ids=["bomb", "parts", "liar", "short", "half", "bzip2"],
)
def test_archive_beyond_its_bounds_or_damaged_is_refused(make, wrong):
    with pytest.raises(Unfit, match=wrong):
        inspected(make())


def test_a_changed_byte_is_named():
    content = bytearray(zipped(parts_of("docx"), method=zipfile.ZIP_STORED))
    content[content.index(b"<document/>") + 3] ^= 1
    with pytest.raises(Unfit, match=r"is damaged: its part word/document\.xml is broken"):
        inspected(bytes(content))


@pytest.mark.parametrize("name", ["word/document.xml", LISTS[0], "customXml/item1.xml", "word/_rels/a.rels"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_and_never_read(name, encoding):
    hostile = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    with pytest.raises(Unfit, match="defines entities of its own"):
        inspected(zipped(parts_of("docx") | {name: hostile.encode(encoding)}))


@pytest.mark.parametrize("between", ["<!-- a -->", "\n", "<?a b?>"])
def test_entities_are_not_hidden_behind_a_long_beginning(between):
    begin = '<?xml version="1.0"?>' + between * (BEGINNING // len(between) + 1)
    hostile = f'{begin}<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    with pytest.raises(Unfit, match="begins with nothing but comments"):
        inspected(zipped(parts_of("docx") | {"word/document.xml": hostile.encode()}))
