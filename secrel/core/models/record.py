"""The audit trail: who changed what, when and why, each entry linked to the one before."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from secrel.core.values.immutable import Immutable

USER = "user:"


def actor_key(pk: object) -> str:
    """The value of an entry's `actor`: user:7, or system."""
    return f"{USER}{pk}" if pk else "system"


def user_of(actor: str) -> int | None:
    """The user's primary key from an entry's `actor`; None for the application itself."""
    return int(actor.removeprefix(USER)) if actor.startswith(USER) else None


class AuditEntry(Immutable):
    """One call of an operation. No foreign keys: entries neither block deletions nor are lost with them.

    `digest` is the SHA-256 of all other fields and the digest before (`core/changes/record.py`).
    `composed` maps a release's slug to the digest of its content as composed after the change.
    """

    position = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    on = models.DateField(help_text="The date the change takes effect.")
    action = models.CharField(max_length=60)
    target = models.CharField(max_length=200, help_text="Address-like: releases/november-2021/scope/MP149")
    label = models.CharField(max_length=300)
    actor = models.CharField(max_length=40, help_text="user:<number>, or system")
    actor_name = models.CharField(max_length=120)
    changes = models.JSONField(default=dict, help_text="Field name to [before, after].")
    reason = models.TextField(blank=True)
    cause = models.BigIntegerField(null=True, blank=True, help_text="Position of the entry that caused it.")
    composed = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["position"]
        indexes = [
            models.Index(fields=["target"], name="audit_target"),
            GinIndex(fields=["composed"], name="audit_composed"),
        ]
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.position} {self.action} {self.target}"


class OlderTarget(Immutable):
    """The target of an entry written by an earlier version, in today's form of `targets.py`.

    Filled by the migration that made the table; the entries themselves are never changed.
    """

    position = models.BigIntegerField(help_text="Of the entry.")
    target = models.CharField(max_length=200)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["position", "target"], name="older_target_once")]
        indexes = [models.Index(fields=["target"], name="older_target")]

    def __str__(self) -> str:
        return f"{self.position} {self.target}"
