"""Subscriptions, the news that feeds and digests report, and private addresses."""

import secrets

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q

from secrel.core.values.constraints import only_choices
from secrel.core.values.immutable import Immutable, ImmutableQuerySet
from secrel.core.values.one_time_links import OneTimeLink


def new_secret() -> str:
    """The secret part of an address that opens without a sign-in."""
    return secrets.token_urlsafe(24)


class Topic(models.TextChoices):
    ROLE = "role", "What your role brings"
    ALL = "all", "All news"
    RELEASE = "release", "Release"
    MODIFICATION = "modification", "Modification"
    BODY = "body", "Body"
    CATEGORY = "category", "Category of Parties"
    KIND = "kind", "Kind of news"


class How(models.TextChoices):
    AT_ONCE = "at_once", "By mail, at once"
    DAILY = "daily", "One mail a day"
    WEEKLY = "weekly", "One mail a week"
    HERE = "here", "Here only, no mail"


PUBLIC_TOPICS = (Topic.RELEASE, Topic.MODIFICATION, Topic.CATEGORY, Topic.ALL)
"""What somebody without an account may follow."""
MAILED = (How.AT_ONCE, How.DAILY, How.WEEKLY)


HOW_NAMES = {
    How.AT_ONCE: "By email, at once",
    How.DAILY: "One email a day",
    How.WEEKLY: "One email a week",
    How.HERE: "Here only, no email",
}
"""How pages and emails name each way."""


class NewsKind(models.TextChoices):
    PUBLISHED = "published", "A version of a RID is published"
    GO_LIVE = "go_live", "The date of a go-live moves"
    LIVE = "live", "A release goes live"
    NOTICE = "notice", "A publication notice is published"
    PAPER = "paper", "A releases update paper is issued"
    DECIDED = "decided", "A body decides"
    MEETING = "meeting", "A meeting is planned or cancelled"
    CONSULTATION = "consultation", "A consultation opens, or its deadline is near"


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def in_force(self) -> "SubscriptionQuerySet":
        return self.filter(ended_on__isnull=True)


class Subscription(models.Model):
    """Something that a person with an account follows, or a confirmed address without one.

    `key` stops it by a link in an email, without a sign-in. The address is forgotten once it follows nothing.
    """

    user = models.ForeignKey("core.User", models.PROTECT, null=True, blank=True, related_name="subscriptions")
    email = models.EmailField(
        max_length=254, blank=True, help_text="Confirmed; of somebody without an account."
    )
    topic = models.CharField(max_length=14, choices=Topic)
    value = models.CharField(max_length=60, blank=True, help_text="Slug, reference or key; empty for all.")
    label = models.CharField(max_length=160, blank=True, help_text="What is followed, as it was named.")
    how = models.CharField(max_length=8, choices=How, default=How.AT_ONCE)
    key = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    ended_on = models.DateField(null=True, blank=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["topic", "value", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "topic", "value"],
                condition=Q(ended_on__isnull=True),
                name="subscription_once",
            ),
            models.UniqueConstraint(
                fields=["email", "topic", "value"],
                condition=Q(ended_on__isnull=True) & ~Q(email=""),
                name="subscription_of_address_once",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, email="")
                | (Q(user__isnull=True) & (~Q(email="") | Q(ended_on__isnull=False))),
                name="subscription_of_account_or_address",
            ),
            only_choices("topic", Topic.values, "subscription_topic_known"),
            only_choices("how", How.values, "subscription_how_known"),
        ]

    def __str__(self) -> str:
        return self.label or ("your role" if self.topic == Topic.ROLE else self.get_topic_display())

    @property
    def how_name(self) -> str:
        return HOW_NAMES[How(self.how)]

    @property
    def mails(self) -> bool:
        """Whether it still sends emails."""
        return self.ended_on is None and self.how != How.HERE

    @property
    def why(self) -> str:
        """The sentence on why a message was sent."""
        if self.topic == Topic.ROLE:
            return "You get this because of your role."
        return f"You get this because you follow: {self}."


class FollowLink(OneTimeLink):
    """A link with which somebody without an account confirms what they want to follow."""

    topic = models.CharField(max_length=14, choices=[(one.value, one.label) for one in PUBLIC_TOPICS])
    value = models.CharField(max_length=60, blank=True)
    label = models.CharField(max_length=160)
    how = models.CharField(max_length=8, choices=[(one.value, one.label) for one in MAILED])

    @property
    def how_name(self) -> str:
        return HOW_NAMES[How(self.how)]

    class Meta(OneTimeLink.Meta):
        constraints = [
            only_choices("topic", list(PUBLIC_TOPICS), "follow_link_topic_public"),
            only_choices("how", list(MAILED), "follow_link_how_known"),
        ]


class NewsQuerySet(ImmutableQuerySet):
    def not_retracted(self) -> "NewsQuerySet":
        """Without news whose page was made non-public, as later news states (`retracts`)."""
        later = News.objects.filter(retracts=OuterRef("path"), pk__gt=OuterRef("pk"))
        return self.exclude(Exists(later))


class News(Immutable):
    """An event that feeds report.

    `topics` are such as "release:june-2021". `audience` is a class of documents, or "body:panel" for the members of
    a body and for SECAS, "consultation:7" for those whom an Amber consultation names, or "secas".
    """

    key = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    kind = models.CharField(max_length=12, choices=NewsKind)
    on = models.DateField()
    at = models.DateTimeField()
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    path = models.CharField(max_length=300)
    topics = ArrayField(models.CharField(max_length=80))
    audience = models.CharField(max_length=40)
    retracts = models.CharField(
        max_length=300, blank=True, help_text="A page of which earlier news is news no more."
    )

    objects = NewsQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name_plural = "news"
        indexes = [GinIndex(fields=["topics"], name="news_topics")]
        constraints = [only_choices("kind", NewsKind.values, "news_kind_known")]

    def __str__(self) -> str:
        return self.subject

    def is_current(self) -> bool:
        return News.objects.not_retracted().filter(pk=self.pk).exists()


class PrivateAddress(models.Model):
    """The secret part of a person's private calendar and news feed addresses."""

    user = models.ForeignKey("core.User", models.PROTECT, related_name="private_addresses")
    key = models.CharField(max_length=40, unique=True, default=new_secret, editable=False)
    made_on = models.DateField()
    revoked_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_on__isnull=True), name="one_private_address_in_use"
            )
        ]

    def __str__(self) -> str:
        return f"Private address of {self.user}"
