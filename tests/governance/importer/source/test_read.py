"""Files are read in a process of their own; what cannot be read gets one sentence."""

import zipfile
from io import BytesIO

import pikepdf
import pytest

from governance.importer.refused import Refused
from governance.importer.source import read
from governance.importer.source.read import read_source
from tests.support.large import large_document
from tests.support.originals.pdf import printed
from tests.support.originals.word import word_original

WORD = word_original(large_document(1, rows=1))


def pdf(pages: int = 1, **saved) -> bytes:
    made, out = pikepdf.new(), BytesIO()
    for _ in range(pages):
        made.add_blank_page()
    made.save(out, **saved)
    return out.getvalue()


def changed(name: str, content: bytes, data: bytes = WORD) -> bytes:
    """The Word file with one part replaced or added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
REFUSED = {
    "password": (
        "a.pdf",
        lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
        "protected with a password",
    ),
    "pictures": ("a.pdf", pdf, "has no text: its pages are pictures"),
    "pages": ("a.pdf", lambda: pdf(501), "has 501 pages; at most 500 are read."),
    "cut": ("a.pdf", lambda: printed("<p>Text</p>")[:-900], "is damaged: "),
    "bomb": ("a.docx", lambda: changed("word/x.xml", b"\0" * 301 * 1024**2), "unpacks to more than 300 MB"),
    "macros": ("a.docx", lambda: changed("word/vbaProject.bin", b"x"), "holds macros or ActiveX controls"),
    "named for macros": ("a.docm", lambda: WORD, "holds macros or ActiveX controls"),
    "entities": ("a.docx", lambda: changed("word/document.xml", ENTITIES), "defines entities of its own"),
    "broken": ("a.docx", lambda: changed("word/document.xml", b"<w:"), "is damaged: "),
    "no Word file": (
        "a.docx",
        lambda: changed("[Content_Types].xml", b"<Types/>"),
        "is no Word file, although",
    ),
    "before 2007": (
        "a.doc",
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "is a Word file from before 2007",
    ),
    "another kind": ("a.xlsx", lambda: b"x", "is of a kind that is not read here."),
    "advice": ("a.rtf", lambda: b"{\\rtf1}", "Save it as .docx and choose that one."),
    "only the name": ("a.pdf", lambda: b"text", "is no PDF file, although its name says so."),
    "empty": ("a.pdf", lambda: b" \n", "is empty. Choose the finished file."),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_one_sentence(name):
    file, made, sentence = REFUSED[name]
    with pytest.raises(Refused) as refused:
        read_source(made(), file)
    assert len(refused.value.problems) == 1
    assert refused.value.text.startswith(f"{file} ")
    assert sentence in refused.value.text


def test_a_file_is_read_with_its_digest(tmp_path):
    file = tmp_path / "old rid.docx"
    file.write_bytes(WORD)
    source = read_source(file)
    assert (source.name, source.kind, len(source.digest)) == ("old rid.docx", "docx", 64)
    assert source.blocks == read_source(WORD, "x.docx").blocks


@pytest.mark.parametrize(
    ("code", "seconds"),
    [
        ("import time; time.sleep(9)", 0.3),
        ("import secrel.core.processes.bounded as b; b.bound(0, 2**30); list(iter(int, 1))", 9),
        (
            "from governance.importer.source import child; child.MEMORY = 2**28; child._document = "
            "lambda data, name: bytes(2**29); child.main()",
            9,
        ),
    ],
    ids=["time", "processor", "memory"],
)
def test_a_file_that_takes_too_much_is_refused(monkeypatch, code, seconds):
    monkeypatch.setattr(read, "COMMAND", ["-c", code])
    monkeypatch.setattr(read, "SECONDS", seconds)
    with pytest.raises(
        Refused, match="too large or too complicated inside to be read within 60 seconds and 1 GB"
    ):
        read_source(WORD, "a.docx")


def test_a_process_that_fails_is_a_sentence(monkeypatch):
    monkeypatch.setattr(read, "COMMAND", ["-c", "fails"])
    with pytest.raises(Refused, match=r"a\.docx could not be read\."):
        read_source(WORD, "a.docx")
