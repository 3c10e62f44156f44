"""Writing a PDF once gives the bytes that pydyf gives, for every kind of object that an archive form has."""

from contextlib import nullcontext

import pydyf
from django.conf import settings

from governance.documents.engine.printing import laying_out
from governance.documents.engine.printing.laying_out import write_pdf
from governance.documents.engine.printing.writing import WrittenOnce, bytes_of, written_once

PAGE = (
    "<h1 id='one'>A (title) – with “marks”</h1><p><a href='#one'>Up</a> and <a href='https://example.org'>out</a></p>"
    "<table><thead><tr><th>A</th><th scope='col'>B</th></tr></thead><tbody><tr><th scope='row'>1</th><td>x</td></tr>"
    "</tbody></table><svg width='9' height='9'><title>Dot</title><circle cx='4.5' cy='4' r='3.25'/></svg>"
)
FACE = f"@font-face {{ font-family: Face; src: url('{(settings.FONTS / 'PublicSans[wght].ttf').as_uri()}') }}"
HTML = (
    f"<html lang='en-GB'><title>Pages</title><style>{FACE} html {{ font-family: Face }}</style>"
    f"<body>{PAGE}<p style='break-before: page'>Two</p></body></html>"
)


def test_a_pdf_has_the_same_bytes_as_pydyf_writes(monkeypatch):
    form = {"data": {"a": "1"}, "attached": "a.json", "created": "2021-06-01"}
    ours = write_pdf(HTML, **form)
    monkeypatch.setattr(laying_out, "written_once", nullcontext)
    assert ours == write_pdf(HTML, **form)
    assert ours.startswith(b"%PDF-1.7")
    assert pydyf.PDF is not WrittenOnce


def test_values_are_written_as_pydyf_writes_them():
    table = pydyf.Dictionary({"S": "/TD", "K": pydyf.Array([1, b"2 0 R", 0.25, 3.0, pydyf.String("a(b)–")])})
    assert bytes_of(table) == table.data
    assert bytes_of(table) == b"<</S /TD/K [1 2 0 R 0.25 3 <feff00610028006200292013>]>>"


def test_references_of_pages_follow_each_new_page():
    with written_once():
        pdf = pydyf.PDF()
    assert pdf.page_references == ()
    for count in (1, 2):
        pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
        assert len(pdf.page_references) == count
    assert pdf.page_references == tuple(f"{page} 0 R".encode() for page in pdf.pages["Kids"][::3])
