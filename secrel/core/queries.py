"""What other apps ask the core."""

from django.conf import settings

from secrel.core.models import BankHoliday, Notification, User
from secrel.core.permissions import ROLES, Permission
from secrel.core.working_days import WorkingDays


def working_days() -> WorkingDays:
    """The calendar in force: the library's, with the rows that people keep."""
    rows = BankHoliday.objects.filter(division__in=settings.BANK_HOLIDAYS_OF)
    return WorkingDays(
        tuple(settings.BANK_HOLIDAYS_OF), tuple(((row.division, row.on), row.is_holiday) for row in rows)
    )


def holders_of(permission: Permission, *, on, body: str | None = None) -> list[User]:
    """Active people who hold a permission on a day, through any membership or one of a body."""
    roles = [(known.body, known.role) for known in ROLES if permission in known.permissions]
    people = User.objects.filter(is_active=True).prefetch_related("memberships__body")
    return [
        person
        for person in people
        if any(
            (m.body.key, m.role) in roles
            and (body is None or m.body.key == body)
            and m.from_on <= on
            and (m.until_on is None or m.until_on >= on)
            for m in person.memberships.all()
        )
    ]


def notifications_for(user: User, limit: int = 10) -> list[Notification]:
    return list(user.notifications.all()[:limit])
