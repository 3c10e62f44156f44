"""The window that a body permits for a go-live. Source: the Authority permitted 24 November to 1 December 2019."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class GoLiveWindow:
    """The first and last day permitted (one may be open), who permits it, when that was decided and its reference."""

    earliest: date | None
    latest: date | None
    permitted_by: str = ""
    decided_on: date | None = None
    reference: str = ""

    @property
    def range(self) -> tuple[date, date]:
        """The first and the last day; where one is open, both are the other."""
        first, last = self.earliest or self.latest, self.latest or self.earliest
        if first is None or last is None:
            raise ValueError("A window has a first or a last day.")
        return first, last

    @property
    def days(self) -> str:
        """'from 24 November 2019 to 1 December 2019', 'from … on', or 'until …'."""
        if self.earliest and self.latest:
            return f"from {_day(self.earliest)} to {_day(self.latest)}"
        return f"from {_day(self.earliest)} on" if self.earliest else f"until {_day(self.latest)}"

    @property
    def source(self) -> str:
        """'permitted by the Authority, 8 October 2019, ref. 12'; empty if nothing is stated."""
        by = f"permitted by {self.permitted_by}" if self.permitted_by else ""
        decided = _day(self.decided_on) if self.decided_on else ""
        stated = ", ".join(filter(None, [by, decided, self.reference]))
        return stated if by or not stated else f"permitted: {stated}"

    @property
    def text(self) -> str:
        """'from 24 November 2019 to 1 December 2019 (permitted by the Authority, 8 October 2019)'."""
        return f"{self.days} ({self.source})" if self.source else self.days

    def refusal(self, day: date | None) -> str:
        """Why a go-live on the day is not permitted; empty if it is, or if the day is still to be set."""
        if day and self.earliest and day < self.earliest:
            return f"{_day(day)} is before the permitted window, which is {self.text}."
        if day and self.latest and day > self.latest:
            return f"{_day(day)} is after the permitted window, which is {self.text}."
        return ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
