"""Forms to draft a paper, propose a change, issue and withdraw."""

from datetime import date
from typing import Any

from django import forms

from governance.documents.engine.text import long_date
from governance.meetings.forms.asking import BODIES_WITHOUT_MEETINGS
from governance.papers.models import Classification, Paper
from governance.papers.queries import presented_by
from governance.versions.models import RidVersion
from modifications.queries import find_part
from releases.models.releases import Release
from releases.models.scope import Ground
from releases.workflow import COMING
from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.editing.form_fields import DayInput, LookupInput, OneLineInput
from secrel.core.editing.forms import ReasonForm, TokenForm
from secrel.core.models.people import Body

DOING = (
    ("target", "Add a candidate to the release"),
    ("take_out", "Take out of the release"),
    ("move", "Move to another release"),
    ("defer", "Take out, and leave open which later release it goes into"),
    ("settle", "Settle the release of a modification that has none"),
)


class DraftForm(forms.Form):
    body = ListedChoiceField(
        label="Body",
        queryset=Body.objects.exclude(key__in=BODIES_WITHOUT_MEETINGS),
        to_field_name="key",
        empty_label="Choose",
    )
    meeting_on = DayInput(
        label="Meeting on", required=True, error_messages={"required": "Enter the date of the meeting."}
    )
    item = forms.IntegerField(
        label="Agenda item", min_value=1, max_value=99, help_text="The last part of the paper’s reference."
    )
    author = OneLineInput(
        label="Author", required=False, max_length=120, help_text="Leave empty if it is you."
    )
    classification = forms.ChoiceField(label="Class", choices=Classification.choices, initial="white")


class ProposeForm(TokenForm):
    do = forms.ChoiceField(label="Change", choices=DOING)
    part = LookupInput(
        label="Modification", find=find_part, required=True, help_text="MP154, or SECMP0062 part 1."
    )
    release = ListedChoiceField(
        label="Release",
        queryset=Release.objects.filter(life__in=COMING).order_by("go_live_on"),
        to_field_name="slug",
        empty_label="Choose",
    )
    to_release = ListedChoiceField(
        label="Moves to",
        queryset=Release.objects.filter(life__in=COMING).order_by("go_live_on"),
        to_field_name="slug",
        required=False,
        empty_label="Stays there",
    )
    considered = forms.ModelMultipleChoiceField(
        label="Releases considered",
        queryset=Release.objects.filter(life__in=COMING).order_by("go_live_on"),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="If it is left open which release it goes into.",
    )
    ground = forms.ChoiceField(
        choices=[("", "Not stated"), *Ground.choices],
        required=False,
        help_text="Required for an exception to a baselined scope.",
    )
    reason = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Printed in the paper and kept in the ledger.",
        error_messages={"required": "Give the reason. It is printed in the paper."},
    )
    description = forms.CharField(
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="For a modification that is new to the release: what it does, without “will” or “proposes to”.",
    )
    recommendation = forms.ChoiceField(
        label="Asked in",
        choices=[(f"scope{'' if n == 1 else f'-{n}'}", f"Recommendation {n} on scope") for n in (1, 2, 3)],
        help_text="Changes with the same number are agreed together.",
    )


class IssueForm(TokenForm):
    """`due`: the day by which its meeting's papers are due. Asks only what applies to this paper today."""

    late_reason = forms.CharField(
        label="Why it is late",
        required=False,
        max_length=300,
    )
    changes = forms.CharField(
        label="What changed",
        required=False,
        max_length=300,
        help_text="Since the version before. It is printed beside this version.",
    )
    field_order = ("late_reason", "changes", "token")

    def __init__(self, *values: Any, paper: Paper, due: date, on: date, **options: Any) -> None:
        super().__init__(*values, **options)
        self.fields[
            "late_reason"
        ].help_text = f"Papers were due on {long_date(due.isoformat())}. The reason is printed in the paper."
        if on <= due:
            del self.fields["late_reason"]
        if not paper.versions.exists():
            del self.fields["changes"]


class WithdrawForm(ReasonForm):
    """`versions`: the RIDs that the paper presented, any of which can be withdrawn with it."""

    versions = forms.ModelMultipleChoiceField(
        label="RIDs to withdraw with it",
        queryset=RidVersion.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="A RID that you do not tick stays on the agenda. A withdrawn RID cannot be presented again; a new "
        "draft can.",
    )
    field_order = ("reason", "versions", "token")

    def __init__(self, *values: Any, paper: Paper, **options: Any) -> None:
        super().__init__(*values, **options)
        field = self.fields["versions"]
        field.queryset = presented_by(paper)
        if not field.queryset:
            del self.fields["versions"]


class PlaceForm(TokenForm):
    """One proposed change, by its place in the list."""

    place = forms.IntegerField(widget=forms.HiddenInput)


class KeyForm(TokenForm):
    """One recommendation, by its key."""

    key = forms.SlugField(max_length=60, widget=forms.HiddenInput)
