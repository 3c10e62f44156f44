"""Apply a comparison: the older content with each change made in it is the newer one."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec import UNSET

from governance.documents.engine.diff.change import MISSING, Change
from governance.documents.engine.diff.lists import keys_of
from governance.documents.engine.diff.plan import Plan, fields_of
from governance.documents.engine.facts import Fact


@dataclass(frozen=True)
class View:
    """A type that is compared as another type. `through`: the field of that type which paths leave out."""

    type: type[Fact]
    out: Callable[[Any], Any]
    back: Callable[[Any], Any]


Views = Mapping[type[Fact], View]
THROUGH = ("items", "further")
"""Lists and maps that paths leave out, so that their entries stand beside the other fields."""


@dataclass
class _Branch:
    """The changes at a place and below it."""

    whole: Change | None = None
    moved: Change | None = None
    below: "dict[str, _Branch]" = field(default_factory=dict)


def applied(changes: Iterable[Change], old: Any, views: Views) -> Any:
    """The content that all changes between two contents make of the older one."""
    root = _Branch()
    for change in changes:
        branch = root
        path = change.path[:-1] if change.kind == "moved" else change.path
        for step in path:
            branch = branch.below.setdefault(step, _Branch())
        if change.kind == "moved":
            branch.moved = change
        else:
            branch.whole = change
    return _fact(old, root, views)


def _fact(value: Fact, branch: _Branch, views: Views) -> Fact:
    view = views.get(type(value))
    seen: Fact = view.out(value) if view else value
    plans = fields_of(type(seen))
    made: dict[str, Any] = {}
    through = next((name for name in THROUGH if name in plans), "")
    for step, inner in branch.below.items():
        if step in plans:
            made[step] = _value(getattr(seen, step), inner, plans[step], views)
    others = {step: inner for step, inner in branch.below.items() if step not in plans}
    if others:
        before = made.get(through, getattr(seen, through))
        made[through] = _value(before, _Branch(below=others), plans[through], views, plans)
    changed = msgspec.structs.replace(seen, **made)
    return view.back(changed) if view else changed


def _value(value: Any, branch: _Branch, plan: Plan, views: Views, siblings: Iterable[str] = ()) -> Any:
    if branch.whole:
        return _made(branch.whole.new, plan)
    if plan.shape == "record":
        return _fact(value, branch, views)
    if plan.shape == "map":
        return _map(value or {}, branch, plan, views)
    return _entries(value or (), branch, plan, views, siblings)


def _made(data: Any, plan: Plan) -> Any:
    if data is MISSING:
        return UNSET
    return None if data is None else msgspec.convert(data, plan.hint)


def _map(value: dict[str, Any], branch: _Branch, plan: Plan, views: Views) -> dict[str, Any]:
    inner = plan.inner
    made = dict(value)
    for key, below in branch.below.items():
        if below.whole and below.whole.new is MISSING:
            made.pop(key, None)
        else:
            made[key] = _value(made.get(key), below, inner, views)
    return made


def _entries(
    value: tuple[Any, ...], branch: _Branch, plan: Plan, views: Views, siblings: Iterable[str]
) -> tuple[Any, ...]:
    inner = plan.inner
    keys = keys_of(value, siblings)
    kept = dict(zip(keys, value, strict=True))
    placed: list[tuple[Change, str]] = []
    for key, below in branch.below.items():
        if below.whole and below.whole.new is MISSING:
            del kept[key]
            continue
        if below.whole and key not in kept:
            placed.append((below.whole, key))
        if below.whole or below.below:
            kept[key] = _value(kept.get(key), below, inner, views)
        if below.moved:
            placed.append((below.moved, key))
    return tuple(kept[key] for key in _in_order(list(kept), placed))


def _in_order(keys: list[str], placed: list[tuple[Change, str]]) -> list[str]:
    """The keys with each of the placed ones after the one that it follows."""
    elsewhere = {key for _, key in placed}
    after: dict[str, list[str]] = {}
    for change, key in placed:
        after.setdefault(change.follows or "", []).append(key)
    found: list[str] = []
    waiting = ["", *(key for key in keys if key not in elsewhere)][::-1]
    while waiting:
        key = waiting.pop()
        if key:
            found.append(key)
        waiting.extend(reversed(after.pop(key, [])))
    return found
