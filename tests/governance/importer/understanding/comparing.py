"""Compares what was understood with what is right: the share of right facts, and wrong ones that count as sure."""

import re

from governance.importer.understanding import SURE

_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-"})


def leaves(node, path=""):
    """Pointers and values; ticks, which have no order, are one value."""
    is_ticks = path.startswith("/impacts/participants/") or path.endswith("/modifications")
    if isinstance(node, dict) and node:
        for key, child in node.items():
            yield from leaves(child, f"{path}/{str(key).replace('~', '~0').replace('/', '~1')}")
    elif isinstance(node, list) and node and not is_ticks:
        for n, child in enumerate(node):
            yield from leaves(child, f"{path}/{n}")
    else:
        yield path, tuple(sorted(node)) if isinstance(node, list) else _folded(node)


def _folded(value):
    return re.sub(r"\s+", " ", value.translate(_SAME)).strip() if isinstance(value, str) else value


def measured(expected, understood):
    """The share of right facts, and the paths of wrong ones in whose place no field is unsure."""
    want, got = dict(leaves(expected)), dict(leaves(understood.facts))
    got = {path: value for path, value in got.items() if path in want or not _is_optional(path)}
    wrong = {path for path in want.keys() | got.keys() if want.get(path, ...) != got.get(path, ...)}
    unsure = [field.path for field in understood.fields if field.confidence < SURE]
    hidden = [path for path in sorted(wrong) if not any(_is_near(path, other) for other in unsure)]
    share = 1 - len(wrong) / max(len(want.keys() | got.keys()), 1)
    return share, hidden, {path: (want.get(path), got.get(path)) for path in sorted(wrong)}


def _is_near(path, other):
    return path == other or path.startswith(f"{other}/") or other.startswith(f"{path}/")


def _is_optional(path):
    return bool(
        re.search(
            r"/(?:additions|change_requests_state|rule|listed|timeline_notes|notes/\d+|operational/(?:status|"
            r"amount)|cut_off)(?:/|$)",
            path,
        )
    ) and not path.startswith(("/acceptance/operational", "/timeline/0/notes"))


_NAMES = ("ref", "document", "participant", "area", "version", "label", "kind")


def unmarked(expected, understood):
    """Expected facts that are wrong or missing and that no unsure field covers. Rows are found by what names them, so
    that a missing one is one fact, and does not make all below it wrong."""
    want, got = _facts(expected), _facts(understood.facts)
    unsure = [field.path for field in understood.fields if field.confidence < SURE]
    found = []
    for path, (value, _) in want.items():
        if path in got and got[path][0] == value:
            continue
        place = got[path][1] if path in got else _above(path, got)
        if not any(_is_near(place, other) for other in unsure):
            found.append(path)
    return found


def _above(path, got):
    """The place of the innermost part that holds a missing fact and was found."""
    while path:
        path = path[:-1]
        inside = [place for one, (_, place) in got.items() if one[: len(path)] == path]
        if inside:
            depth = len(path)
            return "/".join(inside[0].split("/")[: depth + 1])
    return ""


def _facts(node, path=(), place=""):
    """Values by the names of what holds them, each with its pointer."""
    if isinstance(node, dict) and node:
        found = {}
        for key, child in node.items():
            part = str(key).replace("~", "~0").replace("/", "~1")
            found |= _facts(child, (*path, key), f"{place}/{part}")
        return found
    if isinstance(node, list) and node and all(isinstance(child, dict) for child in node):
        found = {}
        for at, child in enumerate(node):
            name = next(
                (child[key] for key in _NAMES if isinstance(child.get(key), str) and child[key]), None
            )
            name = name or child.get("event") or child.get("text") or at
            found |= _facts(child, (*path, _folded(name) if isinstance(name, str) else name), f"{place}/{at}")
        return found
    if isinstance(node, list):
        return {path: (tuple(sorted(map(_folded, node))), place)}
    return {path: (_folded(node), place)}
