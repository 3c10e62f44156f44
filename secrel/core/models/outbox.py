"""What people are to be told. The row is the truth; the mail is sent from it."""

from django.db import models


class Notification(models.Model):
    """One message to one person: shown in the application, and mailed once."""

    user = models.ForeignKey("core.User", models.PROTECT, related_name="notifications")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    path = models.CharField(max_length=300, help_text="The page it is about, without the host.")
    made_at = models.DateTimeField(auto_now_add=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.subject
