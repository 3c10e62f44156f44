"""Findings, and the registration of rules under their permanent names."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from governance.documents.checks.said import facts_in, place_of
from secrel.core.values.texts import joined

if TYPE_CHECKING:
    from governance.documents.checks.document import Document


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Against(StrEnum):
    """The type of a finding, which decides its severity."""

    ITSELF = "itself"
    """The document contradicts itself, its sums or the calendar: an error."""
    POLICY = "policy"
    """Contrary to policy or the standard criteria: a warning."""
    COMPLETENESS = "completeness"
    """Something is missing: a note up to the first baseline, a warning up to the second, an error after it."""
    USAGE = "usage"
    """Usual but worth knowing: a note."""


class Certainty(StrEnum):
    """How sure a finding is. Only what is certain can be an error, and so block a version."""

    CERTAIN = "certain"
    """Facts, sums, dates or exact words of the document show it."""
    LIKELY = "likely"
    """A figure is unusual, but may be right."""
    BY_WORDS = "judged by words"
    """What a text means was judged by its words, and it may mean something else."""


MOST_NAMED = 120
"""Characters of names in the heading of several findings; the rest are counted."""
UNNUMBERED = (2, 0)
"""The number for a kind of document that has no baselines: what is incomplete is a warning."""


def severity_of(against: Against, certainty: Certainty, number: tuple[int, int]) -> Severity:
    """The severity of a finding in a version with this number. A finding that is not certain is never an error."""
    if against is Against.USAGE:
        return Severity.NOTE
    if against is Against.COMPLETENESS and number <= (1, 0):
        return Severity.NOTE
    if against is Against.POLICY or certainty is not Certainty.CERTAIN:
        return Severity.WARNING
    return Severity.WARNING if against is Against.COMPLETENESS and number <= (2, 0) else Severity.ERROR


@dataclass(frozen=True)
class Problem:
    """The result of a rule: a JSON Pointer into the snapshot, what is wrong with figures, and how to correct it."""

    path: str
    message: str
    mend: str
    against: Against | None = None
    """Set if it is of another type than usual for the rule."""
    certainty: Certainty | None = None
    """Set if it is more or less sure than usual for the rule."""
    about: str = ""
    """What it is about in a few words (a reference, an acronym, an event), to name it beside others of the rule."""


@dataclass(frozen=True)
class Finding:
    rule: str
    severity: Severity
    certainty: Certainty
    section: str
    path: str
    address: str
    """The page on which it is corrected."""
    message: str
    mend: str
    about: str = ""
    """As in the problem. Pages name it where they show several findings of a rule together."""

    def __post_init__(self) -> None:
        """Refuse an error that is not certain. Raises ValueError."""
        if self.severity is Severity.ERROR and self.certainty is not Certainty.CERTAIN:
            raise ValueError(f"A finding of {self.rule} is an error and only {self.certainty}.")

    @property
    def key(self) -> str:
        """Its key in addresses: the same for the same rule and message."""
        return hashlib.sha256(f"{self.rule}\n{self.message}".encode()).hexdigest()[:16]

    @property
    def facts_key(self) -> str:
        """The same for the same rule, place and facts, however the sentence is worded."""
        said = [self.rule, place_of(self.path), self.about, *facts_in(self.message)]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


@dataclass(frozen=True)
class CheckRule:
    """A rule. `name` never changes; `section`: where its findings are shown; the docstring of `find` is its text;
    `certainties`: how sure its findings can be, the usual one first."""

    name: str
    against: Against
    section: str
    find: Callable[..., Iterator[Problem]]
    """Called with the document, as the rules of its kind read it."""
    certainties: tuple[Certainty, ...] = (Certainty.CERTAIN,)
    together: str = ""
    """What several of its findings say, with {} for their number; empty if it finds one thing at most."""

    @property
    def demands(self) -> str:
        return " ".join((self.find.__doc__ or "").split())

    def finding(
        self, problem: Problem, address: str, *, section: str = "", number: tuple[int, int] = UNNUMBERED
    ) -> Finding:
        """The finding for a problem. `section`: where it is shown, if not with the rule's; `number`: of the version."""
        certainty = problem.certainty or self.certainties[0]
        severity = severity_of(problem.against or self.against, certainty, number)
        place = section or self.section
        return Finding(
            rule=self.name,
            severity=severity,
            certainty=certainty,
            section=place,
            path=problem.path,
            address=address,
            message=problem.message,
            mend=problem.mend,
            about=problem.about,
        )

    def heading(self, findings: Sequence[Finding]) -> str:
        """What several of its findings say together: “3 modifications have no tick: MP149, MP150 and MP153.”"""
        said = (self.together or "{} findings of one check").format(len(findings))
        names = list(dict.fromkeys(finding.about for finding in findings))
        return f"{said}: {_some(names)}." if all(names) else f"{said}."

    @property
    def severities(self) -> str:
        """For people: “Error if certain; warning if judged by words”."""
        parts = [f"{_severities(self.against, one)} if {one}" for one in self.certainties]
        if len(parts) == 1:
            parts = [_severities(self.against, self.certainties[0]), str(self.certainties[0])]
        return "; ".join(parts).capitalize()


def _some(names: Sequence[str]) -> str:
    """The names, or the first of them and the number of the others."""
    shown = 1
    while shown < len(names) and sum(map(len, names[: shown + 1])) <= MOST_NAMED:
        shown += 1
    rest = len(names) - shown
    return f"{', '.join(names[:shown])} and {rest} more" if rest else joined(names)


def _severities(against: Against, certainty: Certainty) -> str:
    """Up to the first baseline, up to the second and after it: “note, then warning”."""
    numbers = ((1, 0), (2, 0), (3, 0))
    return ", then ".join(dict.fromkeys(severity_of(against, certainty, number) for number in numbers))


RULES: dict[str, CheckRule] = {}


def rule(
    name: str, against: Against, section: str, *certainties: Certainty, together: str = ""
) -> Callable[[Callable], Callable]:
    """Register a function that yields the problems in a document. Without `certainties` its findings are certain;
    `together`: as in `CheckRule`."""

    def decorate(find: Callable[["Document"], Iterator[Problem]]) -> Callable:
        if name in RULES:
            raise ValueError(f"There are two rules called {name}")
        RULES[name] = CheckRule(name, against, section, find, certainties or (Certainty.CERTAIN,), together)
        return find

    return decorate
