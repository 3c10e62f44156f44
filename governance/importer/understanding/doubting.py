"""What is understood from a line of which the reader is not sure is not sure either, whatever section it is of."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from governance.importer.source.document import Line, Place, Table
from governance.importer.understanding.understood import MENDED, SURE, UnderstoodField
from governance.importer.words.headings import heading_of, is_contents_entry

_SECTION = re.compile(r"^(\d{1,2})\. ")
SECTIONS = {"scope", "impacts", "timeline", "testing", "costs", "acceptance"}


def doubted(fields: Iterable[UnderstoodField], blocks: Iterable[Line | Table]) -> list[UnderstoodField]:
    """The fields, with those that come from doubtful lines below what is sure."""
    doubts = {line.place: line.doubt for line in blocks if isinstance(line, Line) and line.doubt}
    doubts.pop(Place(), None)
    return [
        field
        if field.confidence < SURE or field.place not in doubts
        else replace(field, confidence=MENDED, changed=f"{field.changed} {doubts[field.place]}".strip())
        for field in fields
    ]


MIXED = (
    "Much of the text was not understood, or stands in another order than printed, so any of it may be wrong."
)
LISTS = (
    *(
        "/scope/approved",
        "/scope/targeted",
        "/scope/change_requests",
        "/impacts/participants",
        "/impacts/documents",
    ),
    *(
        "/impacts/party_summaries",
        "/impacts/dcc_summaries",
        "/timeline",
        "/costs/dcc_lines",
        "/history",
        "/glossary",
    ),
    *("/acceptance/operational", "/acceptance/testing", "/acceptance/security", "/acceptance/general"),
    *("/testing/dcc_approach", "/testing/user_approach"),
)
"""Lists of a RID that may lack rows where the order of a text is lost."""
IN_A_MIXED_TEXT = 0.75
MOST_UNSURE = 0.1
"""The share of unsure fields from which on a text lost the order in which it was printed."""
FEWEST = 20
"""Fields from which on a share says something."""
MOST_LEFT = 3


def if_mixed(
    fields: list[UnderstoodField], blocks: Sequence[Line | Table], left: int
) -> tuple[list[UnderstoodField], bool]:
    """The fields; all unsure if the columns of the text were mixed. That shows in its numbered headings, in what was
    left, and in what is unsure: a text that is in order has hardly anything of these."""
    unsure = sum(field.confidence < SURE for field in fields)
    is_odd = unsure >= MOST_UNSURE * len(fields) and len(fields) >= FEWEST
    if not (is_odd or _is_out_of_turn(blocks) or left > MOST_LEFT):
        return fields, False
    known = {field.path for field in fields}
    lists = [
        UnderstoodField(path, IN_A_MIXED_TEXT, Place(), "a list that may lack rows", changed=MIXED)
        for path in LISTS
        if path not in known
    ]
    return [
        field
        if field.confidence <= IN_A_MIXED_TEXT
        else replace(field, confidence=IN_A_MIXED_TEXT, changed=f"{field.changed} {MIXED}".strip())
        for field in fields
    ] + lists, True


def _is_out_of_turn(blocks: Sequence[Line | Table]) -> bool:
    """Whether the numbers of the sections go up and down. A document may have them in the opposite order."""
    numbers = []
    for block in blocks:
        if isinstance(block, Line) and not is_contents_entry(block.text):
            text = f"{block.number}. {block.text}" if block.number else block.text
            found = _SECTION.match(text)
            if found and (heading := heading_of(text)) and heading.key in SECTIONS:
                numbers.append(int(found[1]))
    steps = [later - earlier for earlier, later in pairwise(numbers) if later != earlier]
    return any(step > 0 for step in steps) and any(step < 0 for step in steps)
