"""Differences between two contents of any kind of document, fact by fact, from their data."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from governance.documents.engine.comparing import Opcode, opcodes, share
from governance.documents.engine.text import long_date

LONG = 40  # texts of at least this many characters are compared word by word
ALIKE = 0.5  # share of common words from which two texts count as one changed text
KEYS = (
    "ref",
    "document",
    "specification",
    "slug",
    "key",
    "label",
    "scope",
    "name",
    "category",
    "kind",
    "step",
    "do",
)
"""Fields by which the entries of a list are told apart; without one, their place counts."""
MORE = ("part", "version")
"""Fields that belong to the key: of a part, and of a technical specification."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True)
class WordSpan:
    """A stretch of a text. `kind`: kept, removed or added."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """A fact that differs. A side is empty where the fact does not exist. `label`: the names on the way to it."""

    section_name: str
    label: str
    before: str
    after: str
    words: tuple[WordSpan, ...] = ()

    @property
    def kind(self) -> str:
        return "changed" if self.before and self.after else "added" if self.after else "removed"


@dataclass(frozen=True)
class Headings:
    """How a kind of document names its facts. `general`: the section of facts without one. `sections`: that of each
    list. `own`: the list whose entries are sections themselves, by their names. `fields`: names of fields."""

    general: str
    sections: Mapping[str, str] = field(default_factory=dict)
    own: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)

    def name(self, key: str) -> str:
        return self.fields.get(key, key.replace("_", " "))


def compare_data(old: Mapping[str, Any], new: Mapping[str, Any], headings: Headings) -> list[Difference]:
    """What differs, by section, in the order of the newer content; what only the older one has comes last."""
    found: dict[str, list[Difference]] = {headings.general: []}
    for section, place, before, after in _sections(old, new, headings):
        for one in _walk(place, before, after, headings):
            label, was, now = one
            words = word_spans(was, now) if was and now else ()
            found.setdefault(section, []).append(Difference(section, ": ".join(label), was, now, words))
    return [one for rows in found.values() for one in rows]


def word_spans(before: str, after: str) -> tuple[WordSpan, ...]:
    """The differences of two texts word by word; empty if one is short, or they have too few words in common."""
    if min(len(before), len(after)) < LONG:
        return ()
    old, new = before.split(" "), after.split(" ")
    found = opcodes(old, new)
    return tuple(_stretches(old, new, found)) if share(old, new, found) >= ALIKE else ()


def _stretches(old: list[str], new: list[str], found: list[Opcode]) -> Iterator[WordSpan]:
    for kind, a, b, c, d in found:
        if kind == "equal":
            yield WordSpan("kept", " ".join(old[a:b]))
            continue
        if a < b:
            yield WordSpan("removed", " ".join(old[a:b]))
        if c < d:
            yield WordSpan("added", " ".join(new[c:d]))


_Place = tuple[str, ...]


def _sections(
    old: Mapping[str, Any], new: Mapping[str, Any], headings: Headings
) -> Iterator[tuple[str, _Place, Any, Any]]:
    """Section, names and both sides of each fact of the contents."""
    for key in dict.fromkeys([*new, *old]):
        before, after = old.get(key), new.get(key)
        if key == headings.own:
            for _, was, now in _pairs(before or [], after or []):
                yield (now or was)["name"], (), was, now
        elif key in headings.sections:
            yield headings.sections[key], (), before, after
        else:
            yield headings.general, (headings.name(key),), before, after


def _walk(place: _Place, old: Any, new: Any, headings: Headings) -> Iterator[tuple[_Place, str, str]]:
    if old == new or not (old or new):
        return
    one = old if new is None else new
    if isinstance(one, list):
        yield from _walk_list(place, old or [], new or [], headings)
    elif isinstance(one, dict) and "precision" not in one and old and new:
        for name in dict.fromkeys([*new, *old]):
            yield from _walk((*place, headings.name(name)), old.get(name), new.get(name), headings)
    else:
        yield place, _text(old), _text(new)


def _walk_list(
    place: _Place, old: list[Any], new: list[Any], headings: Headings
) -> Iterator[tuple[_Place, str, str]]:
    if all(isinstance(one, dict) for one in (*old, *new)):
        for name, before, after in _pairs(old, new):
            yield from _walk((*place, name), before, after, headings)
        if [_key(one) for one in old] != [_key(one) for one in new] and _same_entries(old, new):
            yield (*place, "order"), _names(old), _names(new)
        return
    before, after = [_text(one) for one in old], [_text(one) for one in new]
    if max(map(len, (*before, *after))) < LONG:  # names, not paragraphs
        yield place, ", ".join(before), ", ".join(after)
        return
    for kind, a, b, c, d in opcodes(before, after):
        if kind != "equal":
            for n in range(max(b - a, d - c)):
                sides = (before[a + n] if a + n < b else "", after[c + n] if c + n < d else "")
                yield (*place, f"paragraph {c + n + 1 if c + n < d else a + n + 1}"), *sides


def _same_entries(old: Sequence[Any], new: Sequence[Any]) -> bool:
    return sorted(map(_key, old)) == sorted(map(_key, new))


def _pairs(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[str, Any, Any]]:
    """Name and both sides of each entry; None where it has none."""
    before, after = _by_key(old), _by_key(new)
    for name in dict.fromkeys([*after, *before]):
        yield name, before.get(name), after.get(name)


def _by_key(entries: Sequence[Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, entry in enumerate(entries, 1):
        name, again = _key(entry) or str(number), 1
        while name in found:
            again += 1
            name = f"{_key(entry) or number} ({again})"
        found[name] = entry
    return found


def _key(entry: Mapping[str, Any]) -> str:
    name = next((str(entry[key]) for key in KEYS if entry.get(key)), "")
    if entry.get("verb"):
        return f"{entry['verb']} ({name})"
    return " ".join(filter(None, (name, *(str(entry.get(key) or "") for key in MORE))))


def _names(entries: Sequence[Any]) -> str:
    return ", ".join(map(_key, entries))


def _text(value: Any) -> str:
    """A value for a reader; of an entry its facts in order, of a list the names of its entries."""
    if value is None or value is False:
        return "no" if value is False else ""
    if value is True:
        return "yes"
    if isinstance(value, list):
        return ", ".join(_key(one) if isinstance(one, dict) else _text(one) for one in value)
    if isinstance(value, dict):
        if "precision" in value:
            return str(value["label"])
        return "; ".join(filter(None, (_text(inner) for inner in value.values() if inner is not False)))
    text = str(value)
    return long_date(text) if _DAY.fullmatch(text) else text
