"""Subscriptions: what a person follows and how it reaches them. The link in an email stops one without a sign-in."""

from datetime import date

from django.db.models import QuerySet

from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates import clock
from secrel.core.models.outbox import Notification
from secrel.core.models.people import User
from secrel.core.models.subscriptions import How, PrivateAddress, Subscription, Topic
from secrel.core.notifications.notify import mail_after

MOST = 200
"""The most subscriptions that one person may have."""


@operation("core.subscribe", None)
def subscribe(
    *, by: User, topic: str, value: str, label: str, how: str = How.AT_ONCE, on: date
) -> Subscription:
    """Follow something. The caller has checked that it exists and that this person may see it."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # one after the other
    if Subscription.objects.in_force().filter(user=by, topic=topic, value=value).exists():
        raise RuleBroken(
            f"You already follow this: {label}. Change how we tell you in the list.", field="value"
        )
    if by.subscriptions.in_force().count() >= MOST:
        raise RuleBroken(f"You already follow {MOST} things. Stop some of them first, or follow all news.")
    row = Subscription.objects.create(user=by, topic=topic, value=value, label=label, how=how)
    record(**_target(row), changes={"how": [None, how], "follows": [None, _named(row)]}, on=on)
    return row


@operation("core.change_subscription", None)
def change_subscription(*, by: User, subscription: Subscription, how: str, on: date) -> Subscription:
    """Change how news reaches its reader; unsent messages follow the new setting too."""
    row = _own(by, subscription)
    before, row.how = row.how, how
    row.save(update_fields=["how"])
    _reschedule(row)
    record(**_target(row), changes={"how": [before, how], "follows": [_named(row), _named(row)]}, on=on)
    return row


@operation("core.unsubscribe", None)
def unsubscribe(*, by: User, subscription: Subscription, on: date) -> None:
    """Stop following something. News of one's role stays on the page, without emails."""
    row = _own(by, subscription)
    _stop(row, on)
    record(**_target(row), changes={"follows": [_named(row), None]}, on=on)


@operation("core.stop_by_link", None)
def stop_by_link(*, by: Actor, subscription: Subscription, all_mails: bool = False, on: date) -> None:
    """Stop the subscription behind an email, or all emails to the person, by the secret link in it."""
    row = Subscription.objects.select_for_update(of=("self",), no_key=True).get(pk=subscription.pk)
    if row.user_id is None:
        for one in followed_by(row.email) if all_mails else [row]:
            _stop(one, on)
        _forget_address(row.email)
    elif all_mails:
        Subscription.objects.filter(user=row.user_id).update(how=How.HERE)
        waiting = Notification.objects.filter(user=row.user_id, mailed_at__isnull=True, about_account=False)
        waiting.update(mail_after=None, how=How.HERE)
    else:
        _stop(row, on)
    subscription_name = "all mails" if all_mails else _named(row)
    record(
        **_target(row), changes={"follows": [subscription_name, None]}, reason="By the link in a mail.", on=on
    )


def mails_from(row: Subscription, *, all_mails: bool = False) -> bool:
    """Whether it still sends emails; with `all_mails`, whether anything that its owner follows does."""
    if all_mails and row.user is None:
        return followed_by(row.email).exists()
    if all_mails:
        return row.user.subscriptions.in_force().exclude(how=How.HERE).exists()
    return row.mails


@operation("core.make_private_address", None)
def make_private_address(*, by: User, on: date) -> PrivateAddress:
    """Make a new secret address for the user's calendar and news; the old one is revoked."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    before = PrivateAddress.objects.filter(user=by, revoked_on__isnull=True).update(revoked_on=on)
    row = PrivateAddress.objects.create(user=by, made_on=on)
    record(target=Target.PRIVATE_ADDRESS(by.pk), label=by.name, changes={"addresses": [before, 1]}, on=on)
    return row


@operation("core.revoke_private_address", None)
def revoke_private_address(*, by: User, on: date) -> None:
    """Revoke the private address, so that it opens nothing any more."""
    revoked = PrivateAddress.objects.filter(user=by, revoked_on__isnull=True).update(revoked_on=on)
    if not revoked:
        raise RuleBroken("You have no private address in use.")
    record(target=Target.PRIVATE_ADDRESS(by.pk), label=by.name, changes={"addresses": [revoked, 0]}, on=on)


def _own(by: User, subscription: Subscription) -> Subscription:
    row = Subscription.objects.select_for_update(of=("self",), no_key=True).get(pk=subscription.pk)
    if row.ended_on:
        raise RuleBroken("You have already stopped this. Reload the page.")
    if row.user_id != by.pk:
        raise NotAllowed("This is somebody else’s subscription.")
    return row


def _stop(row: Subscription, on: date) -> None:
    if row.topic == Topic.ROLE:
        row.how = How.HERE
        row.save(update_fields=["how"])
        _reschedule(row)
    else:
        row.notifications.filter(mailed_at__isnull=True).update(mail_after=None)
        row.ended_on = on
        row.save(update_fields=["ended_on"])


def _reschedule(row: Subscription) -> None:
    """Apply the new setting to messages whose email is still due; those without an email stay so."""
    row.notifications.filter(mailed_at__isnull=True, mail_after__isnull=False).update(
        mail_after=mail_after(row.how, clock.now()), how=row.how
    )


def followed_by(email: str) -> QuerySet[Subscription]:
    """What a confirmed address without an account follows."""
    return Subscription.objects.in_force().filter(user__isnull=True, email=email).exclude(email="")


def _forget_address(email: str) -> None:
    """Forget an address that follows nothing any more."""
    if not followed_by(email).exists():
        Subscription.objects.filter(user__isnull=True, email=email).update(email="")


def _target(row: Subscription) -> dict[str, str]:
    if row.user_id is None:
        return {"target": Target.PUBLIC_SUBSCRIPTION(row.pk), "label": str(row)}
    return {"target": Target.SUBSCRIPTIONS(row.user_id), "label": str(row)}


def _named(row: Subscription) -> str:
    return f"{row.topic}:{row.value}" if row.value else row.topic


@operation("core.send_again", Permission.MANAGE_ACCOUNTS)
def send_again(*, by: Actor, notification: Notification, on: date) -> Notification:
    """Try a refused email again."""
    row = Notification.objects.select_for_update(of=("self",), no_key=True).get(pk=notification.pk)
    if row.mailed_at or not row.failure or row.mail_after is None:
        raise RuleBroken(
            "This email has been sent or stopped meanwhile, or was never refused. Reload the page."
        )
    before, row.attempts, row.mail_after = row.attempts, 0, clock.now()
    row.save(update_fields=["attempts", "mail_after"])
    target = Target.MAIL(row.user_id) if row.user_id else Target.PUBLIC_SUBSCRIPTION(row.subscription_id)
    record(target=target, label="A refused mail", changes={"attempts": [before, 0]}, on=on)
    return row
