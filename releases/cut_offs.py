"""By when a modification must be approved to be in a release: its item's own day, or the default of its path."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from releases.models.cut_offs import CutOffDefault
from releases.models.scope import ScopeItem
from secrel.core.dates.working_days import WorkingDays


@dataclass(frozen=True)
class CutOff:
    """`rule` says where a default comes from; empty where the item has a day of its own."""

    on: date
    rule: str = ""


class CutOffs:
    """The defaults in force, read once."""

    def __init__(self, defaults: Iterable[CutOffDefault], calendar: WorkingDays) -> None:
        self.defaults, self.calendar = list(defaults), calendar
        self._known: dict[tuple[date, int], date] = {}

    def of(self, item: ScopeItem) -> CutOff | None:
        """None where the item has no day, and its path or its release's go-live is not known."""
        if item.cut_off_on:
            return CutOff(item.cut_off_on)
        go_live, path = item.release.go_live_on, item.part.modification.path
        default = next(
            (row for row in self.defaults if row.path == path and go_live and row.from_on <= go_live), None
        )
        if default is None:
            return None
        days = default.working_days
        key = (go_live, days)
        if key not in self._known:
            self._known[key] = self.calendar.before(go_live, days)
        return CutOff(self._known[key], f"{days} Working {'Day' if days == 1 else 'Days'} before the go-live")
