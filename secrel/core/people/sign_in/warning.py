"""Warns owners of attempts to get into their account: at most once a day, three times a month."""

from datetime import date, timedelta

from secrel.core.changes.operations import SYSTEM, Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates import clock
from secrel.core.models.outbox import Notification
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify_owner

ONCE_IN = timedelta(days=1)
MONTH = timedelta(days=30)
MOST_IN_A_MONTH = 3

PASSWORDS = (
    "Failed sign-ins to your account",
    "Somebody has entered a wrong password for your account about ten times. If this was you, you need do nothing. If "
    "it was not, nobody got in, and your account is not locked. Check that your password is long and that you use it "
    "nowhere else, and add a passkey.",
)
CODES = (
    "Somebody may know your password",
    "Somebody entered your password correctly and then several wrong codes. Nobody got in. If this was not you, set a "
    "new password now, because they know your current one.",
)


@operation("core.warn_of_sign_ins", Permission.FOLLOW_UP)
def warn_of_sign_ins(*, by: Actor, user: User, subject: str, body: str, on: date) -> None:
    """Notify the owner of an account of attempts to get in."""
    notify_owner(user, subject=subject, body=body, path="/accounts/", on=on)
    record(target=Target.SIGN_INS(user.pk), label=user.name, changes={"told": [None, subject]}, on=on)


def warn(user: User, message: tuple[str, str], *, on: date) -> None:
    """Warn the owner, unless this warning was sent in the last day, or three times in the last month."""
    subject, body = message
    earlier = Notification.objects.filter(user=user, subject=subject, mail_after__gt=clock.now() - MONTH)
    if (
        earlier.count() < MOST_IN_A_MONTH
        and not earlier.filter(mail_after__gt=clock.now() - ONCE_IN).exists()
    ):
        warn_of_sign_ins(by=SYSTEM, user=user, subject=subject, body=body, on=on)
