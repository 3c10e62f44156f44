"""Meetings, agenda items, positions, outcomes, actions."""

from governance.meetings.models.actions import Action
from governance.meetings.models.decisions import (
    MOTION,
    Decision,
    FallenPosition,
    Interest,
    Item,
    Outcome,
    Position,
    Stance,
    outcomes_of,
)
from governance.meetings.models.matters import (
    AGAINST,
    CONDITIONS,
    OPEN,
    Matter,
    Result,
    all_matters,
    register,
)
from governance.meetings.models.meetings import Attendance, Meeting, Minutes, Presence
from governance.meetings.models.objections import Objection, ObjectionMove, ObjectionStep

__all__ = [
    "AGAINST",
    "CONDITIONS",
    "MOTION",
    "OPEN",
    "Action",
    "Attendance",
    "Decision",
    "FallenPosition",
    "Interest",
    "Item",
    "Matter",
    "Meeting",
    "Minutes",
    "Objection",
    "ObjectionMove",
    "ObjectionStep",
    "Outcome",
    "Position",
    "Presence",
    "Result",
    "Stance",
    "all_matters",
    "outcomes_of",
    "register",
]
