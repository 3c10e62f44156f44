"""A correction of findings that leaves nothing to choose: what it changes, shown before it acts, and how it acts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from governance.documents.checks.findings import Finding
from governance.versions.queries.checking import CheckedFinding
from governance.versions.queries.current import CurrentRid
from releases.models.releases import Release
from secrel.core.changes.record import digest_of
from secrel.core.values.texts import joined


@dataclass(frozen=True)
class Mend:
    """A correction as it would be made now."""

    label: str
    """On its button."""
    changes: tuple[str, ...]
    """A sentence for each thing that it changes."""
    done: str
    """What it has changed, afterwards."""
    token: int
    """The version token of what it changes, which the operation compares."""
    act: Callable[..., Any]
    """Called with `by`, `token`, `reason` and `on`; calls the operation."""
    beside: str = ""
    """What else it means for the release."""

    @property
    def digest(self) -> str:
        """Of what was shown, so that nothing else is done."""
        return digest_of([self.label, *self.changes, self.beside])


Plan = Callable[[Release, CurrentRid, Sequence[Finding]], Mend | None]
"""The correction of all findings of a rule for which it is certain; None if it is for none of them."""


@dataclass(frozen=True)
class Mender:
    """A correction by the rule whose findings it corrects. `name`: in its address."""

    name: str
    rule: str
    plan: Plan


@dataclass(frozen=True)
class OfferedMend:
    """A correction that a page offers, with its name in addresses."""

    name: str
    mend: Mend


MOST_TOLD = 5
"""Things that a message names afterwards; the rest are counted."""


def listed(things: Sequence[str]) -> str:
    """ "A, B and C", or the first of many and the number of the others."""
    rest = len(things) - MOST_TOLD
    return joined(things) if rest <= 0 else f"{', '.join(things[:MOST_TOLD])} and {rest} more"


_MENDERS: dict[str, Mender] = {}


def register_menders(*menders: Mender) -> None:
    """Register at start-up, as some are in packages above."""
    _MENDERS.update({mender.name: mender for mender in menders})


def is_mender(name: str) -> bool:
    return name in _MENDERS


def offered_mends(
    release: Release, current: CurrentRid, rows: Iterable[CheckedFinding]
) -> dict[str, OfferedMend]:
    """The corrections that are certain now, by rule. What is waived stays as it is."""
    by_rule: dict[str, list[Finding]] = {}
    for row in rows:
        if row.waiver is None:
            by_rule.setdefault(row.finding.rule, []).append(row.finding)
    found = {}
    for mender in _MENDERS.values():
        findings = by_rule.get(mender.rule)
        if findings and (mend := mender.plan(release, current, findings)):
            found[mender.rule] = OfferedMend(mender.name, mend)
    return found
