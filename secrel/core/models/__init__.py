from secrel.core.models.calendar import BankHoliday
from secrel.core.models.files import StoredFile
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body, Membership, User
from secrel.core.models.proposals import Proposal
from secrel.core.models.record import AuditEntry

__all__ = [
    "AuditEntry",
    "BankHoliday",
    "Body",
    "Membership",
    "Notification",
    "Proposal",
    "StoredFile",
    "User",
]
