"""The values of a content, each under a path: ("timeline", "uit-begins", "when"), ("scope", "MP149", "title").

A path names an entry of a list by its key, as comparisons do, or by its place where it has none. The identity of a
value is the path by which it is found in an earlier content: a text in a list is found by its words, wherever it stood,
and a modification under both names, DP153 and MP153.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from governance.documents.pictures.churn import as_one
from releases.workflow import VERB

Path = tuple[str, ...]
Data = Any
KEYS = ("key", "ref", "document", "participant", "area", "label")
"""The keys of entries of lists, the first that an entry has."""
SHAPES = (
    *({"precision", "date"}, {"status", "amount"}, {"days", "amount"}, {"working_days", "of"}),
    *({"earliest", "latest"}, {"state"}, {"kind", "text"}, {"text", "cost"}),
)
"""Objects that are shown as one value, by fields that no other has."""
SETS = ("participants", "modifications")
"""Lists of references or columns: a tick for each."""
INNER = ("items", "further", "approved", "targeted")
"""Levels that stand in no path."""
TICK, NO_TICK = "ticked", "not ticked"
HIDDEN = ("slug", "key", "label", "document", "participant", "area")
"""Fields that are names of entries and in the path, or are not printed."""


@dataclass(frozen=True)
class Leaf:
    """A value. `identity`: as it is found in another content; `listed`: of the list that it is a text of."""

    path: Path
    value: Data
    identity: Path
    listed: Path | None = None


def leaves(content: Mapping[str, Data]) -> dict[Path, Leaf]:
    """Each value of a content, or of some of its keys, by path in the order of the document."""
    found: dict[Path, Leaf] = {}
    for key, value in content.items():
        prepared = _scope(value) if key == "scope" else value
        for leaf in _walk((key,), (key,), prepared):
            found[leaf.path] = leaf
    return found


def _scope(scope: Mapping[str, Data]) -> dict[str, Data]:
    """One list of entries, each with its status and its summary without “will” or “proposes to”, so that an approval
    changes the status alone."""
    entries = [
        entry | {"status": status, "summary": entry.get("summary", "").removeprefix(f"{VERB[status]} ")}
        for status in ("approved", "targeted")
        for entry in scope.get(status, ())
    ]
    return {"items": entries} | {name: value for name, value in scope.items() if name not in VERB}


def _walk(path: Path, identity: Path, value: Data) -> Iterator[Leaf]:
    if isinstance(value, Mapping):
        if any(shape <= value.keys() for shape in SHAPES) and len(path) > 1:
            yield Leaf(path, value, identity)
            return
        for name, inner in value.items():
            if name in HIDDEN and not (name == "label" and path[0] == "costs"):
                continue
            if name in INNER:
                yield from _walk(path, identity, inner)
            else:
                yield from _walk((*path, name), (*identity, as_one(name)), inner)
    elif isinstance(value, list | tuple):
        yield from _list(path, identity, value)
    elif value is not None:
        yield Leaf(path, value, identity)


def _list(path: Path, identity: Path, rows: Data) -> Iterator[Leaf]:
    if path[-1] in SETS or path[:2] == ("impacts", "participants"):
        for name in rows:
            yield Leaf((*path, name), TICK, (*identity, as_one(name)))
        return
    seen: Counter[str] = Counter()
    for number, row in enumerate(rows, start=1):
        key = _key(row)
        if key:
            seen[key] += 1
            again = f"#{seen[key]}" if seen[key] > 1 else ""
            yield from _walk((*path, f"{key}{again}"), (*identity, f"{as_one(key)}{again}"), row)
            continue
        text = _text(row)
        seen[text] += 1
        here, same = (*path, str(number)), (*identity, f"“{text}”{seen[text]}")
        if isinstance(row, Mapping) and "sub" in row:
            yield Leaf((*here, "text"), text, (*same, "text"), identity)
            rest = {name: inner for name, inner in row.items() if name != "text"}
            yield from _walk(here, same, rest)
        else:
            yield Leaf(here, row, same, identity)


def _key(row: Data) -> str:
    if not isinstance(row, Mapping):
        return ""
    return next((str(row[key]) for key in KEYS if isinstance(row.get(key), str) and row[key]), "")


def _text(row: Data) -> str:
    return str(row.get("text", "")) if isinstance(row, Mapping) else str(row)
