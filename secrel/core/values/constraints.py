"""Constraints that the database enforces, whoever writes to it."""

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Func, IntegerField, Q, Value
from django.db.models.functions import Cast

PARTIAL_DATE = (
    r"^([0-9]{4}(-(Q[1-4]|(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01])| early| mid| late)?))?)?$"  # or nothing
)


def only_choices(field: str, values: Iterable[str], name: str) -> models.CheckConstraint:
    """A constraint: the column holds one of the values, the choices of its form field."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": list(values)}), name=name)


def partial_dates(name: str, *fields: str) -> models.CheckConstraint:
    """A constraint: the columns hold the canonical text of a partial date, or nothing."""
    condition = Q()
    for field in fields:
        condition &= Q(**{f"{field}__regex": PARTIAL_DATE})
    return models.CheckConstraint(condition=condition, name=name)


def number_of_reference(name: str) -> models.CheckConstraint:
    """A constraint: `number` is the number in `reference`."""
    digits = Func(F("reference"), Value("[0-9]+"), function="substring", output_field=models.TextField())
    return models.CheckConstraint(condition=Q(number=Cast(digits, IntegerField())), name=name)
