"""A redline as a page shows it: what changed in full, what is the same folded away."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from governance.documents.engine.blocks import Block, Chapter, Table, TableRow
from governance.documents.engine.redline.places import chapter_is_marked, is_marked, row_is_marked
from governance.documents.engine.redline.sides import NEW, OLD, side_blocks
from secrel.core.values.texts import joined

NAMES = {
    "heading": "heading",
    "paragraph": "paragraph",
    "listing": "list",
    "table": "table",
    "figure": "picture",
}
FEW = 2
"""So many rows that are the same are shown, rather than a row that says how many there are."""


@dataclass(frozen=True)
class Stretch:
    """Neighbouring blocks that all differ, or that all are the same. `is_heading`: a heading that is the same, shown as
    something below it differs."""

    blocks: tuple[Block, ...]
    is_same: bool
    is_heading: bool = False

    @property
    def words(self) -> str:
        """What is folded away: 2 paragraphs, a table."""
        counts = Counter(NAMES[block.kind] for block in self.blocks)
        return joined([f"{count} {name}{'' if count == 1 else 's'}" for name, count in counts.items()])

    @property
    def before(self) -> tuple[Block, ...]:
        """What the older document says here."""
        return tuple(without_places(side_blocks(self.blocks, OLD)))

    @property
    def after(self) -> tuple[Block, ...]:
        return tuple(side_blocks(self.blocks, NEW))


@dataclass(frozen=True)
class FoldedChapter:
    chapter: Chapter
    stretches: tuple[Stretch, ...]
    count: int
    """How many places in it differ."""

    @property
    def is_same(self) -> bool:
        return not chapter_is_marked(self.chapter)


def folded(chapter: Chapter, *, whole: bool) -> FoldedChapter:
    """`whole`: with every row of its tables."""
    made: list[Stretch] = []
    for marked, blocks in groupby(chapter.blocks, is_marked):
        shown = tuple(blocks)
        if marked:
            made[-1:] = _with_heading(made[-1:])
            if not whole:
                shown = tuple(shortened(block) if isinstance(block, Table) else block for block in shown)
        made.append(Stretch(shown, not marked))
    return FoldedChapter(chapter, tuple(made), sum(_count(block) for block in chapter.blocks))


def _with_heading(above: list[Stretch]) -> list[Stretch]:
    """What is the same above a difference: its last heading is shown."""
    blocks = [block for stretch in above for block in stretch.blocks]
    last = max((place for place, block in enumerate(blocks) if block.kind == "heading"), default=None)
    if last is None:
        return above
    pieces = ((blocks[:last], False), (blocks[last : last + 1], True), (blocks[last + 1 :], False))
    return [Stretch(tuple(piece), True, is_heading) for piece, is_heading in pieces if piece]


def shortened(table: Table) -> Table:
    """The table without rows that are the same, but for a row that says how many they are."""
    if table.mark:
        return table
    rows: list[TableRow] = []
    for marked, group in groupby(table.rows, row_is_marked):
        found = list(group)
        rows += found if marked or len(found) <= FEW else [TableRow((), left_out=len(found))]
    return replace(table, rows=tuple(rows))


def _count(block: Block) -> int:
    """The ids in a block."""
    parts = [block, *getattr(block, "items", ()), *getattr(block, "rows", ()), getattr(block, "foot", None)]
    return sum(bool(getattr(part, "place", "")) for part in parts)


def without_places(blocks: Iterator[Block]) -> Iterator[Block]:
    """Blocks without their ids, which a page has once."""
    for block in blocks:
        changes: dict[str, object] = {"place": ""} if getattr(block, "place", "") else {}
        for name in ("items", "rows"):
            if parts := getattr(block, name, ()):
                changes[name] = tuple(replace(part, place="") for part in parts)
        if foot := getattr(block, "foot", None):
            changes["foot"] = replace(foot, place="")
        yield replace(block, **changes) if changes else block  # type: ignore[type-var]
