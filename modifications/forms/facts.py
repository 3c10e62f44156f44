"""Forms of a modification: raising it, its facts, its stage, decisions on it."""

from typing import Any

from django import forms

from modifications.models.modifications import Modification, ModificationDecision, Solution
from modifications.workflow import STAGE
from secrel.core.changes.permissions import Permission
from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.editing.facts import FactsForm
from secrel.core.editing.form_fields import DayInput
from secrel.core.editing.forms import bodies
from secrel.core.models.people import User

SYSTEMS = [("", "Not assessed"), ("yes", "Impacted"), ("no", "Not impacted")]
ANSWERS = {"": None, "yes": True, "no": False}


def systems_value(value: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[value]


class RaiseForm(forms.Form):
    """A new Draft Proposal, or an existing modification at its current stage."""

    reference = forms.CharField(
        max_length=12,
        help_text="DP and three digits for a Draft Proposal; MP or SECMP if it has already been converted.",
        error_messages={"required": "Enter its reference, for example DP173."},
    )
    title = forms.CharField(max_length=300, error_messages={"required": "Enter its title."})
    stage = forms.ChoiceField(
        choices=STAGE.choices(),
        initial="development",
        help_text="Choose Development unless it has already moved on.",
    )
    path = forms.ChoiceField(required=False, choices=[("", "Not stated"), *Modification.Path.choices])
    impacts_dcc_systems = forms.ChoiceField(label="DCC systems", required=False, choices=SYSTEMS)
    proposer = forms.CharField(max_length=120, required=False, help_text="The organisation that raised it.")
    raised_on = DayInput(label="Raised on", required=False)
    issue = forms.CharField(
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What the problem is, in a few sentences.",
    )

    def clean_impacts_dcc_systems(self) -> bool | None:
        return ANSWERS[self.cleaned_data["impacts_dcc_systems"]]


class ModificationForm(FactsForm):
    title = forms.CharField(max_length=300, error_messages={"required": "Enter its title."})
    path = forms.ChoiceField(required=False, choices=[("", "Not stated"), *Modification.Path.choices])
    is_urgent = forms.BooleanField(label="Urgent", required=False)
    impacts_dcc_systems = forms.ChoiceField(label="DCC systems", required=False, choices=SYSTEMS)
    proposer = forms.CharField(max_length=120, required=False)
    raised_on = DayInput(label="Raised on", required=False)
    lead_analyst = ListedChoiceField(
        label="Lead analyst", queryset=User.objects.none(), required=False, empty_label="Nobody"
    )
    web_address = forms.CharField(
        label="External page",
        required=False,
        max_length=300,
        help_text="Its page on the code administrator’s website, if there is one.",
    )
    issue = forms.CharField(required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)

    def clean_impacts_dcc_systems(self) -> bool | None:
        return ANSWERS[self.cleaned_data["impacts_dcc_systems"]]


class StageForm(forms.Form):
    """A move of the stage, except approval and rejection, which are recorded as decisions."""

    move = forms.ChoiceField(label="Action", choices=[])
    happened_on = DayInput(label="On", required=False, help_text="Leave empty for today.")
    reason = forms.CharField(max_length=300, required=False, help_text="Kept in the audit trail.")

    def __init__(
        self, *args: Any, modification: Modification, permissions: frozenset[Permission], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offered = STAGE.offered(modification, permissions)
        self.fields["move"].choices = [
            (move.key, move.label)
            for move, reasons in offered
            if not reasons and move.key not in ("approve", "reject")
        ]


class DecisionForm(forms.Form):
    """A body's decision, or its recommendation to the deciding body."""

    body = bodies("Body", "Not stated")
    kind = forms.ChoiceField(
        label="Type",
        choices=[("decides", "Decision"), ("recommends", "Recommendation to the body that decides")],
    )
    outcome = forms.ChoiceField(choices=ModificationDecision.Outcome.choices)
    solution = ListedChoiceField(
        queryset=Solution.objects.none(), required=False, empty_label="The modification as a whole"
    )
    decided_on = DayInput(label="On", required=False)

    def __init__(self, *args: Any, modification: Modification, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["solution"].queryset = modification.solutions.all()

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        if entered.get("kind") == "recommends" and not entered.get("body"):
            self.add_error("body", "Choose the body that makes the recommendation.")
        if entered.get("kind") == "decides" and entered.get("solution"):
            self.add_error(
                "solution",
                "A decision is always on the whole modification. Only a recommendation can be on a solution.",
            )
        return entered
