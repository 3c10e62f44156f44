"""Following without an account: a link confirms the address, and each email has a link that stops it."""

from datetime import date, datetime

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.subscriptions import FollowLink, Subscription, new_secret
from secrel.core.notifications.following import MOST, followed_by
from secrel.core.values.one_time_links import LINK_LIVES, digest_of_secret


@operation("core.ask_to_follow", Permission.FOLLOW_UP)
def ask_to_follow(
    *, by: Actor, email: str, topic: str, value: str, label: str, how: str, on: date, at: datetime
) -> str:
    """Make a one-time link that confirms an address, and return its secret, which only the mail holds.

    It is the same for an address that follows something already, so nothing shows whether we know it. The audit trail
    holds no address. The caller has checked that everybody may see what is followed.
    """
    secret = new_secret()
    link = FollowLink(email=email.strip().lower(), topic=topic, value=value, label=label, how=how)
    link.digest, link.expires_at = digest_of_secret(secret), at + LINK_LIVES
    link.save()
    record(
        target=Target.PUBLIC_SUBSCRIPTIONS(), label=label, changes={"asked_for": [None, _named(link)]}, on=on
    )
    return secret


@operation("core.confirm_following", Permission.FOLLOW_UP)
def confirm_following(*, by: Actor, link: FollowLink, on: date, at: datetime) -> Subscription:
    """Follow what the link was asked for, from its address. If it follows this already, news comes as now chosen."""
    link = FollowLink.objects.select_for_update(no_key=True).get(pk=link.pk)
    refuse_follow_link(link, at)
    link.used_at = at
    link.save(update_fields=["used_at"])
    others = list(followed_by(link.email).select_for_update(no_key=True).order_by("pk"))
    before = next((one.how for one in others if (one.topic, one.value) == (link.topic, link.value)), None)
    if before is None and len(others) >= MOST:
        raise RuleBroken(f"This address follows {MOST} things already. Stop some of them first.")
    row, _ = Subscription.objects.update_or_create(
        {"how": link.how, "label": link.label},
        user=None,
        email=link.email,
        topic=link.topic,
        value=link.value,
        ended_on=None,
    )
    record(
        target=Target.PUBLIC_SUBSCRIPTION(row.pk),
        label=str(row),
        changes={"how": [before, row.how], "follows": [_named(row) if before else None, _named(row)]},
        on=on,
    )
    return row


def refuse_follow_link(link: FollowLink, at: datetime) -> None:
    """Raise RuleBroken for a link that was used or has expired."""
    if link.used_at:
        raise RuleBroken("You have used this link already, and your address was confirmed.")
    if link.is_expired(at):
        raise RuleBroken("This link has expired, as it works for 24 hours. Ask for the emails again.")


def _named(row: FollowLink | Subscription) -> str:
    return f"{row.topic}:{row.value}" if row.value else row.topic
