"""Which kind of document a file is: a RID, a releases update paper, or publication notices."""

import re

from governance.importer.source.document import Line, SourceDocument
from governance.importer.understanding.finding import find_rid
from governance.importer.updates.pieces import Piece, pieces_of
from governance.importer.words.headings import heading_of

RID, PAPER, NOTICE = "rid", "paper", "notice"
_IN_EFFECT = re.compile(
    r"\b(?:comes?|came|coming|takes?|took|is|are|was) in(?:to)? effect\b|\bwith effect from\b|\bSEC v(?:ersion )?"
    r"\d+\.\d+ (?:published|released)\b|\b(?:in force|implemented|published) on \d",
    re.IGNORECASE,
)
_AFFECTED = re.compile(
    r"\b(?:parts? of the SEC|SEC documents?|documents?)\b.{0,30}\b(?:affected|updated|changed|amended)\b|"
    r"\bmodifications? (?:was|were|are|is) implemented\b",
    re.IGNORECASE,
)
_OF_PAPER = re.compile(
    r"\bthis paper\b|\bSEC Releases? update\b|\bis (?:requested|asked|invited) to\b", re.IGNORECASE
)
_OF_SCOPE = re.compile(r"\bSEC Release\b.{0,200}\bscope\b|\bscope\b.{0,200}\bSEC Release\b", re.IGNORECASE)
_OWN = {
    "impacts",
    "testing",
    "costs",
    "acceptance",
    "timeline",
    "history",
    "glossary",
    "parties",
    "documents",
}
"""Sections that only a RID has. Scope stands in papers too."""


def kind_of_document(source: SourceDocument) -> str:
    """RID where the file has one, also behind a paper, whose appendix it may be."""
    begin, end, _ = find_rid(source.blocks)
    if begin > 0 or end < len(source.blocks) or _sections(source) > 2:
        return RID
    pieces = pieces_of(source)
    says = [sum(bool(words.search(piece.text)) for piece in pieces) for words in (_OF_PAPER, _IN_EFFECT)]
    if says[1] and any(_AFFECTED.search(piece.text) for piece in pieces) and says[0] < 2:
        return NOTICE
    if says[0] and any(_is_of_scope(piece) for piece in pieces):
        return PAPER
    return RID


def _sections(source: SourceDocument) -> int:
    """How many sections of its own a RID has here: their headings, at the beginnings of lines."""
    found = set()
    for block in source.blocks:
        if isinstance(block, Line) and block.level < 2:
            heading = heading_of(block.text, is_marked=block.heading > 0)
            if heading and heading.key in _OWN:
                found.add(heading.key)
    return len(found)


def _is_of_scope(piece: Piece) -> bool:
    return bool(_OF_SCOPE.search(piece.text[:600]))
