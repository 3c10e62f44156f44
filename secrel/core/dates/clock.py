"""The date and time. Only views, jobs and commands read it; everything they call takes a date as an argument.

There are two clocks (ADR 7). `today` and `moment` are what people see: on a day that is set (SECREL_TODAY), and while
examples are loaded, they stay on that day. `now` is the clock of the machine, for whatever really waits: sessions,
links, leases, limits, retries, and the order of the audit trail.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime, time

from django.conf import settings
from django.utils import timezone

FIRST = time(10)
"""When the events of each day of the examples begin."""


@dataclass(frozen=True)
class _Replay:
    """Examples that are being loaded: since when, and the day that is taken to be today, if one is given."""

    since: datetime
    day: date | None


_replay: ContextVar[_Replay | None] = ContextVar("examples being loaded", default=None)


def today() -> date:
    """Today in London, or the day set for the example data (SECREL_TODAY)."""
    replay = _replay.get()
    return (replay and replay.day) or settings.TODAY or timezone.localdate()


def now() -> datetime:
    """The time by the clock of the machine."""
    return timezone.now()


def moment(on: date | None = None) -> datetime:
    """The time that people see: now; on a set day the time of day on it.

    `on` is the day of what happens. It counts on a set day and while examples are loaded; otherwise now is now.
    """
    at = timezone.localtime(now())
    if replay := _replay.get():
        begun = timezone.make_aware(datetime.combine(on or today(), FIRST))
        return begun + (at - replay.since)
    if settings.TODAY is None:
        return at
    day = on or today()
    return at.replace(year=day.year, month=day.month, day=day.day)


@contextmanager
def replayed(day: date | None = None) -> Iterator[None]:
    """Load examples: each day's events begin at ten o'clock, in the order in which they are loaded.

    `day` is taken to be today meanwhile. Within another, it goes on from that one.
    """
    outer = _replay.get()
    reset = _replay.set(_Replay(outer.since, day or outer.day) if outer else _Replay(now(), day))
    try:
        yield
    finally:
        _replay.reset(reset)
