"""Flags, daily runs, and what calendar files last sent."""

from governance.watch.models.calendar_files import CalendarEvent, CalendarFile
from governance.watch.models.flags import LATE, Act, DailyRun, Flag, FlagKind, FlagStep, new_key

__all__ = [
    "LATE",
    "Act",
    "CalendarEvent",
    "CalendarFile",
    "DailyRun",
    "Flag",
    "FlagKind",
    "FlagStep",
    "new_key",
]
