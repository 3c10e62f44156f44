"""One-time links that confirm a mail address. Only the digest of a link's secret is stored."""

import hashlib
from datetime import datetime, timedelta

from django.db import models

LINK_LIVES = timedelta(hours=24)


def digest_of_secret(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class OneTimeLink(models.Model):
    """A link that was sent to a mail address. It is deleted a day after it has expired unused."""

    email = models.EmailField(max_length=254)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Link {self.digest[:12]}"

    def is_expired(self, at: datetime) -> bool:
        return at > self.expires_at
