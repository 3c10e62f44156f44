"""Queries on people, bodies and the calendar, for the other apps."""

from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q, QuerySet

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.permissions import ROLES, Permission
from secrel.core.changes.read_once import read_once
from secrel.core.dates.working_days import WorkingDays
from secrel.core.models.calendar import BankHoliday, LeadTime
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body, Membership, User
from secrel.core.models.powers import Power, PowerHeld
from secrel.core.values.compiled import compiled


def with_roles(people: QuerySet[User], *, on: date) -> QuerySet[User]:
    """People, each with the memberships in force on a day: one query for all."""
    held = Membership.objects.in_force(on).select_related("body")
    return people.prefetch_related(Prefetch("memberships", held, to_attr="_memberships"))


@read_once
def working_days() -> WorkingDays:
    """The Working Day calendar: the library's, with the corrections that people entered."""
    divisions = tuple(settings.BANK_HOLIDAYS_OF)
    found = _bank_holidays(divisions)
    return WorkingDays(divisions, tuple(((division, on), is_off) for division, on, is_off in found))


@compiled
def _bank_holidays(divisions: tuple[str, ...]) -> QuerySet[Any, tuple[str, date, bool]]:
    return BankHoliday.objects.filter(division__in=divisions).values_list("division", "on", "is_holiday")


class LeadTimes:
    """How many Working Days before a meeting each body requires papers and evidence; read once."""

    def __init__(self) -> None:
        self.rows = _lead_times()

    def papers(self, body: str, on: date) -> int:
        return self._of(body, on, "papers")

    def evidence(self, body: str, on: date) -> int:
        return self._of(body, on, "evidence")

    def _of(self, body: str, on: date, what: str) -> int:
        row = next((row for row in self.rows if row.body.key == body and row.from_on <= on), None)
        return getattr(row, what) if row else LeadTime.USUAL


@read_once
def _lead_times() -> list[LeadTime]:
    return list(LeadTime.objects.select_related("body").order_by("-from_on"))


@read_once
def bodies_by_name() -> list[Body]:
    return _bodies_by_name()


@compiled
def _bodies_by_name() -> QuerySet[Body]:
    return Body.objects.order_by("name")


def holders_of(permission: Permission, *, on: date, body: str | None = None) -> list[User]:
    """Active people who hold a permission on a day, through any membership or one of a body. One query."""
    return _holders(permission, on, body)


@compiled
def _holders(permission: Permission, on: date, body: str | None) -> QuerySet[User]:
    roles = [
        Q(body__key=role.body, role=role.role)
        for role in ROLES
        if permission in role.permissions and body in (None, role.body)
    ]
    if not roles:
        return User.objects.none()
    held = Membership.objects.in_force(on).filter(reduce(or_, roles))
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def holder_of(power: Power, *, on: date) -> Body:
    """The body that holds a power on a day; raises RuleBroken where none does."""
    rows = PowerHeld.objects.confirmed().filter(power=power, from_on__lte=on).select_related("body")
    held = rows.order_by("-from_on").first()
    if held is None:
        raise RuleBroken(
            f"No body holds this power on {on.day} {on:%b %Y}: {Power(power).label.lower()}. "
            "An administrator must enter which body does."
        )
    return held.body


def notifications_for(user: User, limit: int = 10) -> list[Notification]:
    return list(user.notifications.all()[:limit])
