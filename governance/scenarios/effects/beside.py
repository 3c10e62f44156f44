"""What stands beside a release: test windows of others, blackout periods, dependencies, SEC documents, and flags."""

from collections.abc import Iterable, Iterator, Mapping

from governance.scenarios.effects.types import (
    Effect,
    FlagText,
    Neighbour,
    Period,
    PlanFacts,
    ReleaseFacts,
    Subject,
    Tone,
)
from governance.scenarios.effects.words import day
from secrel.core.values.texts import joined

PROGRAMME = "programme:"
CUT_OFFS = ("cut_off_near", "cut_off_passed", "decision_late")
"""Kinds of flags about cut-offs."""


def overlaps(slug: str, before: PlanFacts, after: PlanFacts) -> Iterator[Effect]:
    """Test windows that overlap those of another release or programme, as far as that is new or over."""
    path = f"/releases/{slug}/edit/timeline/"
    yield from _changed(
        Subject.OVERLAPS, _overlaps(slug, before), _overlaps(slug, after), "No longer: ", path=path
    )


def of_others(before: PlanFacts, after: PlanFacts) -> Iterator[Effect]:
    """Of the releases that are not touched: test windows that overlap those of a programme, and dependencies."""
    others = [row for row in after.neighbours if _is_other(row.key, after)]
    for row in others:
        was, now = (
            [f"{row.name}: {sentence}" for sentence in _overlaps(row.key, side, with_releases=False)]
            for side in (before, after)
        )
        yield from _changed(Subject.OVERLAPS, was, now, "No longer: ", path=row.path)
    for slug in dict.fromkeys([*before.dependencies, *after.dependencies]):
        if slug not in after.releases:
            yield from dependencies(slug, before, after)


def _is_other(key: str, facts: PlanFacts) -> bool:
    return key not in facts.releases and not key.startswith(PROGRAMME)


def _overlaps(slug: str, facts: PlanFacts, *, with_releases: bool = True) -> list[str]:
    own = next((row for row in facts.neighbours if row.key == slug), None)
    if own is None:
        return []
    sharing = facts.releases[slug].sharing if slug in facts.releases else frozenset()
    return [
        sentence
        for other in facts.neighbours
        if other.key != slug and (with_releases or other.key.startswith(PROGRAMME))
        for sentence in _overlap(own, other, other.key.removeprefix(PROGRAMME) in sharing)
    ]


def _overlap(own: Neighbour, other: Neighbour, shares: bool) -> Iterator[str]:
    for one in own.windows:
        for two in other.windows:
            if one.begins <= two.ends and two.begins <= one.ends:
                yield (
                    f"{one.words} ({one.label}) overlaps {two.words} of the {other.name} ({two.label})"
                    f"{_with(own, other)}.{' They share test environments.' if shares else ''}"
                )
        if other.go_live and one.begins <= other.go_live[0] <= other.go_live[1] <= one.ends:
            yield f"The {other.name} goes live during {one.words} ({one.label})."


def _with(own: Neighbour, other: Neighbour) -> str:
    """The Change Requests that are delivered beside the two, and so tested at the same time."""
    requests = list(dict.fromkeys([*own.change_requests, *other.change_requests]))
    if not requests:
        return ""
    return f", with the DCC Change Request{'s' if len(requests) > 1 else ''} {joined(requests)}"


def blackouts(slug: str, before: PlanFacts, after: PlanFacts, periods: Iterable[Period]) -> Iterator[Effect]:
    rows = list(periods)
    was, now = (list(_in_blackouts(slug, side, rows)) for side in (before, after))
    yield from _changed(Subject.BLACKOUTS, was, now, "No longer: ", path="/calendar/blackouts/")


def _in_blackouts(slug: str, facts: PlanFacts, periods: list[Period]) -> Iterator[str]:
    own = next((row for row in facts.neighbours if row.key == slug), None)
    go_live = facts.releases[slug].go_live if slug in facts.releases else None
    for period in periods:
        name = f"{period.name} ({day(period.first_on)} to {day(period.last_on)}): {period.reason.rstrip('.')}"
        if go_live and period.first_on <= go_live <= period.last_on:
            yield f"The go-live of {day(go_live)} falls in {name}."
        for window in own.windows if own else ():
            if window.begins <= period.last_on and period.first_on <= window.ends:
                yield f"{window.words} ({window.label}) falls in {name}."


def dependencies(slug: str, before: PlanFacts, after: PlanFacts) -> Iterator[Effect]:
    was, now = (sorted(side.dependencies.get(slug, ())) for side in (before, after))
    yield from _changed(Subject.DEPENDENCIES, was, now, "No longer: ")


def documents(facts: ReleaseFacts, before: PlanFacts, after: PlanFacts) -> Iterator[Effect]:
    """SEC documents that this release and another change near each other touch, as far as that is new or over."""
    was, now = (
        {
            f"{document}: {sentence}": document
            for document, sentence in sorted(side.clashes)
            if facts.name in sentence
        }
        for side in (before, after)
    )
    yield from _changed(Subject.DOCUMENTS, list(was), list(now), "No longer: ", path="/documents/")


def _changed(
    subject: Subject, before: list[str], after: list[str], gone: str, path: str = ""
) -> Iterator[Effect]:
    for sentence in after:
        if sentence not in before:
            yield Effect(subject, sentence, Tone.WORSE, path=path)
    for sentence in before:
        if sentence not in after:
            yield Effect(subject, f"{gone}{sentence}", Tone.BETTER, path=path)


def flags(before: PlanFacts, after: PlanFacts) -> Iterator[tuple[str, Effect]]:
    """Flags that the day calls for and those that it no longer does, under the slug of their release or ""."""
    was, now = _flags(before.flags), _flags(after.flags)
    for thing, flag in now.items():
        if thing not in was:
            yield flag.slug, _flag(flag, f"New flag: {flag.sentence}", Tone.WORSE)
        elif was[thing].sentence != flag.sentence:
            tone = Tone.WORSE if flag.is_late and not was[thing].is_late else Tone.NEITHER
            tone = Tone.BETTER if was[thing].is_late and not flag.is_late else tone
            yield flag.slug, _flag(flag, flag.sentence, tone)
    for thing, flag in was.items():
        if thing not in now:
            yield flag.slug, _flag(flag, f"No longer flagged: {flag.sentence}", Tone.BETTER)


def _flags(rows: Iterable[FlagText]) -> Mapping[str, FlagText]:
    return {row.thing: row for row in rows}


def _flag(flag: FlagText, sentence: str, tone: Tone) -> Effect:
    return Effect(
        Subject.CUT_OFFS if flag.kind in CUT_OFFS else Subject.FLAGS, sentence, tone, path=flag.path
    )
