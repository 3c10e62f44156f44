"""Flags, daily runs, tasks handed to colleagues, and what calendar files last sent."""

from governance.watch.models.calendar_files import CalendarEvent, CalendarFile
from governance.watch.models.flags import LATE, Act, DailyRun, Flag, FlagKind, FlagStep, new_key
from governance.watch.models.handovers import Ended, TaskHandover

__all__ = [
    "LATE",
    "Act",
    "CalendarEvent",
    "CalendarFile",
    "DailyRun",
    "Ended",
    "Flag",
    "FlagKind",
    "FlagStep",
    "TaskHandover",
    "new_key",
]
