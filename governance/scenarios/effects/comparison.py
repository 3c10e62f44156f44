"""Two results side by side."""

from collections.abc import Iterable
from dataclasses import dataclass

from governance.scenarios.effects.types import Effect, Evaluation, ReleaseEffects, Subject


@dataclass(frozen=True)
class Side:
    """An effect of one of the two. `is_shared`: the other has the same."""

    effect: Effect
    is_shared: bool


@dataclass(frozen=True)
class ComparedSubject:
    subject: Subject
    a: list[Side]
    b: list[Side]

    @property
    def differs(self) -> bool:
        return any(not side.is_shared for side in (*self.a, *self.b))


@dataclass(frozen=True)
class ComparedRelease:
    """A release that one of the two touches. `a` and `b`: what the summary of each says; empty where it does not."""

    name: str
    path: str
    a: str
    b: str
    subjects: list[ComparedSubject]


def compared(a: Evaluation, b: Evaluation) -> list[ComparedRelease]:
    """The releases of both, in the order of the first, then those of the second alone."""
    of_a, of_b = ({row.slug: row for row in side.releases} for side in (a, b))
    rows = [_release(of_a.get(slug), of_b.get(slug)) for slug in dict.fromkeys([*of_a, *of_b])]
    if a.beside or b.beside:
        rows.append(ComparedRelease("Beside these releases", "", "", "", _subjects(a.beside, b.beside)))
    return rows


def _release(a: ReleaseEffects | None, b: ReleaseEffects | None) -> ComparedRelease:
    row = a or b
    if row is None:
        raise AssertionError("One of the two touches the release")
    subjects = _subjects(a.effects if a else (), b.effects if b else ())
    return ComparedRelease(row.name, row.path, a.short if a else "", b.short if b else "", subjects)


def _subjects(a: Iterable[Effect], b: Iterable[Effect]) -> list[ComparedSubject]:
    of_a, of_b = list(a), list(b)
    found = []
    for subject in Subject:
        one = [effect for effect in of_a if effect.subject == subject]
        two = [effect for effect in of_b if effect.subject == subject]
        if one or two:
            said_a, said_b = ({effect.sentence for effect in side} for side in (one, two))
            found.append(
                ComparedSubject(
                    subject,
                    [Side(effect, effect.sentence in said_b) for effect in one],
                    [Side(effect, effect.sentence in said_a) for effect in two],
                )
            )
    return found
