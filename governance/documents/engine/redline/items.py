"""Two lists of bullets as one, with their sub-points."""

from collections.abc import Sequence
from dataclasses import replace

from governance.documents.engine.blocks import DELETED, INSERTED, ListItem, Run
from governance.documents.engine.redline.pairing import paired
from governance.documents.engine.redline.whole import whole_items
from governance.documents.engine.redline.words import marked_runs


def marked_items(old: Sequence[ListItem], new: Sequence[ListItem]) -> tuple[ListItem, ...]:
    """The items of both; the newer ones themselves if nothing differs."""
    if old == new:
        return tuple(new)
    pairs = paired(old, new, lambda item: item.key or said(item), said, _may_be_one)
    return tuple(made for before, after in pairs for made in _item(before, after))


def said(item: ListItem) -> str:
    return " ".join(("".join(run.text for run in item.runs), *item.sub))


def _may_be_one(before: ListItem, after: ListItem) -> bool:
    return not (before.key and after.key)


def _item(old: ListItem | None, new: ListItem | None) -> tuple[ListItem, ...]:
    if old is None or new is None:
        return (*whole_items([old] if old else [], DELETED), *whole_items([new] if new else [], INSERTED))
    runs = marked_runs(old.runs, new.runs)
    points = marked_items(*([ListItem((Run(text),)) for text in item.sub] for item in (old, new)))
    if not any(run.mark for run in runs) and old.sub == new.sub:
        return (new,)
    return (replace(new, runs=runs, points=points),)
