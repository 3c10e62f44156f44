"""The date and time. Only views, jobs and commands read it; everything they call takes a date as an argument."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Today in London, or the day set for the example data (SECREL_TODAY)."""
    return settings.TODAY or timezone.localdate()


def now() -> datetime:
    return timezone.now()


def moment() -> datetime:
    """The current time of day on `today()`; deadlines are compared with it."""
    at = timezone.localtime(now())
    return at.replace(year=today().year, month=today().month, day=today().day)
