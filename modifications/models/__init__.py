"""Modifications, SEC documents and Change Requests, with their impacts."""

from modifications.models.change_requests import ChangeRequest
from modifications.models.documents import DocumentAlias, DocumentTitle, SecDocument
from modifications.models.impacts import DocumentImpact, Participant, ParticipantImpact
from modifications.models.modifications import (
    FormerReference,
    Modification,
    ModificationDecision,
    ModificationLink,
    Part,
    Solution,
)
from modifications.models.progress import Assessment, NextStep

__all__ = [
    "Assessment",
    "ChangeRequest",
    "DocumentAlias",
    "DocumentImpact",
    "DocumentTitle",
    "FormerReference",
    "Modification",
    "ModificationDecision",
    "ModificationLink",
    "NextStep",
    "Part",
    "Participant",
    "ParticipantImpact",
    "SecDocument",
    "Solution",
]
