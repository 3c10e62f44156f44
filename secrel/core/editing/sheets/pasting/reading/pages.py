"""The text of a PDF: leave out what is printed on each page, and read columns where spaces keep them apart."""

import re
from dataclasses import dataclass

_CHUNK = re.compile(r"\S++(?: \S++)*+")
_FOOT = re.compile(r"page [0-9]{1,4} of [0-9]{1,4}", re.IGNORECASE)
_CLASS = re.compile(r".{0,60}· (?:white|green|amber|red)", re.IGNORECASE)
_HEAD = re.compile(
    r"(?:[^:]{0,80}: )?release implementation document [0-9]{1,3}\.[0-9]{1,3}"
    r"|this document has a classification|of white",
    re.IGNORECASE,
)
_MARKED = re.compile(r"[•●▪○◦]|o ")


@dataclass(frozen=True)
class Chunk:
    """Words of a line that two spaces or more keep apart from others, and where they begin."""

    begin: int
    text: str

    @property
    def end(self) -> int:
        return self.begin + len(self.text)


def chunks_of(line: str) -> list[Chunk]:
    return [Chunk(found.start(), found[0]) for found in _CHUNK.finditer(line)]


def without_furniture(text: str) -> list[str]:
    """The lines without page numbers and running headings."""
    lines = text.replace("\xa0", " ").replace("\f", "").replace("\r", "").split("\n")
    return [line for line in lines if not _is_furniture(" ".join(line.split()))]


def _is_furniture(line: str) -> bool:
    return any(form.fullmatch(line) for form in (_FOOT, _CLASS, _HEAD))


def joined(above: str, below: str) -> str:
    """Two lines of a cell as one text; an item of a list begins a line of its own."""
    if not above or not below:
        return above or below
    if _MARKED.match(below):
        return f"{above}\n{below}"
    return f"{above}{below}" if above.endswith("-") and below[:1].islower() else f"{above} {below}"


def aligned_rows(lines: list[str], heads: list[Chunk]) -> list[list[str]]:
    """The rows under headings, each cell in the column that it stands under. Rows end at an empty line or, where there
    are few of those, where the first cell begins again."""
    parts = [chunks_of(line) for line in lines]
    begun = sum(1 for chunks in parts if chunks and _column(chunks[0], heads) == 0)
    by_gaps = sum(1 for chunks in parts if not chunks) * 2 >= begun
    rows: list[list[str]] = []
    is_gap = True
    for chunks in parts:
        if not chunks:
            is_gap = True
            continue
        if any(_spans(chunk, heads) for chunk in chunks):
            break  # a paragraph after the table
        cells = [""] * len(heads)
        for chunk in chunks:
            at = _column(chunk, heads)
            cells[at] = joined(cells[at], chunk.text)
        if not rows or (is_gap if by_gaps else bool(cells[0])):
            rows.append(cells)
        else:
            rows[-1] = [joined(above, below) for above, below in zip(rows[-1], cells, strict=True)]
        is_gap = False
    return rows


def _column(chunk: Chunk, heads: list[Chunk]) -> int:
    over = [n for n, head in enumerate(heads) if chunk.begin < head.end and head.begin < chunk.end]
    return (
        over[0]
        if over
        else max((n for n, head in enumerate(heads) if head.begin <= chunk.begin + 3), default=0)
    )


def _spans(chunk: Chunk, heads: list[Chunk]) -> bool:
    return sum(1 for head in heads if chunk.begin < head.end and head.begin < chunk.end) > 1
