"""A row of a table that is longer than a page: heading, caption and header row stand on each page of it."""

import io
import re
import subprocess
import sys

import pypdf
import pytest

from governance.documents.engine.printing import laying_out
from governance.documents.engine.printing.render import render_pdf
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import Rid
from tests.governance.documents.test_archive_form import faults_of_form
from tests.governance.documents.test_glyphs import with_summary
from tests.support.sweeps import swept


def words(count: int) -> str:
    return " ".join(f"word{place}" for place in range(count))


def pages_of(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def in_timetable(data: dict, text: str) -> None:
    data["content"]["timeline"][3]["notes"] = text


def in_history(data: dict, text: str) -> None:
    data["issue"]["history"][-1]["changes"] = f"MP201 approved. {text}"


def in_only_summary(data: dict, text: str) -> None:
    data["content"]["impacts"]["dcc_summaries"][0]["points"][0]["text"] = text


def in_glossary(data: dict, text: str) -> None:
    data["content"]["glossary"]["SIT"] = text


PLACES = {
    "timetable": (
        in_timetable,
        700,
        "3. Implementation timeline: Release implementation timetable",
        "Date Event Notes",
    ),
    "history": (in_history, 1200, "Appendix 1: Version control: Document history", "Version Date Changes"),
    "summary": (in_only_summary, 1200, "DCC impacts", "Area affected Summary of impacts"),
    "glossary": (in_glossary, 1200, "Appendix 2: Glossary", "Acronym Full term"),
}


@pytest.mark.parametrize("place", swept(PLACES, "timetable"))
def test_heading_caption_and_header_stand_on_each_page_of_a_long_row(place):
    put, count, caption, header = PLACES[place]
    data = with_summary("will throttle.")
    put(data, words(count))
    pages = pages_of(render_pdf(RID_KIND, Rid.of_data(data)))
    of_row = [text for text in pages if "word" in text]
    assert len(of_row) >= 3
    for text in of_row:
        assert 0 <= text.find(caption) < text.find(header) < text.find("word"), text[:300]
    together = " ".join(of_row)
    assert [place for place in range(count) if f"word{place}" not in together] == []


def test_a_row_that_needs_the_room_of_the_header_keeps_the_header():
    data = with_summary("will throttle.")
    in_timetable(data, words(308))  # a page holds them alone, and not with the header
    pages = [text for text in pages_of(render_pdf(RID_KIND, Rid.of_data(data))) if "word" in text]
    assert [text.count("Release implementation timetable Date Event Notes") for text in pages] == [1, 1]


def test_columns_of_a_table_with_a_long_row_keep_their_widths():
    long = with_summary("will throttle.")
    in_timetable(long, words(700))
    assert _left_of("Notes", long) == _left_of("Notes", with_summary("will throttle."))


def _left_of(word: str, data: dict) -> str:
    done = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=render_pdf(RID_KIND, Rid.of_data(data)), capture_output=True
    )
    return re.search(rf'xMin="([0-9.]+)"[^>]*>{word}<', done.stdout.decode())[1]


def test_a_document_with_odd_text_and_long_rows_is_archivable_accessible_and_the_same_each_time(tmp_path):
    data = with_summary("will throttle → ✓ 東京 한국 مرحبا שָׁלוֹם สวัสดี 😀 \u202e\ue000.")
    data["content"]["release"]["name"] = "June 2022 😀 リリース مرحبا"
    in_timetable(data, words(700))
    in_history(data, words(1200))
    path = tmp_path / "rid.pdf"
    path.write_bytes(render_pdf(RID_KIND, Rid.of_data(data)))
    assert faults_of_form(path) == []
    assert subprocess.run(["qpdf", "--check", path], capture_output=True).returncode == 0
    done = subprocess.run([sys.executable, "-m", "pdfua", "check", path], capture_output=True, text=True)
    assert "PASS (no findings)" in done.stdout, done.stdout
    assert render_pdf(RID_KIND, Rid.of_data(data)) == path.read_bytes()


def test_a_document_without_a_long_row_is_laid_out_once(monkeypatch):
    laid_out = []
    find = laying_out.rows_over_pages
    monkeypatch.setattr(laying_out, "rows_over_pages", lambda *args: laid_out.append(1) or find(*args))
    data = with_summary("will throttle.")
    in_timetable(data, words(60))  # long, and shorter than a page
    pages = pages_of(render_pdf(RID_KIND, Rid.of_data(data)))
    assert (len(laid_out), sum("word" in text for text in pages)) == (1, 1)
