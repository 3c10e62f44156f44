"""Flags, the days that were swept, what calendar files told."""

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
