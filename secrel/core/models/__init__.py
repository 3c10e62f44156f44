from secrel.core.api.models import ApiToken, GivenAnswer
from secrel.core.models.attempts import Attempts, RateLimit
from secrel.core.models.cached import CachedResult
from secrel.core.models.calendar import BankHoliday, LeadTime
from secrel.core.models.drafts import UnsavedInput
from secrel.core.models.factors import ConfirmedFactor
from secrel.core.models.files import DamagedFile, StoredFile
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body, Membership, User
from secrel.core.models.powers import Power, PowerHeld, VotingRule
from secrel.core.models.proposals import Proposal
from secrel.core.models.record import AuditEntry, OlderTarget
from secrel.core.models.registrations import PartyCategory, Registration
from secrel.core.models.subscriptions import (
    FollowLink,
    How,
    News,
    NewsKind,
    PrivateAddress,
    Subscription,
    Topic,
)
from secrel.core.people.services.models import ServiceAccount
from secrel.core.webhooks.models import Webhook, WebhookAttempt, WebhookDelivery, WebhookEvent

__all__ = [
    "ApiToken",
    "Attempts",
    "AuditEntry",
    "BankHoliday",
    "Body",
    "CachedResult",
    "ConfirmedFactor",
    "DamagedFile",
    "FollowLink",
    "GivenAnswer",
    "How",
    "LeadTime",
    "Membership",
    "News",
    "NewsKind",
    "Notification",
    "OlderTarget",
    "PartyCategory",
    "Power",
    "PowerHeld",
    "PrivateAddress",
    "Proposal",
    "RateLimit",
    "Registration",
    "ServiceAccount",
    "StoredFile",
    "Subscription",
    "Topic",
    "UnsavedInput",
    "User",
    "VotingRule",
    "Webhook",
    "WebhookAttempt",
    "WebhookDelivery",
    "WebhookEvent",
]
