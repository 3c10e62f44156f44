"""All kinds of agenda item. To add one, write its Matter in its package and add it here."""

from governance.acceptance.matters.acceptance import GoMatter, RecommendMatter
from governance.acceptance.matters.testing import AdviseMatter, TestingMatter
from governance.criteria.matters import StandardMatter
from governance.meetings.models import Matter
from governance.papers.matters import PaperMatter
from governance.versions.matters.baselining import BaselineMatter
from governance.versions.matters.motions import MotionMatter

MATTERS: tuple[Matter, ...] = (
    BaselineMatter(),
    RecommendMatter(),
    GoMatter(),
    AdviseMatter(),
    TestingMatter(),
    StandardMatter(),
    MotionMatter(),
    PaperMatter(),
)
"""Registered at start-up (`governance.apps`)."""
