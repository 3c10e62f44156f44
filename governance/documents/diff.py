"""What changed between two contents, as a list of facts.

Lists are compared by the key of their entries, prose word by word. A modification that moves from
targeted to approved is one fact (its status), not one removed and one added.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from governance.documents.plain import NOTHING
from governance.documents.wording import VERB

KEYS = ("key", "ref", "document", "participant", "area", "version", "label")
NAMES = {
    "approved": "approved",
    "go_live": "go-live",
    "cut_off": "cut-off date",
    "dcc_approach": "DCC approach",
    "dcc_lines": "DCC costs",
    "dcc_total": "DCC total",
    "dcc_summaries": "DCC summary",
    "party_summaries": "Party summary",
    "participants": "participants",
    "secas_implementation": "SECAS implementation",
    "secas_project_management": "SECAS project management",
    "system_impact": "impacts DCC systems",
    "change_requests_state": "DCC Change Requests",
    "other_codes_state": "other codes",
    "when": "date",
}
SECTIONS = (
    *("release", "annexes", "scope", "impacts", "timeline", "timeline_notes"),
    *("testing", "costs", "acceptance", "glossary"),
)
MISSING = object()
LONG = 40  # characters from which a text is compared word by word


@dataclass(frozen=True)
class Words:
    """A stretch of a text: kept, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """One fact that differs. `path` names its place; before or after is empty for added and removed."""

    path: tuple[str, ...]
    before: str
    after: str
    kind: str
    words: tuple[Words, ...] = ()

    @property
    def section(self) -> str:
        return self.path[0]

    @property
    def label(self) -> str:
        """'MP149: cut-off date'."""
        return ": ".join(NAMES.get(step, step.replace("_", " ")) for step in self.path[1:]) or self.path[0]


def diff(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Every fact that differs, in the order of the document's sections."""
    before, after = _prepared(old), _prepared(new)
    return [
        change
        for section in SECTIONS
        for change in _walk((section,), before.get(section, MISSING), after.get(section, MISSING))
    ]


def _prepared(content: dict[str, Any]) -> dict[str, Any]:
    """The content with its two scope lists as one, so that a status is a fact of its own."""
    scope = dict(content["scope"])
    items = [
        {"status": status} | item | {"summary": item["summary"].removeprefix(f"{VERB[status]} ")}
        for status in ("approved", "targeted")
        for item in scope.pop(status)
    ]
    return content | {"scope": scope | {"items": sorted(items, key=lambda item: item["ref"])}}


def _walk(path: tuple[str, ...], old: Any, new: Any) -> Iterator[Change]:
    if old == new or (
        path[-1] in NOTHING and {repr(old), repr(new)} <= {repr(MISSING), repr(NOTHING[path[-1]])}
    ):
        return
    if (_is_leaf(old) and _is_leaf(new)) or (
        MISSING in (old, new) and _has_key(new if old is MISSING else old)
    ):
        yield _change(path, old, new)
    else:
        before, after = _by_name(old), _by_name(new)
        for name in dict.fromkeys([*before, *after]):
            yield from _walk(
                path + (name,) * (name != "items"), before.get(name, MISSING), after.get(name, MISSING)
            )


def _is_leaf(value: Any) -> bool:
    return value is MISSING or not isinstance(value, dict | list) or _is_flat(value) or _is_when(value)


def _is_flat(value: Any) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(item, str) and len(item) < LONG for item in value)
    )


def _is_when(value: Any) -> bool:
    return isinstance(value, dict) and "precision" in value


def _has_key(value: Any) -> bool:
    return isinstance(value, dict) and any(key in value for key in KEYS)


def _by_name(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return {_name(item, number): item for number, item in enumerate(value, start=1)}
    return {}


def _name(item: Any, number: int) -> str:
    if isinstance(item, dict):
        return next((str(item[key]) for key in KEYS if item.get(key)), str(number))
    return str(number)


def _change(path: tuple[str, ...], old: Any, new: Any) -> Change:
    before, after = _said(old), _said(new)
    kind = "added" if old is MISSING else "removed" if new is MISSING else "changed"
    prose = kind == "changed" and min(len(before), len(after)) >= LONG
    return Change(path, before, after, kind, tuple(_words(before, after)) if prose else ())


def _said(value: Any) -> str:
    """A value as a reader would say it."""
    if value is MISSING or value is None or value == []:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if _is_when(value):
        return value["label"] or "to be set"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        names = ("title", "event", "text", "status", "amount", "document", "area")
        said = [str(value[name]) for name in names if value.get(name)]
        return ", ".join(said) or ", ".join(f"{k} {_said(v)}" for k, v in value.items() if _said(v))
    return str(value)


def _words(before: str, after: str) -> Iterator[Words]:
    old, new = before.split(" "), after.split(" ")
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Words("kept", " ".join(old[a:b]))
            continue
        if a < b:
            yield Words("removed", " ".join(old[a:b]))
        if c < d:
            yield Words("added", " ".join(new[c:d]))
