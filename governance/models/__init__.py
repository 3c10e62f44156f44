from governance.models.acceptance import Category, Criterion, CriterionText, Evidence
from governance.models.documents import Content, RenderJob, Snapshot
from governance.models.flags import DailyRun, Flag
from governance.models.versions import Deviation, EarlierVersion, Meeting, RidVersion, VersionStep

__all__ = [
    "Category",
    "Content",
    "Criterion",
    "CriterionText",
    "DailyRun",
    "Deviation",
    "EarlierVersion",
    "Evidence",
    "Flag",
    "Meeting",
    "RenderJob",
    "RidVersion",
    "Snapshot",
    "VersionStep",
]
