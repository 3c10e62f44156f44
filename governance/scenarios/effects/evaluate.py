"""All effects of a scenario, by release, from the facts before and after it."""

from collections.abc import Iterable, Iterator

from governance.scenarios.effects import beside, contents, dates
from governance.scenarios.effects.parties import parties
from governance.scenarios.effects.types import (
    Effect,
    Evaluation,
    Period,
    PlanFacts,
    ReleaseEffects,
    ReleaseFacts,
    Subject,
    Tone,
)
from governance.scenarios.effects.words import count, shift
from secrel.core.dates.working_days import WorkingDays
from secrel.core.values.texts import joined

SHORT = {
    Subject.GO_LIVE: "problem",
    Subject.DATES: "date",
    Subject.CUT_OFFS: "cut-off",
    Subject.OVERLAPS: "overlap of test windows",
    Subject.BLACKOUTS: "blackout period",
    Subject.DEPENDENCIES: "dependency",
    Subject.DOCUMENTS: "SEC document",
    Subject.FINDINGS: "finding of the document checks",
    Subject.FLAGS: "flag",
}
"""What is counted in the summary where it is worse."""
PLURAL = {
    Subject.OVERLAPS: "overlaps of test windows",
    Subject.DEPENDENCIES: "dependencies",
    Subject.FINDINGS: "findings of the document checks",
}
BROKEN = {
    Subject.DATES: "breaks",
    Subject.DEPENDENCIES: "no longer holds",
    Subject.BLACKOUTS: "touched",
    Subject.GO_LIVE: "with the go-live",
}
BREAK = BROKEN | {Subject.DATES: "break", Subject.DEPENDENCIES: "no longer hold"}


def evaluate(
    before: PlanFacts,
    after: PlanFacts,
    calendar: WorkingDays,
    periods: Iterable[Period],
    refused: dict[int, str],
) -> Evaluation:
    """The effects, in the order of the releases in `after`."""
    rows = list(periods)
    others: dict[str, list[Effect]] = {}
    for slug, effect in (*parties(before.releases, after.releases), *beside.flags(before, after)):
        others.setdefault(slug, []).append(effect)
    found = []
    for slug, facts in after.releases.items():
        was = before.releases[slug]
        effects = [*_of_release(was, facts, before, after, calendar, rows), *others.pop(slug, [])]
        short = _short(was, facts, effects, calendar)
        found.append(ReleaseEffects(slug, facts.name, facts.path, short, tuple(_in_order(effects))))
    rest = [*(effect for some in others.values() for effect in some), *beside.of_others(before, after)]
    return Evaluation(tuple(found), refused, tuple(_in_order(rest)))


def _of_release(
    was: ReleaseFacts,
    facts: ReleaseFacts,
    before: PlanFacts,
    after: PlanFacts,
    calendar: WorkingDays,
    periods: list[Period],
) -> Iterator[Effect]:
    slug = facts.slug
    yield from dates.go_live(was, facts, calendar)
    yield from dates.dates(was, facts, calendar)
    yield from contents.testing(was, facts)
    yield from beside.overlaps(slug, before, after)
    yield from beside.blackouts(slug, before, after, periods)
    yield from beside.dependencies(slug, before, after)
    yield from beside.documents(facts, before, after)
    yield from contents.costs(was, facts)
    yield from contents.findings(was, facts)
    yield from contents.changes(was, facts)


def _in_order(effects: list[Effect]) -> list[Effect]:
    order = list(Subject)
    return sorted(effects, key=lambda effect: order.index(effect.subject))


def _short(was: ReleaseFacts, now: ReleaseFacts, effects: list[Effect], calendar: WorkingDays) -> str:
    """The release in one sentence: scope, go-live, cost, and how much is worse."""
    said = [*_scope(was, now)]
    if was.go_live and now.go_live and was.go_live != now.go_live:
        said.append(f"go-live {shift(was.go_live, now.go_live, calendar)}")
    said += [
        f"DCC costs {effect.before} to {effect.after}"
        for effect in effects
        if effect.subject is Subject.COSTS
    ]
    for subject, one in SHORT.items():
        worse = sum(effect.subject is subject and effect.tone is Tone.WORSE for effect in effects)
        if worse:
            many = PLURAL.get(subject, f"{one}s")
            verb = (BROKEN if worse == 1 else BREAK).get(subject, "")
            new = "" if verb else "new " if worse == 1 else "more "
            said.append(f"{worse} {new}{one if worse == 1 else many}{f' {verb}' if verb else ''}")
    better = sum(effect.tone is Tone.BETTER for effect in effects)
    if better:
        said.append(f"{count(better, 'problem')} gone")
    if not said:
        return "No effect." if not effects else "Only the document changes."
    text = "; ".join(said)
    return f"{text[0].upper()}{text[1:]}."


def _scope(was: ReleaseFacts, now: ReleaseFacts) -> Iterator[str]:
    old, new = _names(was), _names(now)
    if added := [name for name in new if name not in old]:
        yield f"{joined(added)} in"
    if left := [name for name in old if name not in new]:
        yield f"{joined(left)} out"


def _names(facts: ReleaseFacts) -> list[str]:
    entries = facts.content.scope.entries
    return [f"{entry.ref} part {entry.part}" if entry.part else entry.ref for entry in entries]
