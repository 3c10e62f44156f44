"""Which categories of Parties, and the DCC, must be ready on another day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from governance.scenarios.effects.types import Effect, ReleaseFacts, Subject
from governance.scenarios.effects.words import day
from modifications.participants import Participant
from secrel.core.values.texts import joined


@dataclass(frozen=True)
class Ready:
    """A category must be ready on a day (in words) for a modification in a release."""

    category: str
    ref: str
    on: str
    slug: str
    name: str
    """Of the modification or its part."""


def parties(
    before: Mapping[str, ReleaseFacts], after: Mapping[str, ReleaseFacts]
) -> Iterator[tuple[str, Effect]]:
    """Each category with its days and the modifications, under the slug of the release that asks for it."""
    old, new = _ready(before), _ready(after)
    known, stays = {_fact(row) for row in old.values()}, {_fact(row) for row in new.values()}
    moved: dict[tuple[str, str, str, str], list[str]] = {}
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key), new.get(key)
        if now and _fact(now) not in known:
            moved.setdefault((now.slug, now.category, was.on if was else "", now.on), []).append(now.name)
        elif was and not now and _fact(was) not in stays:
            moved.setdefault((was.slug, was.category, was.on, ""), []).append(was.name)
    for (slug, category, was_on, now_on), names in moved.items():
        label = Participant(category).label
        yield (
            slug,
            Effect(
                Subject.PARTIES, _say(label, was_on, now_on, names), what=label, before=was_on, after=now_on
            ),
        )


def _say(label: str, was: str, now: str, names: list[str]) -> str:
    for_what = f"for {joined(names)}"
    if not now:
        return f"{label}: no longer need to be ready on {was} {for_what}."
    if not was:
        return f"{label}: must be ready on {now} {for_what}, which is new to them."
    return f"{label}: must be ready on {now} instead of {was} {for_what}."


def _fact(row: Ready) -> tuple[str, str, str]:
    return row.category, row.ref, row.on


def _ready(releases: Mapping[str, ReleaseFacts]) -> dict[tuple[str, str], Ready]:
    found = {}
    for slug, facts in releases.items():
        for entry in facts.content.scope.entries:
            name = f"{entry.ref} part {entry.part}" if entry.part else entry.ref
            for category in facts.content.impacts.participants.get(entry.ref, ()):
                found[category, name] = Ready(category, entry.ref, day(facts.go_live), slug, name)
    return found
