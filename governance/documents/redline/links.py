"""From a difference between two contents to the place in the redline where it is seen."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from governance.documents.engine.blocks import Chapter, Listing, ListItem, Table, TableRow, texts

MOST = 200_000
"""So many comparisons of texts with differences are made; beyond it a difference leads to its chapter."""


@dataclass(frozen=True)
class _Entry:
    place: str
    key: str
    text: str


class PlaceFinder:
    """Finds the place of a difference in the chapters of a redline."""

    def __init__(self, chapters: Iterable[Chapter]) -> None:
        self.chapters = {row.key: list(_entries(row)) for row in chapters}
        self.titles = {row.title: row.key for row in chapters}
        self.left = MOST

    def place(self, path: tuple[str, ...], names: tuple[str, ...], before: str, after: str) -> str:
        """The id of the row, item or paragraph; of its chapter if it is not found there; "" if there is none."""
        own = path[0] if path[0] in self.chapters else self.titles.get(names[0], "")
        entries = (
            self.chapters.get(own, []) if own else [one for row in self.chapters.values() for one in row]
        )
        known = {*path, *names}
        found = next((one for one in entries if one.key and one.key in known), None)
        if found is None and self.left > 0:
            self.left -= len(entries)
            wanted = [text for text in (after, before) if len(text) > 2]
            found = next((one for text in wanted for one in entries if text in one.text), None)
        if found is None and own and entries:
            found = entries[0]
        return found.place if found else own


def _entries(chapter: Chapter) -> Iterator[_Entry]:
    for block in chapter.blocks:
        if isinstance(block, Listing):
            yield from (_Entry(item.place, item.key, _said(item)) for item in block.items if item.place)
        elif isinstance(block, Table):
            if block.place:
                yield _Entry(block.place, block.caption, " ".join(texts((block,))))
            for row in (*block.rows, *((block.foot,) if block.foot else ())):
                if row.place:
                    yield _Entry(row.place, row.key or row.cells[0].text, _row(row))
        elif place := getattr(block, "place", ""):
            runs = getattr(block, "runs", ())
            yield _Entry(place, "", "".join(run.text for run in runs))


def _said(item: ListItem) -> str:
    return "".join(run.text for run in item.runs) + " ".join(map(_said, item.points))


def _row(row: TableRow) -> str:
    cells = ("".join(run.text for run in cell.runs) or cell.text for cell in row.cells)
    return " ".join((*cells, *(_said(item) for cell in row.cells for item in cell.bullets)))
