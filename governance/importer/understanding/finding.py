"""Finds the RID in a file that holds several documents, as a paper of the Panel with its appendix does."""

import re
from collections.abc import Sequence

from governance.importer.source.document import Line, Note, Table
from governance.importer.words.headings import heading_of, is_contents_entry

Blocks = Sequence[Line | Table]
_TITLE = re.compile(
    r"^(?:SEC )?(?:Release )?(?:Release )?Implementation Document\b(?: \(RID\))?|^SEC Release "
    r"Implementation(?: Document)?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"^(?:[A-Z][a-z]+ )?\d{4} SEC Release\b|^SEC Release$", re.IGNORECASE)
AHEAD = 60
"""Blocks after the title within which a RID's own headings begin."""
BEFORE = 12
"""Blocks above the title that can belong to the cover."""
_OWN = {"about", "contents", "scope"}


def find_rid(blocks: Blocks) -> tuple[int, int, list[Note]]:
    """Where the RID begins and ends in the blocks, and notes if other documents stand around it."""
    titles = [at for at, block in enumerate(blocks) if isinstance(block, Line) and _is_title(blocks, at)]
    starts = [at for at in titles if _leads_to_rid(blocks, at)]
    if not starts:
        return 0, len(blocks), []
    start = starts[0]
    later = [at for at in starts if at > start + AHEAD]
    end = later[0] if later else len(blocks)
    begin = start
    while begin > max(0, start - BEFORE) and _is_cover(blocks[begin - 1]):
        begin -= 1
    notes = []
    if begin > BEFORE:
        first, last = blocks[begin].place, blocks[begin - 1].place
        where = f"line {first.line}" if first.line else f"page {first.page}" if first.page else "its title"
        what = f"up to line {last.line}" if last.line else "before it"
        notes.append(
            Note(
                f"The file holds several documents. The RID begins at {where}; the text {what} is another.",
                first,
            )
        )
    if later:
        notes.append(
            Note("The file holds another RID after this one. Only the first was read.", blocks[end].place)
        )
    return begin, end, notes


def _is_title(blocks: Blocks, at: int) -> bool:
    block = blocks[at]
    return (
        isinstance(block, Line)
        and len(block.text) < 90
        and not block.text.endswith(".")
        and block.level == 0
        and bool(_TITLE.match(block.text))
    )


def _leads_to_rid(blocks: Blocks, at: int) -> bool:
    for block in blocks[at + 1 : at + AHEAD]:
        if isinstance(block, Line) and not is_contents_entry(block.text):
            found = heading_of(block.text, is_marked=block.heading > 0)
            if found and found.key in _OWN:
                return True
    return False


def _is_cover(block: Line | Table) -> bool:
    """Whether a block above the title is of the cover: the release's name, the classification, a version or a date."""
    if isinstance(block, Table):
        return False
    text = block.text
    return bool(
        _NAME.match(text)
        or "classified as" in text
        or "classification" in text.casefold()
        or re.match(r"^(?:version|v)\s?\d", text, re.IGNORECASE)
    )
