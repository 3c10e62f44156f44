"""Words in documents and on pages, as far as a test can check them."""

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
AVOIDED = [
    "the record",
    "lately",
    "waiting on you",
    "waits on you",
    "unwanted ones",
    "spent or too old",
    "hold no role",
    "its rid",
    "kept for good",
    "back to the start",
    ">find<",
    "what reaches you",
]
"""Words that pages do not use, in lower case. The glossary has the words to use."""


def test_the_glossary_is_sorted_and_names_each_word_once():
    rows = (ROOT / "docs" / "glossary.md").read_text().splitlines()[4:]
    words = [row.split("|")[1].strip().lower() for row in rows]
    assert words == sorted(set(words))


def test_docs_name_files_that_are_there():
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        if page.name != "changelog.md":
            for name in PATH.findall(page.read_text()):
                assert (ROOT / name).exists() or name in TO_BE_WRITTEN, f"{page.name}: {name}"


def test_pages_use_the_words_of_the_glossary():
    pages = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]
    for page in [*pages, *(ROOT / "static" / "js").glob("*.js")]:
        text = page.read_text().lower()
        assert not [words for words in AVOIDED if words in text], page
