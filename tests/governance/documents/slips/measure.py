"""The measure: how many slips of each kind are found, and what is said of changes after which nothing is wrong."""

import json
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from governance.documents.checks.findings import Finding
from governance.importer.reading import Refused, check_document
from tests.governance.documents.slips import kinds, neutral  # noqa: F401 - each registers its own
from tests.governance.documents.slips.bases import Base, findings
from tests.governance.documents.slips.draft import Draft, NotHere
from tests.governance.documents.slips.registry import NEUTRAL, SLIPS, Kind, NeutralChange

ATTEMPTS = 12
"""Draws for each variant that is wanted: some have no place in a document, some come out the same."""


def variants(
    base: Base, name: str, put: Callable[[Draft], Any], seed: int, count: int
) -> Iterator[tuple[Draft, Any]]:
    """Different documents that one change makes of a base, each with what the change returned. `count`: how many at
    most of the complete document; of others, their share of it."""
    seen = {json.dumps([base.data, base.context], sort_keys=True)}
    wanted = max(1, count * base.weight // 100)
    for attempt in range(wanted * ATTEMPTS):
        draft = Draft(base.data, base.context, random.Random(f"{seed} {base.name} {name} {attempt}"))
        try:
            returned = put(draft)
        except NotHere:
            continue
        made = json.dumps([draft.data, draft.context], sort_keys=True)
        if made not in seen:
            seen.add(made)
            yield draft, returned
            if len(seen) > wanted:
                return


@dataclass
class Tally:
    """What came of one kind. `misses`: base and places of what was not found; `also`: other rules that spoke;
    `refused`: documents that no import lets in, so that no rule need find the slip."""

    kind: Kind
    found: int = 0
    tried: int = 0
    refused: int = 0
    misses: list[tuple[str, Any, Draft]] = field(default_factory=list)
    also: Counter = field(default_factory=Counter)
    by_rule: Counter = field(default_factory=Counter)

    @property
    def share(self) -> float:
        return 100 * self.found / self.tried if self.tried else 0.0


def new_findings(base: Base, found: Sequence[Finding]) -> list[Finding]:
    """What is found in a changed document and not in the base."""
    context = {(one.rule, one.message) for one in base.found}
    return [one for one in found if (one.rule, one.message) not in context]


def _is_found(kind: Kind, places: Any, fresh: Sequence[Finding]) -> str:
    """The rule that finds it; empty where none does."""
    wanted = (places,) if isinstance(places, str) else places
    for one in fresh:
        text = f"{one.path} {one.message}"
        if one.rule in kind.rules and any(
            all(part in text for part in place.split(" & ")) for place in wanted
        ):
            return one.rule
    return ""


def measured_kind(kind: Kind, bases: Sequence[Base], seed: int, count: int) -> Tally:
    tally = Tally(kind)
    for base in bases:
        before = Counter(one.rule for one in base.found)
        for draft, places in variants(base, kind.name, kind.put_into, seed, count):
            try:
                check_document(draft.data)
            except Refused:
                tally.refused += 1
                continue
            found = findings(draft.data, draft.context)
            fresh, now = new_findings(base, found), Counter(one.rule for one in found)
            rule = _is_found(kind, places, fresh)
            tally.tried += 1
            tally.found += bool(rule)
            if rule:
                tally.by_rule[rule] += 1
            else:
                tally.misses.append((base.name, places, draft))
            tally.also.update(
                {one.rule for one in fresh if one.rule not in kind.rules and now[one.rule] > before[one.rule]}
            )
    return tally


def measured_slips(bases: Sequence[Base], seed: int, count: int, only: str = "") -> list[Tally]:
    return [measured_kind(kind, bases, seed, count) for kind in SLIPS if only in kind.name]


@dataclass
class Neutrality:
    """What came of one neutral change: how many documents, and the findings they should not have."""

    name: str
    says: str
    tried: int = 0
    false: list[tuple[str, Finding, Draft]] = field(default_factory=list)

    def documents_with(self, severity: str) -> int:
        return len({id(draft) for _, one, draft in self.false if one.severity == severity})


def measured_neutral_change(
    change: NeutralChange, bases: Sequence[Base], seed: int, count: int
) -> Neutrality:
    """A neutral document that no import lets in is a fault of the harness: raises Refused."""
    result = Neutrality(change.name, change.says)
    for base in bases:
        before = Counter(one.rule for one in base.found)
        for draft, _ in variants(base, change.name, change.put_into, seed, count):
            check_document(draft.data)
            result.tried += 1
            found = findings(draft.data, draft.context)
            fresh, now = new_findings(base, found), Counter(one.rule for one in found)
            result.false += [(base.name, one, draft) for one in fresh if now[one.rule] > before[one.rule]]
    return result


def measured_neutral(bases: Sequence[Base], seed: int, count: int, only: str = "") -> list[Neutrality]:
    return [measured_neutral_change(change, bases, seed, count) for change in NEUTRAL if only in change.name]
