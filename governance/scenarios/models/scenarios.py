"""A scenario, and its steps in order."""

import secrets
from datetime import date
from typing import Any

from django.db import models
from django.urls import reverse

from governance.scenarios.workflow import SCENARIO
from releases.operations.planning.acts import PlanChange
from secrel.core.values.constraints import only_choices

MOST_STEPS = 200
"""Steps of a scenario."""


def new_key() -> str:
    return secrets.token_hex(8)


class StepKind(models.TextChoices):
    """What a step changes; each is a key of `DOING` (releases/operations/planning/acts.py)."""

    MOVE = "move", "Move a modification to another release"
    ADD = "add", "Add a modification to a release"
    SPLIT = "split", "Split a modification into parts"
    TAKE_OUT = "take_out", "Take a modification out of a release"
    GO_LIVE = "go_live", "Change a go-live"
    DATE = "date", "Change a date of a timetable"
    PROGRAMME = "programme", "Change the test window of a related programme"


class Scenario(models.Model):
    """Steps that somebody thinks of. Nothing in it is a fact until it is applied.

    `key` is its address. It gives nobody access: its maker reads it, and others who may read drafts if it is shared.
    """

    key = models.CharField(max_length=16, unique=True, default=new_key, editable=False)
    name = models.CharField(max_length=120)
    why = models.TextField(blank=True)
    made_by = models.ForeignKey("core.User", models.PROTECT, related_name="+")
    made_on = models.DateField()
    is_shared = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=SCENARIO.choices(), default="open", editable=False)
    closed_on = models.DateField(
        null=True, blank=True, help_text="The day on which it was applied or discarded."
    )
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was applied or discarded.")
    token = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["-made_on", "-pk"]
        constraints = [
            only_choices("state", SCENARIO.states, "scenario_state_known"),
            models.CheckConstraint(condition=~models.Q(name=""), name="scenario_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_on__isnull=True)
                | models.Q(~models.Q(state="open"), closed_on__isnull=False),
                name="scenario_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("scenario", args=[self.key])

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def workflow_state(self):
        return SCENARIO.state_of(self)


class ScenarioStep(models.Model):
    """A step: its kind with the arguments of one operation, and what it rests on.

    `rests_on`: the facts that it changes, by a name for a reader, as they were when it was added or last re-based.
    """

    scenario = models.ForeignKey(Scenario, models.PROTECT, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=StepKind)
    arguments = models.JSONField()
    body = models.ForeignKey("core.Body", models.PROTECT, null=True, blank=True, related_name="+")
    rests_on = models.JSONField(default=dict)
    rested_on = models.DateField(help_text="The day on which the facts that it rests on were read.")

    class Meta:
        ordering = ["position"]
        constraints = [
            only_choices("kind", StepKind.values, "scenario_step_kind_known"),
            models.UniqueConstraint(
                fields=["scenario", "position"],
                name="scenario_step_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.scenario})"

    @property
    def change(self) -> PlanChange:
        facts: dict[str, Any] = dict(self.arguments)
        lists = {name: tuple(value) for name, value in facts.items() if isinstance(value, list)}
        return PlanChange(self.kind, **facts | lists)

    @classmethod
    def of(cls, scenario: Scenario, change: PlanChange, body: Any, on: date) -> "ScenarioStep":
        """An unsaved step, without its place."""
        held = {name: value for name, value in vars(change).items() if value and name != "do"}
        return cls(scenario=scenario, kind=change.do, arguments=held, body=body, rested_on=on)
