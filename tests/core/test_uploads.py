"""Files are taken for what they are, not for what they are called."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from secrel.core.errors import RuleBroken
from secrel.core.uploads import check_file

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32


def office(folder: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr(f"{folder}/document.xml", "<x/>")
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("report.pdf", PDF, "application/pdf"),
        ("chart.png", PNG, "image/png"),
        ("defects.csv", b"severity,count\n3,4\n", "text/csv"),
        ("notes.txt", "Übergabe: ready".encode(), "text/plain"),
    ],
)
def test_file_is_accepted_for_its_content(name, content, media_type):
    checked = check_file(SimpleUploadedFile(name, content))
    assert (checked.name, checked.media_type, checked.size) == (name, media_type, len(content))
    assert len(checked.digest) == 64


def test_word_document_is_known_by_its_inside():
    assert check_file(SimpleUploadedFile("a.docx", office("word"))).media_type.endswith(
        "wordprocessingml.document"
    )


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("report.pdf", PNG, "report.pdf is not a PDF file inside, whatever its name says."),
        ("report.pdf", b"<html></html>", "report.pdf is not a PDF file inside"),
        ("notes.txt", PDF, "notes.txt is not a TXT file inside"),
        ("notes.csv", b"a\x00b", "notes.csv is not a CSV file inside"),
        ("data.txt", b"\xff\xfe\x00", "data.txt is not a TXT file inside"),
        ("sheet.xlsx", office("word"), "sheet.xlsx is not a XLSX file inside"),
        ("page.html", b"<html></html>", "page.html is of a type that is not accepted. Use one of: CSV, DOCX"),
        ("report", PDF, "report is of a type that is not accepted"),
        ("empty.pdf", b"", "empty.pdf is empty."),
    ],
)
def test_file_of_another_type_is_refused_in_words(name, content, sentence):
    with pytest.raises(RuleBroken) as refused:
        check_file(SimpleUploadedFile(name, content))
    assert refused.value.sentence.startswith(sentence)
    assert refused.value.field == "file"


def test_no_file_is_refused_in_words():
    with pytest.raises(RuleBroken, match="Choose the file"):
        check_file(None)


def test_a_file_beyond_the_limit_is_refused(settings):
    settings.MAX_FILE_BYTES = 10
    with pytest.raises(RuleBroken, match="larger than 25 MB"):
        check_file(SimpleUploadedFile("report.pdf", PDF))


def test_a_folder_in_the_name_is_dropped():
    file = SimpleUploadedFile("x.pdf", PDF)
    file._name = "..\\..\\secret/evil.pdf"
    assert check_file(file).name == "evil.pdf"
