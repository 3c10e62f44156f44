"""Test Participants, their regression testing declarations, and the reminders sent to them."""

from governance.regression.models.declarations import RegressionDeclaration, RegressionFile
from governance.regression.models.kinds import Kind
from governance.regression.models.participants import RegressionReminder, Source, TestParticipant

__all__ = [
    "Kind",
    "RegressionDeclaration",
    "RegressionFile",
    "RegressionReminder",
    "Source",
    "TestParticipant",
]
