"""Findings, and the registration of rules under their permanent names."""

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
    """The type of a finding, which decides its severity."""

    ITSELF = "itself"
    """The document contradicts itself, its sums or the calendar: an error."""
    POLICY = "policy"
    """Contrary to policy or the standard criteria: a warning."""
    COMPLETENESS = "completeness"
    """Something is missing: a note up to the first baseline, a warning up to the second, an error after it."""
    USAGE = "usage"
    """Usual but worth knowing: a note."""


@dataclass(frozen=True)
class Problem:
    """The result of a rule: a JSON Pointer into the snapshot, what is wrong with figures, and how to correct it."""

    path: str
    message: str
    mend: str
    against: Against | None = None
    """Set if it is of another type than usual for the rule."""
    is_sure: bool = True
    """Whether facts show it. What only words suggest is never an error, so it blocks no version."""


@dataclass(frozen=True)
class Finding:
    rule: str
    severity: Severity
    section: str
    path: str
    address: str
    """The page on which it is corrected."""
    message: str
    mend: str

    @property
    def key(self) -> str:
        """Its key in addresses: the same for the same rule and message."""
        return hashlib.sha256(f"{self.rule}\n{self.message}".encode()).hexdigest()[:16]


@dataclass(frozen=True)
class CheckRule:
    """A rule. `name` never changes; `section`: where its findings are shown; the docstring of `find` is its text."""

    name: str
    against: Against
    section: str
    find: Callable[..., Iterator[Problem]]
    """Called with the document, as the rules of its kind read it."""

    @property
    def demands(self) -> str:
        return " ".join((self.find.__doc__ or "").split())


RULES: dict[str, CheckRule] = {}


def rule(name: str, against: Against, section: str) -> Callable[[Callable], Callable]:
    """Register a function that yields the problems in a document."""

    def decorate(find: Callable[["Document"], Iterator[Problem]]) -> Callable:
        if name in RULES:
            raise ValueError(f"There are two rules called {name}")
        RULES[name] = CheckRule(name, against, section, find)
        return find

    return decorate
