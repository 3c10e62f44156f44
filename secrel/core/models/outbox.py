"""Notifications. The row is authoritative; the email is sent from it."""

from django.db import models

from secrel.core.models.subscriptions import How, News, Subscription
from secrel.core.values.constraints import only_choices


class Notification(models.Model):
    """One message to one person: shown in the application, and emailed once, alone or in a digest.

    `mail_after` is when the email is due: at once, at the next digest, or later if it was refused. Empty: no email.
    """

    user = models.ForeignKey("core.User", models.PROTECT, related_name="notifications")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    path = models.CharField(max_length=300, help_text="The page it is about, without the host.")
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
    made_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [only_choices("how", How.values, "notification_how_known")]

    def __str__(self) -> str:
        return self.subject
