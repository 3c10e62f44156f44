"""Composes emails. Each item states why it was sent and how to stop it; mail programs can stop it with one click."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from secrel.core.models.outbox import Notification
from secrel.core.models.people import User
from secrel.core.models.subscriptions import Subscription, Topic
from secrel.core.people.invitations import SET_PASSWORD, one_time_link

MOST = 50
"""Items in one email; the page of messages has the others."""


def message_of(row: Notification) -> EmailMessage:
    """An email about one message."""
    return _mail(row.subject, [row], stop=_stop(row))


def digest_of(rows: list[Notification]) -> EmailMessage:
    """An email about several messages, oldest first. Its one-click link stops all emails to this person."""
    if len(rows) == 1:
        return message_of(rows[0])
    return _mail(f"{len(rows)} updates from SEC releases", rows, stop=_stop_all(rows[0].user))


def _mail(subject: str, rows: list[Notification], stop: str) -> EmailMessage:
    items = [(row, _address(row), _stop(row)) for row in rows[:MOST]]
    context = {
        "items": items,
        "alone": len(rows) == 1,
        "more": len(rows) - len(items),
        "messages": settings.SITE_URL + reverse("messages"),
        "following": settings.SITE_URL + reverse("following"),
    }
    headers = {}
    if stop:
        headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    text = render_to_string("emails/notification.txt", context).strip() + "\n"
    return EmailMessage(subject=subject, body=text, to=[rows[0].user.email], headers=headers)


def _address(row: Notification) -> str:
    """The address of the page; for the owner of a new account the one-time link, made as the email is sent."""
    if row.path == SET_PASSWORD and not row.user.has_usable_password():
        return one_time_link(row.user)
    return settings.SITE_URL + row.path


def _stop(row: Notification) -> str:
    """The address that stops the message's subscription, or all emails where that is gone.

    Messages about the person's own account cannot be stopped.
    """
    if row.about_account:
        return ""
    if row.subscription is None:
        return _stop_all(row.user)
    return settings.SITE_URL + reverse("stop", args=[row.subscription.key])


def _stop_all(user: User) -> str:
    """The address that stops all emails to a person."""
    role, _ = Subscription.objects.get_or_create(user=user, topic=Topic.ROLE)
    return settings.SITE_URL + reverse("stop-all", args=[role.key])
