from governance.models.acceptance import Category, Criterion, CriterionText, Evidence
from governance.models.comments import Answer, Comment
from governance.models.decisions import (
    ChangesConfirmed,
    Decision,
    FallenPosition,
    Interest,
    Item,
    Outcome,
    Position,
    Result,
    Stance,
)
from governance.models.documents import Content, RenderJob, Snapshot
from governance.models.flags import DailyRun, Flag
from governance.models.meetings import Attendance, Meeting, Minutes, Presence
from governance.models.versions import Deviation, EarlierVersion, RidVersion, VersionStep

__all__ = [
    "Answer",
    "Attendance",
    "Category",
    "ChangesConfirmed",
    "Comment",
    "Content",
    "Criterion",
    "CriterionText",
    "DailyRun",
    "Decision",
    "Deviation",
    "EarlierVersion",
    "Evidence",
    "FallenPosition",
    "Flag",
    "Interest",
    "Item",
    "Meeting",
    "Minutes",
    "Outcome",
    "Position",
    "Presence",
    "RenderJob",
    "Result",
    "RidVersion",
    "Snapshot",
    "Stance",
    "VersionStep",
]
