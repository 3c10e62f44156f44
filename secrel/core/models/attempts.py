"""Counts that throttle sign-ins, in the database so that they work without the cache."""

from django.db import models


class Attempts(models.Model):
    """Failures counted under one key, such as a network address together with an account.

    `key` is a keyed digest: neither the network address nor the email address can be read from it. `level` rises
    by one with each failure and falls with time; attempts before `refused_until` are refused.
    """

    key = models.CharField(max_length=64, primary_key=True)
    level = models.FloatField(default=0)
    counted_at = models.DateTimeField(db_index=True)
    refused_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "attempts"

    def __str__(self) -> str:
        return f"{self.key[:12]}: {self.level:.1f}"


class RateLimit(models.Model):
    """allauth's counts of requests for each network address, with the columns of Django's database cache."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "core_rate_limit"

    def __str__(self) -> str:
        return self.cache_key
