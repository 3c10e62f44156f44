"""What a person follows, and how it reaches them. Each changes their own; a mail's link stops one without a sign-in."""

from datetime import date

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
"""What one person may follow."""


@operation("core.subscribe", None)
def subscribe(
    *, by: User, topic: str, value: str, label: str, how: str = How.AT_ONCE, on: date
) -> Subscription:
    """Follow something; the caller knows that it is there, and that this person may see it."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # one after the other
    if Subscription.objects.in_force().filter(user=by, topic=topic, value=value).exists():
        raise RuleBroken(
            f"You follow this already: {label}. Change how it reaches you in the list.", field="value"
        )
    if by.subscriptions.in_force().count() >= MOST:
        raise RuleBroken(f"You follow {MOST} things already. Stop some of them first, or follow all news.")
    row = Subscription.objects.create(user=by, topic=topic, value=value, label=label, how=how)
    record(**_target(row), changes={"how": [None, how], "follows": [None, _named(row)]}, on=on)
    return row


@operation("core.change_subscription", None)
def change_subscription(*, by: User, subscription: Subscription, how: str, on: date) -> Subscription:
    """By mail at once, in a digest, or here only; what waits unsent goes the new way too."""
    row = _own(by, subscription)
    before, row.how = row.how, how
    row.save(update_fields=["how"])
    _send_anew(row)
    record(**_target(row), changes={"how": [before, how], "follows": [_named(row), _named(row)]}, on=on)
    return row


@operation("core.unsubscribe", None)
def unsubscribe(*, by: User, subscription: Subscription, on: date) -> None:
    """Follow it no more; what a role brings stays here, and comes by no mail."""
    row = _own(by, subscription)
    _stop(row, on)
    record(**_target(row), changes={"follows": [_named(row), None]}, on=on)


@operation("core.stop_by_link", None)
def stop_by_link(*, by: Actor, subscription: Subscription, all_mails: bool = False, on: date) -> None:
    """What the secret link in a mail does: it stops what brought the mail, or all mails to the person."""
    row = Subscription.objects.select_for_update(of=("self",), no_key=True).get(pk=subscription.pk)
    if all_mails:
        Subscription.objects.filter(user=row.user_id).update(how=How.HERE)
        waiting = Notification.objects.filter(user=row.user_id, mailed_at__isnull=True, about_account=False)
        waiting.update(mail_after=None, how=How.HERE)
    else:
        _stop(row, on)
    said = "all mails" if all_mails else _named(row)
    record(**_target(row), changes={"follows": [said, None]}, reason="By the link in a mail.", on=on)


def mails_from(row: Subscription, *, all_mails: bool = False) -> bool:
    """Whether mails still come from it; with `all_mails`, from anything that its owner follows."""
    if all_mails:
        return row.user.subscriptions.in_force().exclude(how=How.HERE).exists()
    return row.mails


@operation("core.make_private_address", None)
def make_private_address(*, by: User, on: date) -> PrivateAddress:
    """Another secret address for one's calendar and news; the one before is revoked."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    before = PrivateAddress.objects.filter(user=by, revoked_on__isnull=True).update(revoked_on=on)
    row = PrivateAddress.objects.create(user=by, made_on=on)
    record(target=Target.PRIVATE_ADDRESS(by.pk), label=by.name, changes={"addresses": [before, 1]}, on=on)
    return row


@operation("core.revoke_private_address", None)
def revoke_private_address(*, by: User, on: date) -> None:
    """Nobody reads it any more, whoever holds it."""
    revoked = PrivateAddress.objects.filter(user=by, revoked_on__isnull=True).update(revoked_on=on)
    if not revoked:
        raise RuleBroken("You have no private address in use.")
    record(target=Target.PRIVATE_ADDRESS(by.pk), label=by.name, changes={"addresses": [revoked, 0]}, on=on)


def _own(by: User, subscription: Subscription) -> Subscription:
    row = Subscription.objects.select_for_update(of=("self",), no_key=True).get(pk=subscription.pk)
    if row.ended_on:
        raise RuleBroken("You stopped this already. Load the page again.")
    if row.user_id != by.pk:
        raise NotAllowed("This is somebody else’s subscription.")
    return row


def _stop(row: Subscription, on: date) -> None:
    if row.topic == Topic.ROLE:
        row.how = How.HERE
        row.save(update_fields=["how"])
        _send_anew(row)
    else:
        row.notifications.filter(mailed_at__isnull=True).update(mail_after=None)
        row.ended_on = on
        row.save(update_fields=["ended_on"])


def _send_anew(row: Subscription) -> None:
    """What waits for a mail goes the new way; what was to come here only does not come by mail after all."""
    row.notifications.filter(mailed_at__isnull=True, mail_after__isnull=False).update(
        mail_after=mail_after(row.how, clock.now()), how=row.how
    )


def _target(row: Subscription) -> dict[str, str]:
    return {"target": Target.SUBSCRIPTIONS(row.user_id), "label": str(row)}


def _named(row: Subscription) -> str:
    return f"{row.topic}:{row.value}" if row.value else row.topic


@operation("core.send_again", Permission.MANAGE_ACCOUNTS)
def send_again(*, by: Actor, notification: Notification, on: date) -> Notification:
    """Try a mail once more that was refused."""
    row = Notification.objects.select_for_update(of=("self",), no_key=True).get(pk=notification.pk)
    if row.mailed_at or not row.failure or row.mail_after is None:
        raise RuleBroken("This mail was sent or stopped by now, or never refused. Load the page again.")
    before, row.attempts, row.mail_after = row.attempts, 0, clock.now()
    row.save(update_fields=["attempts", "mail_after"])
    record(target=Target.MAIL(row.user_id), label="A refused mail", changes={"attempts": [before, 0]}, on=on)
    return row
