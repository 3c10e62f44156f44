"""A document is uploaded, read by a worker, confirmed with corrections, and imported in one operation."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.intake.models import UploadedRid
from governance.intake.operations.uploads import recover_uploads
from governance.intake.tasks import read_uploaded
from governance.versions.models import RidVersion
from releases.models.releases import Release
from secrel.core.dates.clock import today
from secrel.core.models.record import AuditEntry
from tests.governance.importer.understanding.extracts import Extract, Style
from tests.governance.importer.understanding.made import made

pytestmark = pytest.mark.django_db


@pytest.fixture
def read_text(as_role):
    """An analyst's client and a document that a worker has read."""
    client = as_role("analyst")

    def upload(text, name="june.txt"):
        answer = client.post("/imports/", {"file": SimpleUploadedFile(name, text.encode(), "text/plain")})
        assert answer.status_code == 303
        row = UploadedRid.objects.get()
        assert row.get_absolute_url() == answer["Location"]
        assert client.get(answer["Location"]).status_code == 200  # waits
        assert read_uploaded(receipt=row.receipt) in ("read", "failed")
        row.refresh_from_db()
        return client, row

    return upload


def test_document_is_imported_as_it_was_confirmed(read_text):
    document = made(3)
    client, row = read_text(Extract(document, Style(lost=("glossary",))).text())
    page = client.get(row.get_absolute_url()).content.decode()
    assert "A new release" in page
    assert "Glossary" in page
    assert RidVersion.objects.filter(release__name=document["release"]["name"]).count() == 0
    sent = {"token": row.token, "keep": "1"}
    refused = client.post(row.get_absolute_url(), sent)
    assert (refused.status_code, UploadedRid.objects.get().state) == (422, "read")
    assert "Look at each unsure field" in refused.content.decode()
    done = client.post(row.get_absolute_url(), sent | {"looked": "1"})
    row.refresh_from_db()
    assert (done.status_code, row.state) == (303, "imported")
    release = Release.objects.get(name=document["release"]["name"])
    assert (row.version.release, row.version.number) == (release, "1.1")
    entry = AuditEntry.objects.filter(target=f"imports/{row.receipt}").last()
    assert entry.changes["file"] == [None, row.file_id]
    again = client.post(row.get_absolute_url(), sent | {"looked": "1"})
    assert again.status_code == 422


def test_correction_is_read_by_the_grammar_of_its_field(read_text):
    text = (
        Extract(made(3), Style()).text().replace("equating to around £1,200,", "equating to around £l,2OO,")
    )
    client, row = read_text(text)
    path = "field/costs/secas_implementation"
    assert f'name="{path}"' in client.get(row.get_absolute_url()).content.decode()
    sent = {"token": row.token, "looked": "1", "keep": "1"}
    wrong = client.post(row.get_absolute_url(), sent | {path: "a lot"})
    assert "write days and pounds" in wrong.content.decode()
    assert "a lot" in wrong.content.decode()
    assert client.post(row.get_absolute_url(), sent | {path: "3 days, £1,800"}).status_code == 303
    effort = UploadedRid.objects.get().version.snapshot.rid.content.costs.secas_implementation
    assert (effort.days, effort.amount) == (3, "1800")


def test_document_is_shown_as_it_would_print_with_what_was_typed(read_text):
    client, row = read_text(Extract(made(3), Style(lost=("glossary", "history"))).text())
    page = client.get(row.get_absolute_url()).content.decode()
    assert 'name="table/glossary/0/0"' in page
    sent = {"token": row.token, "looked": "1", "keep": "1", "table/glossary": "1", "table/history": "1"}
    sent |= {"table/glossary/0/0": "ZQX", "table/glossary/0/1": "Zonal Quality Exchange"}
    sent |= {f"table/history/0/{n}": text for n, text in enumerate(("1.1", "10 Dec 21", "Typed."))}
    shown = client.post(f"{row.get_absolute_url()}preview/", sent)
    assert (shown.status_code, "Zonal Quality Exchange" in shown.content.decode()) == (200, True)
    assert (RidVersion.objects.filter(release__name=made(3)["release"]["name"]).exists(), row.state) == (
        False,
        "read",
    )
    wrong = client.post(f"{row.get_absolute_url()}preview/", sent | {"table/history/0/1": "soon"})
    assert (wrong.status_code, "“soon” is not a date" in wrong.content.decode()) == (422, True)
    assert client.post(row.get_absolute_url(), sent).status_code == 303
    content = UploadedRid.objects.get().version.snapshot.rid.content
    assert content.glossary == {"ZQX": "Zonal Quality Exchange"}


@pytest.mark.parametrize(
    ("name", "text", "is_data"),
    [("june.md", Extract(made(3), Style()).text(), False), ("june.json", json.dumps(made(3)), True)],
)
def test_text_and_data_that_are_no_evidence_are_read(read_text, name, text, is_data):
    client, row = read_text(text, name)
    assert (row.state, row.found["is_data"]) == ("read", is_data)
    assert row.found["facts"]["release"] == made(3)["release"]
    assert client.get(row.get_absolute_url()).status_code == 200


def test_upload_without_a_file_or_of_another_kind_is_refused_in_a_sentence(as_role):
    client = as_role("analyst")
    empty = client.post("/imports/", {})
    wrong = client.post("/imports/", {"file": SimpleUploadedFile("a.csv", b"a,b")})
    bytes_ = client.post("/imports/", {"file": SimpleUploadedFile("a.md", b"\x00\x01\x02\xff")})
    said = [one.content.decode() for one in (empty, wrong, bytes_)]
    nothing = client.post("/imports/", {"file": SimpleUploadedFile("a.md", b"")})
    assert (nothing.status_code, "The file is empty. Choose" in nothing.content.decode()) == (422, True)
    assert [one.status_code for one in (empty, wrong, bytes_)] == [422] * 3
    assert "Choose the file of the document." in said[0]
    assert "a text (.txt or .md) or the data (.json)" in said[1]
    assert "a.md is not a MD file" in said[2]


def test_other_text_is_not_read_and_can_be_discarded(read_text):
    client, row = read_text("Minutes of a meeting.\n")
    assert row.state == "failed"
    assert (
        "does not look like a Release Implementation Document"
        in client.get(row.get_absolute_url()).content.decode()
    )
    assert client.post(f"{row.get_absolute_url()}discard/", {"token": row.token}).status_code == 303
    assert UploadedRid.objects.get().state == "discarded"


def test_reading_that_was_lost_starts_again(read_text):
    _, row = read_text(Extract(made(2), Style()).text())
    UploadedRid.objects.update(state="waiting", found={}, woken_at="2020-01-01T00:00Z", attempts=1)
    assert recover_uploads(today()) == 1
    UploadedRid.objects.update(woken_at="2020-01-01T00:00Z", attempts=3)
    assert recover_uploads(today()) == 0
    row.refresh_from_db()
    assert (row.state, "stopped each time" in row.problem) == ("failed", True)


def test_list_asks_the_same_for_one_and_three(read_text, django_assert_num_queries):
    client, row = read_text(Extract(made(2), Style()).text())
    for count in (1, 3):
        while UploadedRid.objects.count() < count:
            UploadedRid.objects.create(
                receipt=f"D-2021-{UploadedRid.objects.count()}",
                name="b.txt",
                file=row.file,
                uploaded_by=row.uploaded_by,
                uploaded_on=row.uploaded_on,
                woken_at=row.woken_at,
            )
        with django_assert_num_queries(4):
            assert client.get("/imports/").status_code == 200
