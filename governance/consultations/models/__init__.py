"""Consultations, the answers to them, and what followed."""

from governance.consultations.models.answers import (
    CATEGORIES,
    Affected,
    AnswerLink,
    ConsultationAnswer,
    Respondent,
    Source,
)
from governance.consultations.models.consultations import Consultation, ConsultationKind
from governance.consultations.models.outcomes import (
    AuthorityLetter,
    ConsultationDecision,
    LetterAnswer,
    Outcome,
)
from governance.consultations.models.results import ConsultationResult

__all__ = [
    "CATEGORIES",
    "Affected",
    "AnswerLink",
    "AuthorityLetter",
    "Consultation",
    "ConsultationAnswer",
    "ConsultationDecision",
    "ConsultationKind",
    "ConsultationResult",
    "LetterAnswer",
    "Outcome",
    "Respondent",
    "Source",
]
