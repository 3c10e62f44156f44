"""What a rule finds, and how rules are registered under their stable names."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from governance.documents.checks.document import Document


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Against(StrEnum):
    """What a finding is against; the severity follows from it."""

    ITSELF = "itself"
    """The document contradicts itself, its sums or the calendar: always an error."""
    POLICY = "policy"
    """Against policy or the standard: a warning."""
    COMPLETENESS = "completeness"
    """Something is missing: a note up to the first baseline, a warning up to the second, an error after it."""
    USAGE = "usage"
    """Usual, and worth knowing: a note."""


@dataclass(frozen=True)
class Problem:
    """What a rule yields: a JSON Pointer into the snapshot, what is wrong with its figures, how to mend it."""

    path: str
    message: str
    mend: str
    against: Against | None = None
    """Where it is against something else than the rule usually is."""


@dataclass(frozen=True)
class Finding:
    rule: str
    severity: Severity
    section: str
    path: str
    address: str
    """The page on which it is mended."""
    message: str
    mend: str

    @property
    def key(self) -> str:
        """Names it in an address: the same for the same rule saying the same."""
        return hashlib.sha256(f"{self.rule}\n{self.message}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class CheckRule:
    """`name` never changes; `section` is where a reader finds it; the docstring of `find` says what it demands."""

    name: str
    against: Against
    section: str
    find: Callable[["Document"], Iterator[Problem]]

    @property
    def demands(self) -> str:
        return " ".join((self.find.__doc__ or "").split())


RULES: dict[str, CheckRule] = {}


def rule(name: str, against: Against, section: str) -> Callable[[Callable], Callable]:
    """Register a function that yields what it finds in a document."""

    def decorate(find: Callable[["Document"], Iterator[Problem]]) -> Callable:
        if name in RULES:
            raise ValueError(f"There are two rules called {name}")
        RULES[name] = CheckRule(name, against, section, find)
        return find

    return decorate
