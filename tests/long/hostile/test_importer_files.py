"""Mutated PDFs and Word files: the importer reads them, or refuses them in a sentence, within its limits."""

import time
import zipfile
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from governance.importer.refused import Refused
from governance.importer.source.child import SECONDS
from governance.importer.source.document import SourceDocument
from governance.importer.source.read import read_source
from governance.importer.understanding.understand import understand
from governance.importer.updates.notice import understand_notices
from governance.importer.updates.paper import understand_paper
from governance.importer.updates.recognising import kind_of_document
from tests.support.large import large_document
from tests.support.originals.pdf import pdf_original
from tests.support.originals.word import word_original
from tests.support.stack import ROOT

DOCUMENT = large_document(3, rows=4)
MANY = hypothesis_settings(
    max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
PLACES = st.floats(0, 1, exclude_max=True)
MUTATIONS = st.lists(
    st.tuples(
        PLACES,
        st.sampled_from(["flip", "cut", "double", "number", "swap"]),
        st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=12,
)


def plain_pdf() -> bytes:
    """The PDF without compression, so that a mutation hits what is drawn and not only the packing."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf_original(DOCUMENT))) as pdf:
        pdf.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return out.getvalue()


PDF = plain_pdf()
WORD = word_original(DOCUMENT)


def mutated(data: bytes, mutations) -> bytes:
    made = bytearray(data)
    for place, kind, content in mutations:
        at = int(place * len(made)) if made else 0
        if kind == "flip":
            made[at : at + len(content)] = content
        elif kind == "cut":
            del made[at : at + len(content) ** 3]
        elif kind == "double":
            made[at:at] = made[at : at + 40 * len(content)]
        elif kind == "number":
            made[at:at] = b"99999999999"
        else:
            made[at : at + 60] = made[at : at + 60][::-1]
    return bytes(made)


SAMPLES = ROOT.parent / "shared" / "samples"
OTHERS = ("csc-releases-update-sep-2021.txt", "website-notices-2020.txt")
BY_KIND = (understand, understand_paper, understand_notices)


def read(data: bytes, name: str) -> SourceDocument | None:
    """What is read of a file; None if it is refused. Neither may take longer than the limit."""
    began = time.monotonic()
    try:
        source = read_source(data, name)
        kind_of_document(source)
        for understood in BY_KIND:
            with suppress(Refused):  # it is of another kind
                understood(source)
    except Refused as refused:
        assert refused.text.endswith(".")
        assert "\n" not in refused.text
        source = None
    assert time.monotonic() - began < SECONDS + 5
    return source


@MANY
@given(mutations=MUTATIONS)
def test_mutated_pdfs_are_read_or_refused(mutations):
    read(mutated(PDF, mutations), "a.pdf")


@MANY
@given(
    mutations=MUTATIONS, part=st.sampled_from(["word/document.xml", "word/styles.xml", "word/numbering.xml"])
)
def test_mutated_word_files_are_read_or_refused(mutations, part):
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(WORD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, mutated(content, mutations) if name == part else content)
    read(out.getvalue(), "a.docx")


@MANY
@given(mutations=MUTATIONS)
def test_mutated_archives_are_read_or_refused(mutations):
    read(mutated(WORD, mutations), "a.docx")


@pytest.mark.skipif(not SAMPLES.exists(), reason="the samples are beside the project, and are not here")
@pytest.mark.parametrize("name", OTHERS)
@MANY
@given(mutations=MUTATIONS)
def test_mutated_papers_and_notices_are_read_or_refused(name, mutations):
    read(mutated((SAMPLES / name).read_bytes(), mutations), "a.txt")


def test_the_longest_accepted_pdf_ends_within_the_limits():
    out = BytesIO()
    with pikepdf.open(BytesIO(PDF)) as pdf:
        page = pdf.pages[1]
        for _ in range(500 - len(pdf.pages)):
            pdf.pages.append(page)
        pdf.save(out)
    read(out.getvalue(), "long.pdf")
