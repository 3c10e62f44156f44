"""Documents for people: what can be held to a rule by a test."""

import re

from tests.test_architecture import ROOT

PATH = re.compile(
    r"`((?:secrel|modifications|releases|costs|governance|templates|tests|static|deploy)/[\w./-]+)`"
)
TO_BE_WRITTEN = {
    "governance/documents/notice/types.py",
    "governance/documents/rid/sections/risks.py",
    "governance/documents/notice/",
}
"""Files of the worked changes in docs/contributing.md."""


def test_the_glossary_is_sorted_and_names_each_word_once():
    rows = (ROOT / "docs" / "glossary.md").read_text().splitlines()[4:]
    words = [row.split("|")[1].strip().lower() for row in rows]
    assert words == sorted(set(words))


def test_docs_name_files_that_are_there():
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        if page.name != "changelog.md":
            for name in PATH.findall(page.read_text()):
                assert (ROOT / name).exists() or name in TO_BE_WRITTEN, f"{page.name}: {name}"
