from governance.models.calendar_files import CalendarEvent, CalendarFile
from governance.models.comments import Answer, Comment
from governance.models.criteria import Category, Criterion, CriterionText, StandardItem, StandardSet
from governance.models.decisions import (
    Decision,
    FallenPosition,
    Interest,
    Item,
    Outcome,
    Position,
    Stance,
)
from governance.models.deliverables import Deliverable, DeliverableItem
from governance.models.documents import Content, RenderJob, Snapshot
from governance.models.evidence import ClosedEvidence, Evidence, EvidenceFile
from governance.models.files import FileSweep
from governance.models.flags import DailyRun, Flag, FlagStep
from governance.models.implementing import DocumentVersion, Implementation
from governance.models.matters import Matter, Result
from governance.models.meetings import Attendance, Meeting, Minutes, Presence
from governance.models.reviews import Condition, Question, Reply, Review, Verdict
from governance.models.version_items import ChangesConfirmed, VersionItem
from governance.models.versions import Deviation, EarlierVersion, RidVersion, VersionStep
from governance.models.waivers import Waiver

__all__ = [
    "Answer",
    "Attendance",
    "CalendarEvent",
    "CalendarFile",
    "Category",
    "ChangesConfirmed",
    "ClosedEvidence",
    "Comment",
    "Condition",
    "Content",
    "Criterion",
    "CriterionText",
    "DailyRun",
    "Decision",
    "Deliverable",
    "DeliverableItem",
    "Deviation",
    "DocumentVersion",
    "EarlierVersion",
    "Evidence",
    "EvidenceFile",
    "FallenPosition",
    "FileSweep",
    "Flag",
    "FlagStep",
    "Implementation",
    "Interest",
    "Item",
    "Matter",
    "Meeting",
    "Minutes",
    "Outcome",
    "Position",
    "Presence",
    "Question",
    "RenderJob",
    "Reply",
    "Result",
    "Review",
    "RidVersion",
    "Snapshot",
    "Stance",
    "StandardItem",
    "StandardSet",
    "Verdict",
    "VersionItem",
    "VersionStep",
    "Waiver",
]
