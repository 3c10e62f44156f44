"""Releases with their scope, timetable, impacts and testing."""

from releases.models.cut_offs import CutOffDefault
from releases.models.impacts import SummaryPoint
from releases.models.releases import ListState, Release, Section, UnsettledTarget
from releases.models.scope import Ground, ReleaseChangeRequest, ScopeEvent, ScopeItem
from releases.models.sources import DocumentSource
from releases.models.testing import Annex, GlossaryTerm, ReleaseTerm, TestStrategy
from releases.models.timeline import Neighbour, Programme, TimelineRow
from secrel.core.values.fields import PartialDateField

__all__ = [
    "Annex",
    "CutOffDefault",
    "DocumentSource",
    "GlossaryTerm",
    "Ground",
    "ListState",
    "Neighbour",
    "PartialDateField",
    "Programme",
    "Release",
    "ReleaseChangeRequest",
    "ReleaseTerm",
    "ScopeEvent",
    "ScopeItem",
    "Section",
    "SummaryPoint",
    "TestStrategy",
    "TimelineRow",
    "UnsettledTarget",
]
