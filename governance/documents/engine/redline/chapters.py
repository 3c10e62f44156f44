"""The redline of two documents: their chapters as one, each with the blocks of both."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from governance.documents.engine.blocks import (
    DELETED,
    INSERTED,
    Block,
    Chapter,
    Heading,
    Listing,
    Paragraph,
    Run,
    Table,
    texts,
)
from governance.documents.engine.redline.items import marked_items
from governance.documents.engine.redline.pairing import paired
from governance.documents.engine.redline.places import with_places
from governance.documents.engine.redline.tables import marked_table
from governance.documents.engine.redline.whole import whole_block
from governance.documents.engine.redline.words import all_marked, marked_runs


def redline(old: Sequence[Chapter], new: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """The chapters of both, with what only the older has marked as deleted and what only the newer has as inserted."""
    pairs = paired(old, new, lambda chapter: chapter.key, lambda chapter: "", lambda before, after: False)
    return with_places([made for before, after in pairs for made in _chapter(before, after)])


def _chapter(old: Chapter | None, new: Chapter | None) -> Iterator[Chapter]:
    if old is None or new is None:
        for one, mark in ((old, DELETED), (new, INSERTED)):
            if one is not None:
                blocks = tuple(whole_block(block, mark) for block in one.blocks)
                yield replace(one, blocks=blocks, runs=all_marked((Run(one.heading),), mark), mark=mark)
        return
    runs = marked_runs((Run(old.heading),), (Run(new.heading),))
    blocks = tuple(marked_blocks(old.blocks, new.blocks))
    yield replace(new, blocks=blocks, runs=runs if any(run.mark for run in runs) else ())


def marked_blocks(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Block]:
    for before, after in paired(old, new, _key, _said, _may_be_one, _grows):
        if before is None:
            yield from [whole_block(after, INSERTED)] if after is not None else []
        elif after is None:
            yield whole_block(before, DELETED)
        elif before == after:
            yield after
        else:
            yield from _changed(before, after)


def _changed(old: Any, new: Any) -> Iterator[Block]:
    """Two blocks of one kind."""
    if isinstance(new, Heading):
        runs = marked_runs((Run(old.text),), (Run(new.text),))
        yield replace(new, runs=runs if any(run.mark for run in runs) else ())
    elif isinstance(new, Paragraph):
        yield replace(new, runs=marked_runs(old.runs, new.runs))
    elif isinstance(new, Listing):
        yield replace(new, items=marked_items(old.items, new.items))
    elif isinstance(new, Table):
        yield marked_table(old, new)
    else:
        yield whole_block(old, DELETED)
        yield whole_block(new, INSERTED)


def _key(block: Block) -> str:
    """What a block is found by: a table or picture by its name, a text by itself."""
    if isinstance(block, Table):
        return f"table {block.caption}"
    return f"{block.kind} {_said(block)}"


def _said(block: Block) -> str:
    if isinstance(block, Heading | Paragraph | Listing | Table):
        return " ".join(texts((block,)))
    return block.title


def _grows(block: Block) -> bool:
    return isinstance(block, Listing | Table)


def _may_be_one(before: Block, after: Block) -> bool:
    return before.kind == after.kind and before.kind != "figure"
