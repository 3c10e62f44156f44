"""Checks that stop a process from starting."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from secrel.core.models.people import User
from secrel.core.processes.unfinished_restore import unfinished_restore


def refuse_unfinished_restore() -> None:
    """Raise ImproperlyConfigured if a restore was not finished."""
    try:
        unfinished = unfinished_restore()
    except DatabaseError:
        return  # the database is away; the health page says so
    if unfinished:
        raise ImproperlyConfigured(unfinished)


def refuse_example_accounts() -> None:
    """Raise ImproperlyConfigured in production if example accounts exist, as their passwords are public."""
    if not settings.PRODUCTION:
        return
    try:
        found = User.objects.filter(is_example=True, is_active=True).exists()
    except DatabaseError:
        return  # the database is away or empty; the health page says so
    if found:
        raise ImproperlyConfigured(
            "This database holds example accounts, whose passwords are public. Use an empty database, "
            "or deactivate them, before you run it in production."
        )
