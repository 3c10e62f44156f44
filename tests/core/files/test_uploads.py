"""Uploads are checked by content, not by name."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLResolver, get_resolver

from secrel.core.changes.errors import RuleBroken
from secrel.core.files.inspection import inspecting
from secrel.core.files.uploads import check_file
from tests.core.files.inspection import made

PDF = made.pdf()
PNG = made.picture()
SAMPLE = Path(__file__).resolve().parents[4] / "shared/cases/files/defects-cp1252.csv"
DOCX = made.zipped(made.word_document())


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("report.pdf", PDF, "application/pdf"),
        ("chart.png", PNG, "image/png"),
        ("defects.csv", b"severity,count\n3,4\n", "text/csv"),
        ("notes.txt", "Übergabe: ready".encode(), "text/plain"),
        ("notes.txt", "Übergabe: ready".encode("cp1252"), "text/plain"),
        ("defects.CSV", "Defect\tCost\r\nD1\t£3\r\n".encode("utf-16"), "text/csv"),
        ("photo.JPG", made.picture("JPEG"), "image/jpeg"),
        ("sheet.xlsx", made.streamed(made.parts_of("xlsx")), made.OFFICE + "spreadsheetml.sheet"),
    ],
)
def test_file_is_accepted_for_its_content(name, content, media_type):
    checked = check_file(SimpleUploadedFile(name, content))
    assert (checked.name, checked.media_type, checked.size) == (name, media_type, len(content))
    assert len(checked.digest) == 64


def test_word_document_is_recognised_by_its_content():
    assert check_file(SimpleUploadedFile("a.docx", DOCX)).media_type.endswith("wordprocessingml.document")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("report.pdf", PNG, "report.pdf is not a PDF file, although its name says so."),
        ("report.pdf", b"<html></html>", "report.pdf is not a PDF file, although"),
        ("notes.txt", PDF, "notes.txt is not a TXT file, although"),
        ("notes.csv", b"a\x00b", "notes.csv is not a CSV file, although"),
        ("data.txt", b"\xff\xfe\x00", "data.txt is not a TXT file, although"),
        ("sheet.xlsx", DOCX, "sheet.xlsx is not a XLSX file, although"),
        ("page.html", b"<html></html>", "page.html is of a type that is not accepted. Use one of: CSV, DOCX"),
        ("report", PDF, "report is of a type that is not accepted"),
        ("empty.pdf", b"", "empty.pdf is empty."),
    ],
)
def test_file_of_another_type_is_refused_with_a_sentence(name, content, sentence):
    with pytest.raises(RuleBroken) as refused:
        check_file(SimpleUploadedFile(name, content))
    assert refused.value.sentence.startswith(sentence)
    assert refused.value.field == "file"


def test_missing_file_is_refused_with_a_sentence():
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


def refused(name: str, content: bytes) -> str:
    with pytest.raises(RuleBroken) as broken:
        check_file(SimpleUploadedFile(name, content))
    return broken.value.sentence


@pytest.mark.skipif(not SAMPLE.exists(), reason="../shared is missing")
def test_sample_in_windows_1252_is_accepted_unchanged():
    content = SAMPLE.read_bytes()
    checked = check_file(SimpleUploadedFile(SAMPLE.name, content))
    assert (checked.media_type, checked.file.read()) == ("text/csv", content)


VBA = made.zipped(made.parts_of("docx") | {"word/vbaProject.bin": b"x"})
LOCKED = made.pdf(encryption=made.pikepdf.Encryption(user="secret", owner="other"))


def with_script(pdf):
    pdf.Root.OpenAction = made.pikepdf.Dictionary(S=made.pikepdf.Name.JavaScript, JS="app.alert(1)")


def with_program(pdf):
    pdf.attachments["tool.exe"] = b"MZ"


@pytest.mark.parametrize(
    ("what", "name", "content", "sentence"),
    [
        (
            "macros",
            "a.docx",
            VBA,
            "a.docx holds macros or ActiveX controls, which are not accepted. Save it as",
        ),
        ("macros", "a.docm", VBA, "a.docm holds macros or ActiveX controls"),
        (
            "passwords",
            "a.pdf",
            LOCKED,
            "a.pdf is protected with a password, so its readers could not open it.",
        ),
        ("scripts", "a.pdf", made.pdf(with_script), "a.pdf holds scripts or starts programs"),
        ("attachments", "a.pdf", made.pdf(with_program), "a.pdf has other files attached inside"),
    ],
)
def test_a_setting_allows_what_is_refused_by_default(settings, what, name, content, sentence):
    assert refused(name, content).startswith(sentence)
    settings.ACCEPTED_FILE_CONTENT = frozenset({what})
    assert check_file(SimpleUploadedFile(name, content)).size == len(content)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("bomb.png", made.png_of_size(60_000, 50_000), "bomb.png has 60,000 × 50,000 pixels."),
        ("cut.png", PNG[:-200], "cut.png is damaged: the picture is incomplete."),
        ("a.docx", DOCX[:-100], "a.docx is damaged: its end is missing"),
        ("a.svg", b"<svg/>", "a.svg is of a type that is not accepted. Use one of: CSV, DOCX"),
        ("a.png", b"<svg/>", "a.png is not a PNG file, although its name says so."),
        ("report.pdf.exe", b"MZ", "report.pdf.exe is of a type that is not accepted."),
        (
            "a.docx",
            PNG,
            "a.docx is not a DOCX file, although its name says so. It looks like: Portable Network",
        ),
    ],
)
def test_refusal_says_what_is_wrong(name, content, sentence):
    assert refused(name, content).startswith(sentence)


def test_refusal_of_an_old_format_names_the_new_one():
    assert refused("a.doc", b"x").endswith("Save it as .docx and choose that one.")


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        ("SECONDS=0", "a.pdf is too large or too complicated inside"),
        ("MEMORY=1", "a.pdf could not be checked."),
    ],
)
def test_inspection_that_dies_is_a_sentence_and_is_tried_again(monkeypatch, limits, sentence):
    module = "secrel.core.files.inspection.inspector"
    code = f"import {module} as i; i.{limits}; i.bound(i.SECONDS, i.MEMORY); list(iter(int, 1))"
    monkeypatch.setattr(inspecting, "COMMAND", ["-c", code])
    content = made.pdf(lambda pdf: pdf.add_blank_page(page_size=(99, len(limits))))
    assert refused("a.pdf", content).startswith(sentence)
    monkeypatch.undo()
    assert check_file(SimpleUploadedFile("a.pdf", content)).name == "a.pdf"


def test_who_waits_for_other_files_to_be_checked_is_told_so_soon(monkeypatch):
    monkeypatch.setattr(inspecting, "WAIT", 0.1)
    content = made.pdf(lambda pdf: pdf.add_blank_page(page_size=(97, 97)))
    with inspecting._FREE, inspecting._FREE:
        assert "Choose it again in a minute." in refused("a.pdf", content)
    assert check_file(SimpleUploadedFile("a.pdf", content)).name == "a.pdf"


def test_an_inspected_file_is_not_inspected_again(monkeypatch):
    check_file(SimpleUploadedFile("first.pdf", PDF))
    monkeypatch.setattr(inspecting, "COMMAND", ["-c", "fails"])
    assert check_file(SimpleUploadedFile("again.pdf", PDF)).name == "again.pdf"


def named_views(resolver=None):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named_views(pattern)
        else:
            yield pattern.name, pattern.callback


class TestLimitsOfOneRequest:
    """Sent to real views: files beyond a limit are not stored, and the entered text comes back."""

    NEW = "/releases/november-2021/evidence/new/"

    @pytest.fixture
    def client(self, examples, as_role):
        return as_role("delivery")

    def send(self, client, examples, count, size=100):
        files = [SimpleUploadedFile(f"report-{n}.pdf", PDF + b" " * size) for n in range(count)]
        criteria = [examples.november.criteria.get(category="testing", number=1).pk]
        entered = {"criteria": criteria, "text": "What I entered", "classification": "reviewers"}
        response = client.post(self.NEW, entered | {"files": files})
        return response.status_code, response.content.decode()

    def test_more_files_than_the_form_takes_are_refused(self, client, examples):
        status, page = self.send(client, examples, 11)
        assert (status, "Send at most 10 files at a time." in page) == (422, True)
        assert "What I entered" in page

    def test_files_too_large_together_are_refused(self, client, examples, settings):
        settings.MAX_FILES_BYTES = 1000
        status, page = self.send(client, examples, 3, size=600)
        assert (status, "larger than 30 MB together" in page) == (422, True)
        assert "What I entered" in page

    def test_a_view_without_files_stores_none(self, client, tmp_path, settings):
        settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
        request = client.post("/following/", {"file": SimpleUploadedFile("a.pdf", PDF)}).wsgi_request
        assert (len(request.FILES), request.too_many) == (0, True)

    def test_every_view_of_a_form_with_files_states_how_many(self):
        taking = {name for name, view in named_views() if getattr(view, "most_files", 0)}
        assert taking == {
            *("evidence-new", "evidence-edit", "submit-deliverable", "attach-annex", "attach-assessment"),
            *("declare-regression", "record-regression", "consultation-letter", "read-tables"),
            *("open-from-table", "add-scope-list", "uploaded-rids", "api-imports"),
            *(
                "api-consultations-consultation-letter",
                "api-modifications-modification-assessments-assessment-file",
            ),
            *("api-releases-release-deliverables", "api-releases-release-testing-annexes-file"),
            *("api-releases-release-evidence", "api-releases-release-evidence-evidence"),
            *("api-releases-release-regression-declared-own-declarations",),
            *("api-releases-release-regression-participant-declarations",),
        }
