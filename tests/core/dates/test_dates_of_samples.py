"""Every date of the published papers and RIDs is read, and sorted correctly."""

import json
import re

import pytest

from secrel.core.dates.partial_date_text import read_partial_date
from tests.governance.importer.test_importer import needs_samples
from tests.support.stack import ROOT

SAMPLES = ROOT.parent / "shared" / "samples"
MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
WRITTEN = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s{MONTH}\s(?:\d{{4}}|\d{{2}})|(?:Early|Mid|Late)\s{MONTH}\s\d{{2,4}}|Q[1-4]\s\d{{4}})\b"
)


def rows() -> list[tuple[str, dict]]:
    found = []
    for path in sorted(SAMPLES.glob("*.expected.json")):
        found += [(path.name, row["when"]) for row in json.loads(path.read_text())["timeline"]]
    return found


@needs_samples
def test_every_date_of_the_timetables_is_read():
    assert len(rows()) == 26
    for name, when in rows():
        read = read_partial_date(when["label"])
        assert (str(read.precision), read.date_text or None) == (when["precision"], when["date"]), (
            name,
            when,
        )


@needs_samples
def test_timetables_are_in_order():
    for name in {name for name, _ in rows()}:
        dated = [read_partial_date(when["label"]) for n, when in rows() if n == name and when["date"]]
        assert [str(row) for row in sorted(dated)] == [str(row) for row in dated], name


@needs_samples
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_every_date_in_the_texts_is_read(path):
    written = [" ".join(text.split()) for text in WRITTEN.findall(path.read_text())]
    assert len(written) >= 10
    for text in written:
        begins, ends = read_partial_date(text).interval()
        assert 2013 <= begins.year <= ends.year <= 2025, text
