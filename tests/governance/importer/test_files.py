"""`import_rid` takes files of any kind: data, PDFs of this system, and old PDFs, Word files and texts."""

import json
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from governance.documents.engine.printing.render import render_pdf
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.plain import lift
from governance.importer.reading import read_document
from governance.versions.models import RidVersion
from tests.support.large import large_document
from tests.support.originals.word import word_original


@pytest.fixture(scope="module")
def rid():
    document = large_document(2, rows=2)
    return lift(document, site=settings.SITE_URL, marks=settings.DOCUMENT_MARKS)


@pytest.fixture(scope="module")
def pdf(rid, tmp_path_factory):
    path = tmp_path_factory.mktemp("files") / "rid.pdf"
    path.write_bytes(render_pdf(RID_KIND, rid))
    return path


def dry_run(*arguments: str) -> tuple[dict, str, int]:
    out, unsure = StringIO(), StringIO()
    try:
        call_command("import_rid", *arguments, "--dry-run", stdout=out, stderr=unsure)
    except SystemExit as end:
        return json.loads(out.getvalue()), unsure.getvalue(), end.code
    return json.loads(out.getvalue()), unsure.getvalue(), 0


def test_a_pdf_of_this_system_gives_its_data_without_loss(rid, pdf):
    assert read_document(pdf) == rid.as_data()


def test_its_text_is_read_instead_if_asked_and_a_word_file_in_any_case(rid, pdf, tmp_path):
    read, _, status = dry_run(str(pdf), "--not-attached")
    assert status == 0
    assert (read["release"]["name"], read["document"]["version"]) == ("November 2023 SEC Release", "1.1")
    assert read["history"] == large_document(2)["history"]
    word = tmp_path / "old.docx"
    word.write_bytes(word_original(large_document(2, rows=2)))
    again, unsure, status = dry_run(str(word), "--min-confidence", "1", "--full")
    assert (again["history"], again["glossary"], status) == (read["history"], read["glossary"], 1)
    assert "/release/name: 9" in unsure
    assert "line 2" in unsure


@pytest.mark.parametrize("number", ["2", "-0.1", "nan", "much"])
def test_a_confidence_is_a_number_from_0_to_1(pdf, number):
    with pytest.raises(CommandError, match=r"is no number from 0 to 1, such as 0\.8"):
        call_command("import_rid", str(pdf), f"--min-confidence={number}")


@pytest.mark.django_db
def test_what_was_read_is_imported_only_with_a_confidence_that_all_fields_have(tmp_path):
    file = tmp_path / "old.docx"
    file.write_bytes(word_original(large_document(2, rows=2)))
    with pytest.raises(
        CommandError, match=r"old\.docx was read from its text, so somebody must look at it\."
    ):
        call_command("import_rid", str(file))
    with pytest.raises(SystemExit):
        call_command("import_rid", str(file), "--min-confidence", "1", stderr=StringIO())
    assert not RidVersion.objects.filter(release__slug="november-2023").exists()
    call_command(
        "import_rid",
        str(file),
        "--min-confidence",
        "0.1",
        "--keep-as-published",
        stdout=StringIO(),
        stderr=StringIO(),
    )
    version = RidVersion.objects.get(release__slug="november-2023")
    assert (version.number, version.is_imported) == ("1.1", True)
