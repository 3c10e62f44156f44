"""What bodies can be asked about: a module a subject. To add one, write its module and add it here."""

from governance.matters.acceptance import GoMatter, RecommendMatter
from governance.matters.motions import MotionMatter
from governance.matters.standard import StandardMatter
from governance.matters.testing import AdviseMatter, TestingMatter
from governance.matters.versions import BaselineMatter
from governance.models.matters import Matter

MATTERS: tuple[Matter, ...] = (
    BaselineMatter(),
    RecommendMatter(),
    GoMatter(),
    AdviseMatter(),
    TestingMatter(),
    StandardMatter(),
    MotionMatter(),
)
"""Registered at start-up (`governance.apps`)."""
