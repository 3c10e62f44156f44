"""What stands at the top and the foot of the pages of an extract, in the same words but for figures."""

import re
from collections.abc import Sequence

from governance.importer.words.columns import column_of
from governance.importer.words.headings import TITLES, heading_of
from secrel.core.values.texts import folded, one_line

EDGE = 7
"""Lines at the top and at the foot of a page that can be its header or footer."""
FEWEST = 3
SHARE = 0.4
"""Pages on which they stand at least."""


def edges(lines: Sequence[tuple[int, str]]) -> set[int]:
    """The places of the lines that pages repeat, of lines that are each given with its page."""
    pages: dict[int, list[int]] = {}
    for at, (page, line) in enumerate(lines):
        if line.strip():
            pages.setdefault(page, []).append(at)
    if len(pages) < FEWEST:
        return set()
    found: dict[tuple[str, str], set[int]] = {}
    places: dict[tuple[str, str], list[int]] = {}
    for page, written in pages.items():
        for where, some in (("top", written[:EDGE]), ("foot", written[-EDGE:])):
            for at in some:
                if _is_of_text(lines[at][1]):
                    continue
                key = where, re.sub(r"\d+", "9", one_line(lines[at][1]))
                found.setdefault(key, set()).add(page)
                places.setdefault(key, []).append(at)
    least = max(FEWEST, SHARE * len(pages))
    repeated = {at for key, on in found.items() if len(on) >= least for at in places[key]}
    return {at for page in pages.values() for at in _outer(page, repeated)}


def _is_of_text(line: str) -> bool:
    """Whether a line is a heading, a title or the headings of a table's columns, which long tables repeat on pages."""
    shown = one_line(line)
    columns = sum(bool(column_of(part)) for part in re.split(r"\s{2,}|\t", line.strip()))
    return bool(heading_of(shown)) or folded(shown) in TITLES or columns > 1


def _outer(page: Sequence[int], repeated: set[int]) -> list[int]:
    """Of a page's repeated lines those that have no other line between them and its edge."""
    top = next((n for n, at in enumerate(page) if at not in repeated), len(page))
    foot = next((n for n, at in enumerate(reversed(page)) if at not in repeated), len(page))
    return [*page[:top], *page[len(page) - foot :]]
