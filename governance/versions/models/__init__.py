"""Versions of a RID, comments on them, waivers of errors."""

from governance.versions.models.comments import COMMENTED, Answer, Comment
from governance.versions.models.texts import KnownWords, SectionText
from governance.versions.models.version_items import ChangesConfirmed, VersionItem
from governance.versions.models.versions import (
    Deviation,
    EarlierVersion,
    RidVersion,
    VersionKind,
    VersionStep,
)
from governance.versions.models.waivers import Waiver

__all__ = [
    "COMMENTED",
    "Answer",
    "ChangesConfirmed",
    "Comment",
    "Deviation",
    "EarlierVersion",
    "KnownWords",
    "RidVersion",
    "SectionText",
    "VersionItem",
    "VersionKind",
    "VersionStep",
    "Waiver",
]
