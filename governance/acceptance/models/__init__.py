"""Evidence, reviews, conditions, testing deliverables and implementations."""

from governance.acceptance.models.deliverables import FITS, Deliverable, DeliverableItem, Kind
from governance.acceptance.models.evidence import SEVERITIES, ClosedEvidence, Evidence, EvidenceFile
from governance.acceptance.models.implementing import VERSION, DocumentVersion, Implementation
from governance.acceptance.models.reviews import (
    GO,
    ON_ACCEPTANCE,
    RECOMMEND,
    Condition,
    Question,
    Reply,
    Review,
    Verdict,
)

__all__ = [
    "FITS",
    "GO",
    "ON_ACCEPTANCE",
    "RECOMMEND",
    "SEVERITIES",
    "VERSION",
    "ClosedEvidence",
    "Condition",
    "Deliverable",
    "DeliverableItem",
    "DocumentVersion",
    "Evidence",
    "EvidenceFile",
    "Implementation",
    "Kind",
    "Question",
    "Reply",
    "Review",
    "Verdict",
]
