"""Two columns of text that an extract shows side by side, as they were printed: read one after the other, page by page.

A table has columns too. Text in two columns is told from it by lines of the left one that begin at the margin and fill
it, while something begins at one place on the right.
"""

import re
from collections.abc import Iterator, Sequence

from governance.importer.source.document import Note, Place

Numbered = tuple[int, str]
"""The number of a line in the file, and the line."""
FEWEST = 12
"""Full lines of the left column, from which on a file has two columns of text."""
LEAST = 0.12
"""The share of the lines with text that they are at least."""
FULL = 0.55
"""The part of its side that the text of a full line takes."""
INDENT = 6
"""Spaces before a point of the left column."""
MOST_OVER = 0.06
"""The share of lines that may go over the place where the columns divide: titles and footers."""
MIDDLE = (0.35, 0.65)
"""Between which parts of the width the columns divide."""
NARROWEST = 2
NARROW, WIDEST = 40, 300
"""Letters of the width of a page that was printed."""
MOST_SHOWN = 4_000
"""Lines that are looked at; a RID has some hundreds."""
NOTE = Note(
    "The text stands in two columns. The left one of each page was read before the right one.", Place()
)
_TABULAR = re.compile(r"\S {3,}\S")


def in_order(lines: Sequence[str]) -> tuple[list[Numbered], list[Note]]:
    """The lines with their numbers, in the order in which a person reads them."""
    numbered = list(enumerate(lines, start=1))
    start = _right_edge(lines)
    if start is None:
        return numbered, []
    found: list[Numbered] = []
    page: list[Numbered] = []
    for number, line in numbered:
        if "\f" in line and page:
            found += _page(page, start)
            page = []
        page.append((number, line))
    return [*found, *_page(page, start)], [NOTE]


def _right_edge(lines: Sequence[str]) -> int | None:
    """Where the right column begins: hardly a line goes over that place. None if the file has one column."""
    shown = [text for line in lines if "\t" not in line and (text := line.replace("\f", "").rstrip())]
    shown = shown[:MOST_SHOWN]
    width = sorted(map(len, shown))[int((len(shown) - 1) * 0.98)] if shown else 0
    if not NARROW <= width <= WIDEST:
        return None
    margin = min(len(text) - len(text.lstrip()) for text in shown)
    best: tuple[int, int] | None = None
    for start in range(int(MIDDLE[0] * width), int(MIDDLE[1] * width) + 1):
        over = sum(bool(text[max(0, start - NARROWEST) : start].strip()) for text in shown)
        if over > MOST_OVER * len(shown) or (best and over > best[0]):
            continue
        lefts = [text[:start].rstrip() for text in shown]
        full = sum(_is_full(text, start, margin) for text in lefts)
        rights = sum(bool(text[start:].strip()) for text in shown)
        if full >= max(FEWEST, LEAST * len(shown)) and rights >= LEAST * len(shown):
            best = (over, start)
    return best[1] if best else None


def _is_full(left: str, start: int, margin: int) -> bool:
    """Whether a text begins at the margin and fills the left column, without a gap as between columns of a table."""
    bare = left.strip()
    indent = len(left) - len(left.lstrip())
    return indent <= margin + INDENT and len(bare) >= FULL * start and not _TABULAR.search(bare)


def _page(page: Sequence[Numbered], start: int) -> Iterator[Numbered]:
    """The lines of a page: those over the whole width where they stand, of the others first the left sides."""
    left: list[Numbered] = []
    right: list[Numbered] = []
    for number, line in page:
        feed, text = ("\f", line.replace("\f", "")) if "\f" in line else ("", line)
        if text[max(0, start - NARROWEST) : start].strip():
            yield from _both(left, right)
            left, right = [(number, f"{feed}{text}")], []
            continue
        left.append((number, f"{feed}{text[:start].rstrip()}"))
        right.append((number, text[start:].rstrip()))
    yield from _both(left, right)


def _both(left: Sequence[Numbered], right: Sequence[Numbered]) -> Iterator[Numbered]:
    yield from left
    if any(line.strip() for _, line in right):
        yield from right
