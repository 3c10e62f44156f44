"""Pairs of generated contents of any kind of document, valid or not: what a comparison must be right for.

Values come from the schemas, and those from the types, so a new fact is drawn too. Hypothesis draws the seed only: to
draw each value of a whole document takes it a hundred times as long.
"""

import random
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from governance.documents.engine.kind import DocumentKind

PROSE = (
    "The DCC tests the release in two cycles, and reports each week to the Panel what it has found.",
    "The DCC tests the release in three cycles, and reports each month to the Panel what it has found.",
    "Users test it in one window of four weeks, which the TAG agrees before the window opens for them.",
    "proposes to change how the service answers a request, so that nobody waits for it for long.",
    "will change how the service answers a request, so that nobody waits for it for long.",
)
TEXTS = ("", "a", "b", "c/d e", "will a", "proposes to a", "🦆 “né”", *PROSE)
REFERENCES = ("MP101", "MP102", "SECMP0062", "DP103")
KEYS = ("one", "two", "three", "place", "one (2)", "")
DAYS = ("2021-02-24", "2021-02-26", "2020-12-24", "2022-01-01")
WHENS = (
    *({"label": day, "precision": "day", "date": day} for day in DAYS),
    {"label": "", "precision": "unknown", "date": None},
    {"label": "Nov 21", "precision": "month", "date": "2021-11"},
    {"label": "Nov 21", "precision": "month", "date": "2021-12"},
    {"label": "Late Nov 21", "precision": "late_month", "date": "2021-11"},
    {"label": "Later", "precision": "year", "date": "2022"},
    {"label": "Wrong", "precision": "day", "date": "2022"},
)
GIVEN: dict[str, tuple[Any, ...]] = {
    "mod_ref": REFERENCES,
    "ref": REFERENCES,
    "key": KEYS,
    "slug": KEYS,
    "label": ("", "Annex A", "Annex B"),
    "number": ("", "1", "2", "3"),
    "part": (None, "1", "2"),
    "area": KEYS,
    "when": WHENS,
    r"^\d+(\.\d{2})?$": ("100", "100.00", "250", "1000000"),
    r"^[a-z][a-z0-9_]{0,39}$": ("support", "sit", "ref", "further"),
    "date": DAYS,
}
"""Values by the name of a field or a definition, or by a pattern; texts where there are none."""
SIMPLE: dict[str, tuple[Any, ...]] = {
    "null": (None,),
    "boolean": (True, False),
    "string": TEXTS,
    "integer": (0, 1, 2, 60),
    "number": (1, 2, 2.5),
}


def pairs(kind: DocumentKind) -> st.SearchStrategy[tuple[Any, Any]]:
    """Two contents of a kind: the second has parts of its own, parts of the first, and the first's rearranged."""
    return st.integers(0, 2**32).map(lambda seed: _pair(kind, random.Random(seed)))


def _pair(kind: DocumentKind, by: random.Random) -> tuple[Any, Any]:
    schema, of = kind.schema, kind.type.__annotations__["content"]
    old, other = (_drawn(schema["properties"]["content"], schema, by) for _ in range(2))
    return of.of_data(old), of.of_data(_mixed(old, other, by, by.choice((0.2, 0.5, 0.9))))


def _drawn(rule: Mapping[str, Any], schema: Mapping[str, Any], by: random.Random, name: str = "") -> Any:
    if name in GIVEN and (name != "part" or "null" in rule["type"]):
        return by.choice(GIVEN[name])
    if "$ref" in rule:
        defined = rule["$ref"].rsplit("/", 1)[1]
        return _drawn(schema["$defs"][defined], schema, by, defined)
    if "const" in rule:
        return rule["const"]
    if "enum" in rule:
        return by.choice(rule["enum"])
    kind = by.choice(rule["type"]) if isinstance(rule["type"], list) else rule["type"]
    if kind == "array":
        rows = [_drawn(rule["items"], schema, by) for _ in range(by.choice((0, 1, 2, 4)))]
        return rows if not rule.get("uniqueItems") else list(dict.fromkeys(rows)) if _plain(rows) else rows
    if kind == "object" and "properties" in rule:
        required = rule.get("required", ())
        return {
            field: _drawn(inner, schema, by, field)
            for field, inner in rule["properties"].items()
            if field in required or by.random() < 0.5
        }
    if kind == "object":
        names = rule.get("propertyNames", {"type": "string"})
        keys = [_drawn(names, schema, by) for _ in range(by.choice((0, 1, 3)))]
        return {key: _drawn(rule["additionalProperties"], schema, by) for key in keys}
    limit = rule.get("pattern") or rule.get("format")
    return by.choice(GIVEN.get(limit or "", SIMPLE[kind]))


def _plain(rows: list[Any]) -> bool:
    return all(isinstance(row, str) for row in rows)


def _mixed(old: Any, other: Any, by: random.Random, much: float) -> Any:
    if by.random() > much:
        return old
    if isinstance(old, list) and isinstance(other, list):
        entries = [_mixed(one, by.choice(other or [one]), by, much / 2) for one in old if by.random() < 0.8]
        entries += other if by.random() < 0.5 else other[:1]
        if by.random() < 0.5:
            by.shuffle(entries)
        return entries[:6]
    if isinstance(old, dict) and isinstance(other, dict) and by.random() < 0.9 and "precision" not in old:
        return {
            key: _mixed(old[key], other[key], by, much) if key in old and key in other else (other | old)[key]
            for key in {**old, **other}
            if key in other or by.random() < 0.8
        }
    return other
