"""Shortens a brief to two pages: the nearest releases first, and for each how much is left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from governance.documents.brief.types import Brief, BriefContent, BriefModification, BriefRelease

LINES = 66
"""Lines of two pages, without the heading of the first."""
WIDTH = 44
"""Characters of a line in the widest column."""
ENDED = "…"
Row = TypeVar("Row")


@dataclass
class _Room:
    lines: int

    def take(self, rows: Iterable[Row], height: Any) -> tuple[tuple[Row, ...], int]:
        """The first rows that fit, and the number of the others."""
        rows, kept = tuple(rows), []
        for row in rows:
            if height(row) > self.lines:
                break
            self.lines -= height(row)
            kept.append(row)
        return tuple(kept), len(rows) - len(kept)


def shortened(brief: Brief) -> Brief:
    """The brief with as much as two pages hold."""
    room, releases, left_out = _Room(LINES - len(brief.content.answers)), [], []
    for row in brief.content.releases:
        if not row.is_published:
            room.lines -= 1
            releases.append(row)
        elif room.lines < 8:
            left_out.append(row.name)
        else:
            room.lines -= 7
            releases.append(_release(row, room))
    unaffected = brief.content.unaffected
    content = BriefContent(
        who=brief.content.who,
        title=brief.content.title,
        releases=tuple(releases),
        answers=brief.content.answers,
        unaffected=unaffected,
        left_out=tuple(left_out),
    )
    return Brief(content=content, issue=brief.issue)


def _release(row: BriefRelease, room: _Room) -> BriefRelease:
    affecting, more = room.take((_cut(one) for one in row.affecting), _height)
    unstated, others = room.take((_cut(one) for one in row.unstated), _height)
    more += others
    room.lines -= 3 if row.dates else 0
    dates, others = room.take(row.dates, lambda one: 1 + len(one.what) // 100 if one.label else 0.5)
    more += others
    points, others = room.take(row.points, lambda text: 1 + len(text) // 100)
    more += others
    documents, others = room.take(row.documents, lambda one: 0.5)
    return msgspec.structs.replace(
        row,
        affecting=affecting,
        unstated=unstated,
        dates=dates,
        points=points,
        documents=documents,
        more=more + others,
    )


def _cut(row: BriefModification) -> BriefModification:
    """The modification with its first two points."""
    return msgspec.structs.replace(row, points=(*row.points[:2], *([ENDED] if row.points[2:] else [])))


def _height(row: BriefModification) -> int:
    points = sum(1 + len(text) // WIDTH for text in row.points)
    return 1 + max(len(row.title) // WIDTH + 1, points)
