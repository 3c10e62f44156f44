"""Webhooks, the events that are sent to them, and each attempt to send one."""

import secrets
from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from secrel.core.models.subscriptions import News


def new_event_key() -> str:
    """The key of an event, which a receiver gets as webhook-id: the same in each attempt."""
    return f"evt_{secrets.token_urlsafe(18)}"


class WebhookQuerySet(models.QuerySet["Webhook"]):
    def kept(self) -> "WebhookQuerySet":
        """Those that their owners have not removed."""
        return self.filter(removed_on__isnull=True)

    def in_use(self) -> "WebhookQuerySet":
        """Those to which events are sent."""
        return self.kept().filter(off_on__isnull=True, owner__is_active=True)


class Webhook(models.Model):
    """An address of a person's or an organisation's program, to which events are sent.

    The secrets are encrypted, as they sign. `former_secret` signs too until `former_until`, so that a receiver can
    change to the new one without a gap.
    """

    owner = models.ForeignKey("core.User", models.PROTECT, related_name="webhooks")
    name = models.CharField(max_length=80, help_text="What receives the events.")
    address = models.CharField(max_length=500)
    events = ArrayField(models.CharField(max_length=40), help_text="The types that are sent.")
    release = models.CharField(max_length=60, blank=True, help_text="Slug of the only release; empty: all.")
    secret = models.CharField(max_length=300, blank=True)
    former_secret = models.CharField(max_length=300, blank=True)
    former_until = models.DateTimeField(null=True, blank=True)
    made_on = models.DateField()
    removed_on = models.DateField(null=True, blank=True)
    off_on = models.DateField(null=True, blank=True)
    off_because = models.CharField(max_length=300, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
    busy_until = models.DateTimeField(
        null=True,
        blank=True,
        help_text="Until then nobody else sends to it: at work, or resting after a failure.",
    )
    token = models.PositiveIntegerField(default=1)

    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(events__len__gt=0), name="webhook_has_events"),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=False, secret="", former_secret="")
                | (Q(removed_on__isnull=True) & ~Q(secret="")),
                name="webhook_signs_until_removed",
            ),
            models.CheckConstraint(
                condition=Q(former_secret="", former_until__isnull=True)
                | (~Q(former_secret="") & Q(former_until__isnull=False)),
                name="webhook_former_secret_ends",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_on(self) -> bool:
        return self.off_on is None and self.removed_on is None

    @property
    def condition(self) -> str:
        """On, failing or off, in words."""
        if not self.is_on:
            return "Off"
        return "Failing" if self.failing_since else "On"


class WebhookEvent(models.Model):
    """Something that happened, written in the transaction of its change, so that it exists if the change does.

    `position` is that of its entry in the audit trail; without it and without `news` it is a test. What is sent is
    made from these columns, the same for every receiver.
    """

    key = models.CharField(max_length=40, unique=True, default=new_event_key, editable=False)
    kind = models.CharField(max_length=40, help_text="Its type, such as notice.published.")
    at = models.DateTimeField()
    reference = models.CharField(max_length=200, help_text="What it is about, as the audit trail names it.")
    title = models.CharField(max_length=300)
    page = models.CharField(max_length=300, blank=True)
    api = models.CharField(max_length=300, blank=True)
    releases = ArrayField(models.CharField(max_length=60), default=list)
    news = models.ForeignKey(News, models.PROTECT, null=True, blank=True, related_name="+")
    position = models.BigIntegerField(null=True, blank=True)
    spread_at = models.DateTimeField(null=True, blank=True, help_text="When its deliveries were made.")

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["id"], condition=Q(spread_at__isnull=True), name="webhook_event_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def is_test(self) -> bool:
        return self.news_id is None and self.position is None


class WebhookDeliveryQuerySet(models.QuerySet["WebhookDelivery"]):
    def shown(self) -> "WebhookDeliveryQuerySet":
        """Those that the owner of their webhook sees."""
        return self.filter(is_open=True)


class WebhookDelivery(models.Model):
    """An event on its way to a webhook. `next_at` is when it is tried; empty once it is done, however it ended."""

    webhook = models.ForeignKey(Webhook, models.PROTECT, related_name="deliveries")
    event = models.ForeignKey(WebhookEvent, models.PROTECT, related_name="deliveries")
    made_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField(null=True, blank=True)
    is_open = models.BooleanField(
        default=True, help_text="False until it is known that its owner may read the event; not shown before."
    )
    ended = models.CharField(
        max_length=200, blank=True, help_text="Why it is not tried any more, in a sentence."
    )

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name_plural = "webhook deliveries"
        indexes = [
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="webhook_delivery_due")
        ]
        constraints = [
            models.UniqueConstraint(fields=["webhook", "event"], name="webhook_delivery_once"),
            models.CheckConstraint(
                condition=Q(next_at__isnull=True) | Q(arrived_at__isnull=True, ended=""),
                name="webhook_delivery_waits_or_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.webhook}"

    @property
    def outcome(self) -> str:
        """How it stands, in words."""
        if self.arrived_at:
            return "Arrived"
        if self.ended:
            return self.ended
        return "Waiting" if self.attempts == 0 else "Will be tried again"

    def may_be_sent_again(self, now: datetime) -> bool:
        return self.next_at is None or self.next_at > now


class WebhookAttempt(models.Model):
    """One attempt: what was answered, or why there was no answer."""

    delivery = models.ForeignKey(WebhookDelivery, models.PROTECT, related_name="log")
    at = models.DateTimeField()
    status = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Of the answer; empty: none came."
    )
    took = models.PositiveIntegerField(help_text="Milliseconds.")
    said = models.CharField(max_length=500, blank=True, help_text="The beginning of the answer, as text.")
    failure = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = [F("at").desc(), "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.status or self.failure}"
