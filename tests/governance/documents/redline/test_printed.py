"""The redlines of the examples: complete, printed with marks in words, tracked in Word."""

import io
import subprocess
import sys
from itertools import pairwise

import docx
import pypdf
import pytest
from docx.oxml.ns import qn

from governance.composing.models import Snapshot
from governance.documents.engine.blocks import texts
from governance.documents.engine.printing.render import render_html, render_pdf
from governance.documents.engine.printing.word import render_word
from governance.documents.engine.redline.sides import NEW, OLD, side_of
from governance.documents.kinds import BY_KEY, PRINTED, REDLINES
from governance.documents.redline.kind import NOTE, chapters_of, redline_chapters
from governance.documents.redline.types import ComparedDocument, Redline, RedlineContent, RedlineIssue
from governance.versions.models import RidVersion
from tests.governance.documents.redline.tracked import words_of
from tests.governance.documents.test_archive_form import faults_of_form

pytestmark = pytest.mark.django_db


def redline_from(old: dict, new: dict, name: str = "RID") -> Redline:
    documents = (
        ComparedDocument(name=f"{name} {number}", of="", document=one)
        for number, one in (("1.0", old), ("2.0", new))
    )
    before, after = documents
    return Redline(
        content=RedlineContent(old=before, new=after), issue=RedlineIssue(site="https://a.example")
    )


def said(chapters):
    return [(row.heading, [text for text in texts(row.blocks) if text]) for row in chapters]


def test_nothing_of_any_two_examples_is_lost(examples):
    """Each document against the next one of its kind, also of another release."""
    rows = Snapshot.objects.select_related("content").order_by("kind", "digest")
    documents = [(row.kind, row.document) for row in rows]
    for (key, old), (other, new) in pairwise(documents):
        if key == other:
            kind = BY_KEY[key]
            made = redline_chapters(kind, old, new)
            assert said(side_of(made, OLD)) == said(chapters_of(kind.word(old)))
            assert said(side_of(made, NEW)) == said(chapters_of(kind.word(new)))


@pytest.fixture
def june(examples):
    """The data of RIDs 2.0 and 3.0 of June 2021: a row, a column and an item came, a paragraph went."""
    rows = RidVersion.objects.filter(release=examples.june, minor=0, major__in=(2, 3)).order_by("major")
    return [row.snapshot.as_data() for row in rows]


def test_word_tracks_what_is_accepted_or_rejected(june):
    kind, old, new = REDLINES["rid"], *june
    made = render_word(kind, redline_from(old, new))
    for accepted, one in ((True, new), (False, old)):
        alone = words_of(render_word(kind, redline_from(one, one)), accepted=True)
        assert words_of(made, accepted=accepted) == alone
    body = docx.Document(io.BytesIO(made)).element.body
    tracked = [one for name in ("ins", "del", "cellIns", "cellDel") for one in body.iter(qn(f"w:{name}"))]
    assert {one.get(qn("w:author")) for one in tracked} == {"secrel"}
    assert {one.get(qn("w:date")) for one in tracked} == {"2021-01-29T00:00:00Z"}
    assert len({one.get(qn("w:id")) for one in tracked}) == len(tracked)
    assert not [piece for piece in body.iter(qn("w:del")) if list(piece.iter(qn("w:t")))]
    places = {"trPr": "ins", "tcPr": "cellIns", "rPr": "del"}
    assert {
        name: bool(list(body.iterfind(f".//w:{name}/w:{mark}", body.nsmap))) for name, mark in places.items()
    } == (dict.fromkeys(places, True))


def two_of(kind: str) -> list[dict]:
    """The longest two documents of a kind, which differ in most places."""
    rows = Snapshot.objects.select_related("content").filter(kind=kind)
    found = sorted((row.as_data() for row in rows), key=lambda data: (len(str(data)), str(data)))
    return found[-2:]


@pytest.mark.parametrize("key", ["paper", "notice"])
def test_papers_and_notices_are_tracked_in_word_too(examples, key):
    """As Word and LibreOffice accept and reject: only insertions and deletions, no paragraph or row by halves."""
    kind, (old, new) = REDLINES[key], two_of(key)
    made = render_word(kind, redline_from(old, new, key.title()))
    for accepted, one in ((True, new), (False, old)):
        alone = words_of(render_word(kind, redline_from(one, one, key.title())), accepted=True)
        words = words_of(made, accepted=accepted)
        assert (
            words[words.index("Cover") :] == alone[alone.index("Cover") :]
        )  # above: the comparison’s own title
    body = docx.Document(io.BytesIO(made)).element.body
    tracked = [one for name in ("ins", "del", "cellIns", "cellDel") for one in body.iter(qn(f"w:{name}"))]
    assert len({one.get(qn("w:id")) for one in tracked}) == len(tracked) > 20
    assert {one.get(qn("w:author")) for one in tracked} == {"secrel"}
    assert not [piece for piece in body.iter(qn("w:del")) if list(piece.iter(qn("w:t")))]
    assert not [piece for piece in body.iter(qn("w:ins")) if list(piece.iter(qn("w:delText")))]


def test_html_and_pdf_say_in_words_what_is_marked(june, tmp_path):
    kind, made = REDLINES["rid"], redline_from(*june)
    page = render_html(kind, made)
    assert (
        '<ins><span class="vh">[inserted:&#160;</span>MP146 added to the scope.<span class="vh">]</span></ins>'
        in page
    )
    assert '<del><span class="vh">[deleted:&#160;</span>2.0<span class="vh">]</span></del>' in page
    pdf = render_pdf(kind, made)
    assert pdf == render_pdf(kind, made)
    file = tmp_path / "redline.pdf"
    file.write_bytes(pdf)
    assert faults_of_form(file) == []
    checked = subprocess.run([sys.executable, "-m", "pdfua", "check", file], capture_output=True, text=True)
    assert "PASS (no findings)" in checked.stdout, checked.stdout
    read = pypdf.PdfReader(io.BytesIO(pdf))
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    words = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert "Comparison of RID 2.0 with RID 1.0" in words
    assert NOTE in words
    assert "[inserted: MP146 added to the scope.]" in words.replace("\xa0", " ")


def test_every_redline_is_among_the_printed_kinds():
    assert {f"redline-{key}" for key in BY_KEY} < set(PRINTED)
