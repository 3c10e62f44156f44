"""The kinds of regression testing declarations, and the steps of the timetable by which they are due."""

from django.db import models

from releases.steps import Step


class Kind(models.TextChoices):
    PLAN = "plan", "Regression testing plan"
    RESULTS = "results", "Regression testing results"

    @property
    def step(self) -> Step:
        return Step.REGRESSION_PLANS if self is Kind.PLAN else Step.REGRESSION_RESULTS

    @property
    def phrase(self) -> str:
        """The name inside a sentence."""
        return self.label.lower()
