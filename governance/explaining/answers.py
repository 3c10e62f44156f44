"""What an explanation says, and who asks for it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from governance.documents.rid.explaining.derived import Derivation
from governance.documents.rid.explaining.leaves import Path
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.models.record import AuditEntry


@dataclass(frozen=True)
class Entered:
    """One change of a value. `entry`: where the reader may read it; `who`: a name, or a role and organisation."""

    on: date
    who: str
    before: str
    after: str
    is_new: bool
    reason: str = ""
    source: str = ""
    part_of: str = ""
    entry: AuditEntry | None = None
    position: int = 0


@dataclass(frozen=True)
class Input:
    """A value from which another is computed."""

    name: str
    text: str
    address: str


@dataclass(frozen=True)
class Explanation:
    """`changes`: from the newest; `versions`: what earlier versions stated, for everybody; `decisions`: sentences."""

    path: Path
    name: str
    text: str
    changes: tuple[Entered, ...]
    decisions: tuple[str, ...] = ()
    versions: tuple[tuple[str, date, str], ...] = ()
    derivation: Derivation | None = None
    inputs: tuple[Input, ...] = ()
    is_draft_history: bool = True

    @property
    def last(self) -> Entered | None:
        return self.changes[0] if self.changes else None


@dataclass(frozen=True)
class Reading:
    """Who asks: what they may see of the audit trail."""

    user: Any
    permissions: frozenset[Permission]

    @property
    def drafts(self) -> bool:
        """Whether they see values that were never in a version that they may read."""
        return Permission.READ_DRAFTS in self.permissions


def reading_of(user: Any, permissions: frozenset[Permission]) -> Reading:
    return Reading(user if isinstance(user, User) else None, permissions)
