"""Notifications. The row is authoritative; the email is sent from it."""

from dataclasses import dataclass

from django.db import models

from secrel.core.models.subscriptions import How, News, Subscription
from secrel.core.values.constraints import only_choices
from secrel.core.values.moments import MadeAtField


@dataclass(frozen=True)
class Listed:
    """One thing in a message that is about several, and its page, without the host."""

    text: str
    path: str


class Notification(models.Model):
    """One message to one person: shown in the application, and emailed once, alone or in a digest.

    `mail_after` is when the email is due: at once, at the next digest, or later if it was refused. Empty: no email.
    """

    user = models.ForeignKey(
        "core.User",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="notifications",
        help_text="Empty: for the address of the subscription, whose owner has no account.",
    )
    subject = models.CharField(max_length=200)
    body = models.TextField()
    path = models.CharField(max_length=300, help_text="The page it is about, without the host.")
    items = models.JSONField(
        default=list,
        db_default=models.Value([], models.JSONField()),
        blank=True,
        help_text="What it lists below the text: for each a text and the page it is about.",
    )
    why = models.CharField(max_length=300, blank=True, help_text="Why this person gets it, in a sentence.")
    subscription = models.ForeignKey(
        Subscription, models.PROTECT, null=True, blank=True, related_name="notifications"
    )
    about_account = models.BooleanField(
        default=False, help_text="About the person’s own account: it leaves at once, and nothing stops it."
    )
    news = models.ForeignKey(News, models.PROTECT, null=True, blank=True, related_name="+")
    how = models.CharField(max_length=8, choices=How, default=How.AT_ONCE)
    mail_after = models.DateTimeField(null=True, blank=True, db_index=True)
    made_at = MadeAtField()
    mailed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            only_choices("how", How.values, "notification_how_known"),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | models.Q(subscription__isnull=False),
                name="notification_has_a_reader",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def address(self) -> str:
        """The mail address that it goes to; "" once somebody without an account has stopped it."""
        if self.user:
            return self.user.email
        return self.subscription.email if self.subscription else ""

    @property
    def listed(self) -> list["Listed"]:
        """What it lists; nothing in a message from before there were lists."""
        return [Listed(**item) for item in self.items]
