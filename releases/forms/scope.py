"""Forms of a scope, its items, and timetable rows."""

from collections.abc import Iterable
from typing import Any

from django import forms

from modifications.queries import find_part
from releases.cut_offs import CutOff
from releases.models.releases import Release
from releases.models.scope import Ground, ScopeItem
from releases.models.timeline import TimelineRow
from releases.steps import SUBJECTS, Step
from releases.workflow import SCOPE
from secrel.core.changes.permissions import Permission
from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.editing.form_fields import DayInput, LookupInput, PartialDateInput
from secrel.core.editing.forms import TokenField, bodies
from secrel.core.models.people import Body


def grounds(*values: str) -> list[tuple[str, str]]:
    return [("", "None"), *((value, label) for value, label in Ground.choices if value in values)]


EXCEPTION = (Ground.NECESSARY, Ground.MORE_EFFICIENT)
DESCRIPTION = (
    "What it does, without “will” or “proposes to”. The document adds the verb that fits the status."
)
OWN_VERB = "Print the description as entered, without “will” or “proposes to”"


def say_what_is_required(form: forms.Form, release: Release) -> None:
    """Say at the fields of an exception whether the scope of the release asks for them, before it refuses."""
    if not release.is_baselined:
        return
    only = " if it impacts DCC systems" if release.life == "system_baselined" else ""
    ground, body = form.fields["ground"], form.fields["body"]
    exception = f"the scope of the {release} is baselined, so this is an exception"
    ground.help_text = f"Required{only}, except for a candidate: {exception}."
    body.help_text = f"The body that agreed the exception. Required{only}, except for a candidate."


def reason_text(required: bool) -> str:
    """What the field for a reason says before anything is refused."""
    if required:
        return "Required, as the release has been baselined. It is kept in the audit trail."
    return "Optional until the first baseline. It is kept in the audit trail."


class ScopeItemForm(forms.Form):
    description = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text=DESCRIPTION,
        error_messages={"required": "Describe what the modification does."},
    )
    has_own_verb = forms.BooleanField(label=OWN_VERB, required=False)
    cut_off_on = DayInput(
        label="Cut-off date",
        required=False,
        help_text="A targeted modification stays in scope only if it is approved by this day.",
    )
    position = forms.IntegerField(
        label="Position in the list",
        required=False,
        min_value=0,
        max_value=999,
        help_text="Enter 0 to sort by the modification’s number.",
    )
    move = forms.CharField(label="Status", required=False, widget=forms.Select)
    body = bodies()
    decided_on = DayInput(label="Agreed on", required=False, help_text="Leave empty for today.")
    ground = forms.ChoiceField(
        label="Ground",
        required=False,
        choices=[("", "None"), *Ground.choices],
        help_text="Why it leaves, or why it is an exception.",
    )
    to_release = ListedChoiceField(
        label="Destination",
        queryset=Release.objects.order_by("-go_live_on"),
        to_field_name="slug",
        required=False,
        empty_label="No other release",
        help_text="For the ledger only. To move it, use “Move to another release” below.",
    )
    reason = forms.CharField(max_length=300, required=False)
    token = TokenField()

    def __init__(
        self,
        *args: Any,
        item: ScopeItem,
        permissions: frozenset[Permission],
        default: CutOff | None,
        needs_reason: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = reason_text(needs_reason)
        offered = SCOPE.offered(item, permissions)
        self.fields["to_release"].queryset = Release.objects.exclude(pk=item.release_id).order_by(
            "-go_live_on"
        )
        self.fields["move"].widget.choices = [("", f"No change: {item.state.label}")] + [
            (move.key, move.label) for move, reasons in offered if not reasons
        ]
        if default and default.rule:
            hint = f"Leave empty for the default: {default.on.day} {default.on:%b %Y}, {default.rule}."
            self.fields["cut_off_on"].help_text += f" {hint}"
        self.barred = [(move.label, " ".join(reasons)) for move, reasons in offered if reasons]

    def clean_move(self) -> str:
        """Accept every move of the workflow; the operation checks whether it is possible now."""
        move = self.cleaned_data["move"]
        if move and move not in SCOPE.moves:
            raise forms.ValidationError("Choose one of the listed statuses.")
        return move

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or 0


class MoveForm(forms.Form):
    """Move an item to another release unchanged."""

    to_release = ListedChoiceField(
        label="To",
        queryset=Release.objects.none(),
        to_field_name="slug",
        empty_label="Choose a release",
        error_messages={"required": "Choose the release.", "invalid_choice": "Choose one of the releases."},
    )
    body = bodies()
    decided_on = DayInput(label="Agreed on", required=False, help_text="Leave empty for today.")
    exception = forms.ChoiceField(
        required=False,
        choices=grounds(*EXCEPTION),
        help_text="Required if the scope of that release is baselined.",
    )
    reason = forms.CharField(
        label="Reason",
        max_length=300,
        help_text="Required. It is kept in the audit trail.",
        error_messages={"required": "Give a reason for the move. It is kept in the audit trail."},
    )
    token = TokenField()

    def __init__(self, *args: Any, release: Release, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": "move_%s"} | kwargs)
        others = Release.objects.exclude(pk=release.pk).exclude(life__in=("live", "closed", "cancelled"))
        others = others.filter(sources_until=None)
        self.fields["to_release"].queryset = others.order_by("go_live_on")

    def list_open_ones(self, releases: Iterable[Release]) -> None:
        """Offer those of the other releases, in the order given, that take a modification: they are read already."""
        open_ones = [
            row
            for row in releases
            if row.life not in ("live", "closed", "cancelled") and row.sources_until is None
        ]
        self.fields["to_release"].list_rows(open_ones)


class AddForm(forms.Form):
    """Add a modification or a part to a scope."""

    reference = LookupInput(
        label="Modification",
        find=find_part,
        suggests="modifications",
        help_text="Any of its references. Enter a part as “SECMP0062 part 1”.",
        error_messages={"required": "Enter a modification, for example MP153 or SECMP0062 part 1."},
    )
    status = forms.ChoiceField(
        choices=[("targeted", "Targeted"), ("candidate", "Candidate"), ("approved", "Approved")]
    )
    description = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}), max_length=2000, help_text=DESCRIPTION, required=False
    )
    has_own_verb = forms.BooleanField(label=OWN_VERB, required=False)
    cut_off_on = DayInput(label="Cut-off date", required=False)
    body = bodies()
    decided_on = DayInput(label="Agreed on", required=False, help_text="Leave empty for today.")
    ground = forms.ChoiceField(
        label="Exception",
        required=False,
        choices=grounds(*EXCEPTION),
        help_text="Required after the baseline.",
    )

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        if entered.get("status") != "candidate" and not entered.get("description"):
            self.add_error(
                "description", "Describe what it does. Only a candidate can go without a description."
            )
        return entered


class StepsForm(forms.Form):
    """Correct the steps and the body recognised in the text of a timetable row."""

    body = bodies("Responsible body", empty=None)
    steps = forms.MultipleChoiceField(
        label="Steps",
        choices=Step.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Recognised from the text of the row when it was entered. When a step of testing or acceptance is "
        "completed, its day is recorded as the actual date of the row.",
    )
    reason = forms.CharField(max_length=300, required=False)
    token = TokenField()

    def __init__(self, *args: Any, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = reason_text(needs_reason)
        self.fields["body"].queryset = Body.objects.filter(key__in=SUBJECTS).order_by("name")

    def clean_body(self) -> str:
        return self.cleaned_data["body"].key if self.cleaned_data["body"] else ""


class TimelineRowForm(forms.Form):
    planned = PartialDateInput(
        label="Date",
        required=False,
        help_text="For example 24 Jun 21, Late Nov 21, Feb 22, Q4 2020 or tbc.",
    )
    reason = forms.CharField(max_length=300, required=False)
    token = TokenField()

    def __init__(self, *args: Any, row: TimelineRow, needs_reason: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = reason_text(needs_reason)
        self.row = row
