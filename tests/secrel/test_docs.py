"""Words in documents and on pages, as far as a test can check them."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

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
HEADINGS = re.compile(r"(?:`docs/|\]\()(\w+\.md)[`)] \((\*[^*]+\*(?:, \*[^*]+\*)*)")
NAMED_IN = re.compile(r"((?:`[\w.]+`(?:, )?)+) in `([\w/]+\.py)`")
TEST = re.compile(
    r"`(?P<path>(?:[\w-]+/)*test_\w+\.py)?"
    r"(?P<names>(?:::\w+)*)(?:\[[^]`]*\])?`"
    r"(?: \(`(?P<case>[\w -]+)`\))?"
)
"""`path::name`, `path::Class::name[id]`, `::name`, or a path followed by the name of a case in brackets."""


def test_docs_name_headings_that_exist():
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for name, headings in HEADINGS.findall(page.read_text()):
            text = (ROOT / "docs" / name).read_text()
            for heading in re.findall(r"\*([^*]+)\*", headings):
                assert re.search(rf"(^#+ |\*\*){re.escape(heading)}", text, re.M), (
                    f"{page.name}: {name}, {heading}"
                )


def test_docs_name_functions_that_are_in_their_files():
    for page in [*(ROOT / "docs").glob("*.md"), *(ROOT / "docs" / "adr").glob("*.md")]:
        for names, path in NAMED_IN.findall(page.read_text()):
            for name in re.findall(r"\w+(?=`)", names) if (ROOT / path).exists() else ():
                assert re.search(rf"\b{name}\b", (ROOT / path).read_text()), f"{page.name}: {path}, {name}"


@cache
def names_of_tests(path: Path) -> set[str]:
    """Functions and classes of a test file, methods as `Class::name`."""
    names = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        if isinstance(node, ast.ClassDef):
            names |= {f"{node.name}::{each.name}" for each in node.body if isinstance(each, ast.FunctionDef)}
    return names


def missing_tests(text: str) -> list[str]:
    """Every test that a page names and that does not exist. `::name` belongs to the last path in its cell."""
    missing = []
    for number, line in enumerate(text.splitlines(), start=1):
        for cell in line.split("|"):
            files = []
            for found in TEST.finditer(cell):
                path, name, case = found["path"], found["names"].removeprefix("::"), found["case"]
                if path:
                    files = [ROOT / path] if "/" in path else sorted((ROOT / "tests").rglob(path))
                elif not name:
                    continue
                if len(files) != 1 or not files[0].exists():
                    missing.append(f"line {number}: {found[0]} is in {len(files)} files")
                elif name and name not in names_of_tests(files[0]):
                    missing.append(f"line {number}: {name} is not in {files[0].relative_to(ROOT)}")
                elif case and case not in files[0].read_text():
                    missing.append(f"line {number}: {case} is not in {files[0].relative_to(ROOT)}")
    return missing


def test_the_glossary_is_sorted_and_names_each_word_once():
    rows = (ROOT / "docs" / "glossary.md").read_text().splitlines()[4:]
    words = [row.split("|")[1].strip().lower() for row in rows]
    assert words == sorted(set(words))


def test_docs_name_files_that_are_there():
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        if page.name != "changelog.md":
            for name in PATH.findall(page.read_text()):
                assert (ROOT / name).exists() or name in TO_BE_WRITTEN, f"{page.name}: {name}"


@pytest.mark.parametrize("folder", ["docs", "docs/adr"])
def test_docs_name_tests_that_exist(folder):
    missing = {page.name: missing_tests(page.read_text()) for page in sorted((ROOT / folder).glob("*.md"))}
    missing.pop("changelog.md", None)
    assert {page: tests for page, tests in missing.items() if tests} == {}


@pytest.mark.parametrize(
    "cell",
    [
        "`tests/secrel/test_docs.py::test_gone`",
        "`tests/secrel/test_gone.py`",
        "`test_docs.py::test_gone`",
        "`tests/secrel/test_docs.py`, `::test_gone`",
        "`tests/secrel/test_docs.py::TestGone::test_gone[a-1]`",
        "`tests/secrel/test_docs.py::test_gone[a-1]`",
        "`tests/secrel/test_celery.py` (`no such case`)",
        "`::test_without_a_path`",
        "`tests/secrel/test_docs.py` | `::test_docs_name_tests_that_exist`",
        "`__init__.py`, `::test_gone`",
    ],
)
def test_missing_tests_finds_a_name_that_does_not_exist(cell):
    assert len(missing_tests(f"| A threat | {cell} |")) == 1


@pytest.mark.parametrize(
    "cell",
    [
        "`tests/secrel/test_docs.py::test_docs_name_tests_that_exist[docs]`, `::names_of_tests`",
        "`test_uploads.py::TestLimitsOfOneRequest`",
        "`tests/secrel/test_docs.py` (`names_of_tests`)",
        "`secrel/settings.py`, `clearing`, `tests/secrel/`",
    ],
)
def test_missing_tests_accepts_each_form_of_a_name(cell):
    assert missing_tests(f"| A threat | {cell} |") == []
