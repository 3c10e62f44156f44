"""Composes emails. Each states why it was sent and how to stop it; mail programs can stop it with one click."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from secrel.core.models.outbox import Notification
from secrel.core.models.subscriptions import Subscription, Topic
from secrel.core.notifications.mail_form import cut_subject, mail
from secrel.core.people.invitations import SET_PASSWORD, one_time_link

MOST = 50
"""Messages in one email; the page of messages has the others."""


@dataclass(frozen=True)
class Link:
    text: str
    address: str


@dataclass(frozen=True)
class Item:
    """A message in an email: what it says, the address of its page, and what it lists, each with its own."""

    subject: str
    body: str
    address: str
    listed: list[Link]


@dataclass
class Reason:
    """Why messages were sent, how to stop them, and their numbers in the email."""

    why: str
    stop: str
    numbers: list[str]


def message_of(row: Notification) -> EmailMessage:
    """An email about one message."""
    return _mail(row.subject, [row], stop=_stop(row))


def digest_of(rows: list[Notification]) -> EmailMessage:
    """An email about several messages, oldest first. Its one-click link stops all emails to this person."""
    if len(rows) == 1:
        return message_of(rows[0])
    others = f"{len(rows) - 1} more message{'s' if len(rows) > 2 else ''}"
    subject = cut_subject(rows[0].subject, f" (and {others})")
    return _mail(subject, rows, stop=_stop_all(rows[0]))


def _mail(subject: str, rows: list[Notification], stop: str) -> EmailMessage:
    shown = rows[:MOST]
    context = {
        "items": [_item(row) for row in shown],
        "reasons": _reasons(shown),
        "alone": len(rows) == 1,
        "more": len(rows) - len(shown),
        "messages": settings.SITE_URL + reverse("messages"),
        "following": settings.SITE_URL + reverse("following"),
        "has_account": rows[0].user_id is not None,
        "all_news": settings.SITE_URL + reverse("news"),
        "stop_all": "" if rows[0].user_id else _stop_all(rows[0]),
    }
    headers = {}
    if stop:
        headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return mail(
        subject=subject,
        to=rows[0].address,
        template="emails/notification",
        context=context,
        headers=headers,
    )


def _item(row: Notification) -> Item:
    listed = [Link(one.text, settings.SITE_URL + one.path) for one in row.listed]
    return Item(row.subject, row.body, _address(row), listed)


def _reasons(rows: Iterable[Notification]) -> list[Reason]:
    """Each reason once, with the numbers of its messages."""
    found: dict[tuple[str, str], Reason] = {}
    for number, row in enumerate(rows, 1):
        key = (row.why, _stop(row))
        found.setdefault(key, Reason(*key, [])).numbers.append(str(number))
    return list(found.values())


def _address(row: Notification) -> str:
    """The address of the page; for the owner of a new account the one-time link, made as the email is sent."""
    if row.path == SET_PASSWORD and row.user and not row.user.has_usable_password():
        return one_time_link(row.user)
    return settings.SITE_URL + row.path


def _stop(row: Notification) -> str:
    """The address that stops the message's subscription, or all emails where that is gone.

    Messages about the person's own account cannot be stopped.
    """
    if row.about_account:
        return ""
    if row.subscription is None:
        return _stop_all(row)
    return settings.SITE_URL + reverse("stop", args=[row.subscription.key])


def _stop_all(row: Notification) -> str:
    """The address that stops all emails to the message's reader."""
    if row.user is None and row.subscription is not None:
        return settings.SITE_URL + reverse("stop-all", args=[row.subscription.key])
    role, _ = Subscription.objects.get_or_create(user=row.user, topic=Topic.ROLE)
    return settings.SITE_URL + reverse("stop-all", args=[role.key])
