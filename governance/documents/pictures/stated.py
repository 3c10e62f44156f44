"""What a release stated at a time: of one version of its RID, or now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from governance.documents.rid.types.costs import Costs
from governance.documents.rid.types.rid import Step
from governance.documents.rid.types.scope import Scope


@dataclass(frozen=True)
class Stated:
    """`label`: "RID 1.0" or "Now". `on`: the date of the version, if it has one. `path`: of its page, or ""."""

    label: str
    on: date | None
    scope: Scope
    costs: Costs
    timeline: Sequence[Step]
    go_live: date | None
    path: str = ""

    @property
    def dated(self) -> str:
        """RID 1.0, 17 Jan 2020."""
        return f"{self.label}, {day(self.on)}" if self.on else self.label


def day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
