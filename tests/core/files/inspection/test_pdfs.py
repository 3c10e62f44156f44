"""PDFs open, end as they should, and hold nothing that runs; however their objects are written."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, ObjectStreamMode

from secrel.core.files.inspection.findings import OtherKind, Unfit
from secrel.core.files.inspection.pdfs import inspect
from tests.core.files.inspection.made import parts_of, pdf, zipped

SCRIPT = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def inspected(content: bytes) -> set[str]:
    return inspect(io.BytesIO(content))


def attached(name: str):
    def change(made: pikepdf.Pdf) -> None:
        made.attachments[name] = b"data"

    return change


def named_two_ways(made: pikepdf.Pdf) -> None:
    made.attachments["rid.json"] = b"data"
    made.attachments["rid.json"].obj.F = "tool.exe"


def at_root(**rows: object):
    def change(made: pikepdf.Pdf) -> None:
        for key, value in rows.items():
            made.Root[f"/{key}"] = value

    return change


def on_a_link(action: Dictionary):
    def change(made: pikepdf.Pdf) -> None:
        made.pages[0]["/Annots"] = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)])

    return change


@pytest.mark.parametrize(
    ("change", "held"),
    [
        (None, set()),
        (at_root(OpenAction=SCRIPT), {"scripts"}),
        (at_root(Names=Dictionary(JavaScript=Dictionary(Names=Array(["a", SCRIPT])))), {"scripts"}),
        (at_root(AA=Dictionary(WC=SCRIPT)), {"scripts"}),
        (at_root(OpenAction=Dictionary(S=Name.Launch, F="cmd.exe")), {"scripts"}),
        (at_root(AcroForm=Dictionary(XFA="<xdp/>", Fields=Array())), {"scripts"}),
        (on_a_link(SCRIPT), {"scripts"}),
        (on_a_link(Dictionary(S=Name.URI, URI="https://example.org/JavaScript")), set()),
        (at_root(Lang="/JavaScript /Launch"), set()),
        (attached("tool.exe"), {"attachments"}),
        (attached("sheet.xlsm"), {"attachments"}),
        (named_two_ways, {"attachments"}),
        (attached("rid.json"), set()),  # as in the documents of this site
    ],
)
@pytest.mark.parametrize("mode", [ObjectStreamMode.disable, ObjectStreamMode.generate])
def test_what_a_pdf_holds_is_found_in_plain_and_in_packed_objects(change, held, mode):
    assert inspected(pdf(change, object_stream_mode=mode)) == held


def test_name_written_in_numbers_is_the_same_name():
    content = (
        pdf(at_root(OpenAction=SCRIPT)).replace(b"/JavaScript", b"/J#61vaScr#69pt").replace(b"/JS", b"/#4aS")
    )
    assert inspected(content) == {"scripts"}


def test_password_is_found_where_one_is_needed_to_read():
    locked = pikepdf.Encryption(user="secret", owner="other")
    assert inspected(pdf(encryption=locked)) == {"passwords"}
    only_printing = pikepdf.Encryption(user="", owner="other")
    assert inspected(pdf(encryption=only_printing)) == set()


def test_pdf_may_begin_with_a_mark_or_an_empty_line():
    assert inspected(b"\xef\xbb\xbf\r\n" + pdf()) == set()


@pytest.mark.parametrize("content", [b"<html>" + pdf(), b"GIF89a" + pdf(), b"\x89PNG\r\n\x1a\n", b"words"])
def test_file_that_begins_as_something_else_is_no_pdf(content):
    with pytest.raises(OtherKind):
        inspected(content)


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (pdf()[:-40], "is damaged: its end is missing"),
        (pdf() + b"<script>" + b"x" * 2000, "something else follows it"),
        (pdf() + zipped({"a.txt": b"x"}), "is a PDF and a ZIP archive at once"),
        (pdf() + zipped(parts_of("docx")) + b"%%EOF", "is a PDF and a ZIP archive at once"),
        (b"%PDF-1.7 %%EOF", "is damaged"),
        (b"%PDF-1.7\n" + b"1 0 obj << " * 20_000 + b"%%EOF", "is damaged"),
    ],
)
def test_damaged_pdf_or_one_that_is_something_else_too_is_refused(content, wrong):
    with pytest.raises(Unfit, match=wrong):
        inspected(content)
