"""Text files in the usual encodings are accepted as text and shown correctly."""

import pytest
from django.core.files.base import ContentFile

from secrel.core.files.texts import charset_of, encoding_of, shown_text

TABLE = "Defect,Cost\r\nD1,£1200\r\nD2,café\r\n"
OLD_MAC = TABLE.replace("\r\n", "\r")


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode(), "utf-8"),
        (TABLE.encode("utf-8-sig"), "utf-8"),
        (TABLE.encode("cp1252"), "cp1252"),
        (TABLE.encode("utf-16"), "utf-16-le"),
        (TABLE.encode("utf-16-le"), "utf-16-le"),
        (TABLE.encode("utf-16-be"), "utf-16-be"),
        (b"\xfe\xff" + TABLE.encode("utf-16-be"), "utf-16-be"),
        (TABLE.encode("utf-32"), "utf-32-le"),
        (OLD_MAC.encode(), "utf-8"),
        (OLD_MAC.encode("mac-roman"), "mac-roman"),
        ("Naïve, Zürich\n".encode("cp850").replace(b"\x8b", b"\x81"), "cp850"),
        (b"plain\n", "utf-8"),
        (b"BM,count\n1,2\n", "utf-8"),
        (b"MZ is a short name\n", "utf-8"),
        (b"ends as DOS did\x1a", "utf-8"),
        ("“quoted” – 3 €".encode("cp1252"), "cp1252"),
        (b"\n", "utf-8"),
    ],
)
def test_encoding_is_detected(content, encoding):
    assert encoding_of(ContentFile(content)) == encoding


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (TABLE.encode("utf-8-sig"), "utf-8"),
        (TABLE.encode("cp1252"), "windows-1252"),
        (OLD_MAC.encode("mac-roman"), "macintosh"),
        (TABLE.encode("utf-16"), "utf-16"),
        (TABLE.encode("utf-16-be"), "utf-16be"),
        (TABLE.encode("utf-32"), "utf-32"),
        (b"\0\x01\x02", ""),
    ],
)
def test_browsers_are_told_the_encoding_by_its_registered_name(content, charset):
    assert charset_of(content) == charset
    if charset:
        assert content.decode(charset).lstrip("\ufeff") in (TABLE, OLD_MAC)


@pytest.mark.parametrize("content", [TABLE.encode(e) for e in ("utf-8-sig", "cp1252", "utf-16", "utf-16-le")])
def test_text_is_shown_as_it_reads(content):
    assert shown_text(ContentFile(content), 1000).text == TABLE.replace("\r\n", "\n")


@pytest.mark.parametrize("encoding", ["ascii", "utf-8", "mac-roman", "utf-16"])
def test_old_line_ends_are_line_ends(encoding):
    assert shown_text(ContentFile("a,b\r1,2\r".encode(encoding)), 1000).text == "a,b\n1,2\n"


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(64),
        bytes(range(256)) * 40,
        b"a\x00b",
        b"\xff\xfe\x00",
        b"\xff\xfea\0b\0\1\0",
        b"%PDF-1.7 in letters",
        b"PK\x03\x04" + bytes(40),
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40),
        "Привет мир".encode("cp1251"),
    ],
)
def test_encoding_of_binary_files_is_not_detected(content):
    assert encoding_of(ContentFile(content)) is None


def test_a_fault_far_behind_the_beginning_is_found():
    assert encoding_of(ContentFile(b"a\n" * 100_000 + b"\0\0\1")) is None
    assert encoding_of(ContentFile(b"a\n" * 100_000 + "£".encode("cp1252"))) == "cp1252"


def test_only_the_beginning_is_decoded_and_a_letter_is_not_cut_in_two():
    shown = shown_text(ContentFile("££££".encode()), 3)
    assert (shown.text, shown.is_cut) == ("£", True)


def test_text_may_be_read_in_another_encoding():
    assert shown_text(ContentFile("€".encode("cp1252")), 10, "mac-roman").text == "Ä"


def test_control_characters_are_made_visible():
    assert shown_text(ContentFile("a\x1b[31mb\u202etxt".encode()), 100).text == "a␛[31mb[U+202E]txt"
