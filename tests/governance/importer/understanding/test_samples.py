"""The published samples are understood from their extracts, and both files that hold several documents and one."""

import json
from pathlib import Path

import pytest

from governance.importer.reading import Refused, check_document
from governance.importer.source.read import read_source
from governance.importer.understanding import understand
from governance.importer.understanding.plain import required_only
from tests.governance.importer.test_importer import SHARED
from tests.governance.importer.understanding.comparing import measured
from tests.governance.importer.understanding.printed import printed_document

SAMPLES = {
    "june-2021-rid-v8.0": "june-2021-rid-v8.0",
    "june-2020-rid-v1.1": "panel-releases-update-jan-2020-with-june-2020-rid-v1.1",
}
needs_samples = pytest.mark.skipif(
    not Path(SHARED).is_dir(), reason="the samples are beside the project, and are not here"
)


def _expected(name):
    return json.loads((SHARED / "samples" / f"{name}.expected.json").read_text())


@needs_samples
@pytest.mark.parametrize("name", SAMPLES)
def test_sample_is_understood(name):
    data = (SHARED / "samples" / f"{SAMPLES[name]}.txt").read_bytes()
    found = understand(read_source(data, f"{name}.txt"))
    share, hidden, wrong = measured(_expected(name), found)
    assert (share, hidden) == (1, []), wrong
    assert required_only(check_document(found.facts)) == required_only(found.facts)


@needs_samples
def test_rid_is_found_among_several_documents():
    data = (SHARED / "samples" / f"{SAMPLES['june-2020-rid-v1.1']}.txt").read_bytes()
    found = understand(read_source(data, "paper.txt"))
    assert [note.sentence for note in found.notes if "several" in note.sentence] == [
        "The file holds several documents. The RID begins at line 305; the text up to line 302 is another."
    ]
    assert [field.path for field in found.below()] == [
        "/impacts/participants/MP088",
        "/document/annexes/0/title",
        "/scope/targeted/0/part",
        "/costs/dcc_total",
    ]


@needs_samples
@pytest.mark.parametrize("name", SAMPLES)
def test_own_print_of_sample_is_understood(name):
    share, hidden, wrong = measured(_expected(name), understand(printed_document(_expected(name))))
    assert (share, hidden) == (1, []), wrong


@needs_samples
def test_other_texts_are_refused():
    data = (SHARED / "samples" / "website-notices-2020.txt").read_bytes()
    with pytest.raises(Refused, match="does not look like a Release Implementation Document"):
        understand(read_source(data, "notices.txt"))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b" \n", "is empty"),
        (b"a\x00b", "is not text"),
        (b"Hello.\n", "does not look like a Release Implementation"),
    ],
)
def test_odd_text_is_refused(data, sentence):
    with pytest.raises(Refused, match=sentence):
        understand(read_source(data, "odd.txt"))
