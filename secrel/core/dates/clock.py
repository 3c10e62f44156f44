"""The date and time. Only views, jobs and commands read it; everything below is given a date."""

from datetime import date, datetime

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """Today in London, or the day that the example data is looked at from (SECREL_TODAY)."""
    return settings.TODAY or timezone.localdate()


def now() -> datetime:
    return timezone.now()


def moment() -> datetime:
    """The time of day now, on the day that counts as today: deadlines are compared with it."""
    at = timezone.localtime(now())
    return at.replace(year=today().year, month=today().month, day=today().day)
