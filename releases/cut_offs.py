"""When a modification must be approved to be in a release: its own cut-off, or the default of its path."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from releases.models.cut_offs import CutOffDefault
from releases.models.scope import ScopeItem
from secrel.core.dates.working_days import WorkingDays


@dataclass(frozen=True)
class CutOff:
    """A cut-off day. `rule` describes a default; it is empty if the item has its own cut-off."""

    on: date
    rule: str = ""


class CutOffs:
    """The default cut-offs, read once."""

    def __init__(self, defaults: Iterable[CutOffDefault], calendar: WorkingDays) -> None:
        self.defaults, self.calendar = list(defaults), calendar
        self._days: dict[tuple[date, int], date] = {}

    def of(self, item: ScopeItem) -> CutOff | None:
        """The cut-off of an item; None without its own day if there is no default or no go-live."""
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
        if key not in self._days:
            self._days[key] = self.calendar.before(go_live, days)
        return CutOff(self._days[key], f"{days} Working {'Day' if days == 1 else 'Days'} before the go-live")
