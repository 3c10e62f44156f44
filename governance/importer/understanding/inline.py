"""Takes points apart that stand within a sentence or a cell: (1) … (2) …, a) … b) …, • … • …"""

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from governance.importer.source.document import Cell, Line, Table

_NUMBER = re.compile(r"(?:(?<=\s)|^)\(?(\d{1,2}|[a-h]|i{1,3}|iv|vi{0,3})\)\s+(?=\S)")
_LOWER = re.compile(r"(?:(?<=\s)|^)[◦○]\s+(?=\S)")
_BULLET = re.compile(r"(?:(?<=\s)|^)[•●▪]\s+(?=\S)")
_SERIES = (
    [str(number) for number in range(1, 31)],
    list("abcdefgh"),
    ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"],
)
LED = "Its points stand within a sentence in the file."


def points_apart(blocks: Iterable[Line | Table]) -> Iterator[Line | Table]:
    """The blocks with such points as lines of their own: in cells, and in text that is nothing but a list."""
    for block in blocks:
        if isinstance(block, Table):
            yield replace(block, rows=tuple(tuple(map(_cell, row)) for row in block.rows))
        elif block.heading:
            yield block
        else:
            yield from lines_apart(block)


def lines_apart(line: Line) -> list[Line]:
    """The points of a line; the line itself if it has none, or if they are part of a sentence."""
    text = f"({line.number}) {line.text}" if line.number else line.text
    cuts = _cuts(text)
    if len(cuts) < 2 and not (cuts and text[: cuts[0][0]].rstrip().endswith(":")):
        return [line]
    lead = text[: cuts[0][0]].strip()
    if lead and not lead.endswith(":"):
        return [line]
    level = max(line.level, 1) + bool(lead)
    found = (
        [replace(line, text=lead, number="", level=max(line.level, 1), doubt=line.doubt or LED)]
        if lead
        else []
    )
    ends = [start for start, _, _ in cuts[1:]] + [len(text)]
    for (_, after, number), end in zip(cuts, ends, strict=True):
        doubt = line.doubt or (LED if lead else "")
        found.append(replace(line, text=text[after:end].strip(), number=number, level=level, doubt=doubt))
    return found


def _cell(cell: Cell) -> Cell:
    lines = tuple(part for line in cell.lines for part in lines_apart(line))
    return cell if lines == cell.lines else replace(cell, lines=lines)


def _cuts(text: str) -> Sequence[tuple[int, int, str]]:
    """Where each point begins, where its text begins, and its number."""
    marks = list(_NUMBER.finditer(text))
    for series in _SERIES:
        found: list[tuple[int, int, str]] = []
        for mark in marks:
            if mark[1] == series[min(len(found), len(series) - 1)]:
                found.append((mark.start(), mark.end(), mark[1]))
        if len(found) > 1:
            return found
    bullets = [(mark.start(), mark.end(), "") for mark in _BULLET.finditer(text)]
    lower = [(mark.start(), mark.end(), "") for mark in _LOWER.finditer(text)]
    return bullets if len(bullets) > 1 else lower
