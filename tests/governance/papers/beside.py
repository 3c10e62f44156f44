"""The tables of a real paper beside ours, as docs/examples.md prints them: references, ticks and facts, no sentences.

`WRITE_DOCS=1` and the tests of the two samples write the tables again.
"""

import os
import re

from tests.test_architecture import ROOT

DOC = ROOT / "docs" / "examples.md"
HEAD = "| Release | Modification | Impact there | here | Stated there | Status here |\n|---|---|---|---|---|---|\n"
Rows = list[tuple[str, bool | None, list[str]]]


def beside(there: dict[str, Rows], here: dict[str, dict[str, tuple[bool | None, str]]]) -> str:
    """A row for each modification, by release. `there`: as the sample states it; `here`: as our paper prints it."""
    lines = []
    for release, rows in there.items():
        for ref, tick, facts in rows:
            our_tick, status = here[release][ref]
            cells = (release, ref, _tick(tick), _tick(our_tick), "; ".join(map(_fact, facts)), status)
            lines.append(f"| {' | '.join(cells)} |")
    return HEAD + "\n".join(lines) + "\n"


def documented(key: str, table: str) -> str:
    """What docs/examples.md has between the marks of a table; written first if WRITE_DOCS says so."""
    text = DOC.read_text()
    between = re.compile(rf"(?<=<!-- {key} -->\n).*?(?=<!-- end of {key} -->)", re.DOTALL)
    if os.environ.get("WRITE_DOCS"):
        DOC.write_text(between.sub(lambda _: table, text))
        text = DOC.read_text()
    found = between.search(text)
    assert found is not None, f"docs/examples.md has no place for the table {key}."
    return found[0]


def _tick(tick: bool | None) -> str:
    return "" if tick is None else "yes" if tick else "no"


def _fact(text: str) -> str:
    return text.rstrip(".").removesuffix(" for inclusion")
