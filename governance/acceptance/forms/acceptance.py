"""Forms for evidence, reviews, conditions, and for asking bodies about acceptance."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from governance.acceptance.models import SEVERITIES, Evidence, Verdict
from governance.criteria.models import Criterion
from governance.criteria.queries.criteria import criteria_of
from governance.meetings.forms.asking import MeetingFields
from releases.models.releases import Release
from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.editing.form_fields import DayInput
from secrel.core.editing.forms import TokenField
from secrel.core.models.people import Body

MOST_FILES = 10


class ManyFiles(forms.FileField):
    """Any number of uploaded files, as a list."""

    class Input(forms.ClearableFileInput):
        allow_multiple_selected = True

    widget = Input

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        return [file for file in (data if isinstance(data, list | tuple) else [data]) if file]


class DefectCountsForm(forms.Form):
    """A count of defects for each severity. Cleaned to a dict of the counts entered, under the name `counted`."""

    counted = "defects"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for severity in SEVERITIES:
            self.fields[f"severity_{severity}"] = forms.IntegerField(
                label=f"Severity {severity}", required=False, min_value=0, max_value=99_999
            )

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        counts = {severity: entered.pop(f"severity_{severity}", None) for severity in SEVERITIES}
        entered[self.counted] = {severity: count for severity, count in counts.items() if count is not None}
        return entered

    @property
    def severities(self) -> list[forms.BoundField]:
        return [self[f"severity_{severity}"] for severity in SEVERITIES]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """All visible fields except the counts of defects."""
        return [field for field in self.visible_fields() if not field.name.startswith("severity_")]


class EvidenceForm(DefectCountsForm):
    """A draft of evidence: criteria, text, defects, expiry, files to add and to remove."""

    criteria = forms.ModelMultipleChoiceField(
        label="Criteria",
        queryset=Criterion.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the criteria that the evidence is for."},
    )
    text = forms.CharField(
        label="What it shows",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="For the reviewers. Evidence can be text only.",
    )
    files = ManyFiles(
        label="Files to add",
        required=False,
        help_text="PDF, Word, Excel, PowerPoint, CSV, text or picture; up to 25 MB each. At most 10 at a time, 30 MB "
        "together.",
    )
    remove = forms.MultipleChoiceField(
        label="Files to remove", required=False, widget=forms.CheckboxSelectMultiple
    )
    expires_on = DayInput(
        label="Valid until",
        required=False,
        help_text="The last day on which it is valid. Leave empty if it does not expire.",
    )
    classification = forms.ChoiceField(
        label="Who may read it",
        choices=Evidence.Classification.choices,
        help_text="Only the submitting team and the SSC can read evidence for a security criterion. Do not mix "
        "security criteria with others in one piece.",
    )
    token = TokenField()

    def __init__(
        self, *args: Any, release: Release, bodies: set[str], evidence: Evidence | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        rows = criteria_of(release).filter(owner__key__in=bodies)
        self.fields["criteria"].queryset = rows
        self.fields["criteria"].label_from_instance = lambda row: f"{row}: {row.text}"
        files = evidence.files.all() if evidence else ()
        self.fields["remove"].choices = [(row.file_id, row.name) for row in files]
        if not files:
            del self.fields["remove"]

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        entered["criteria"] = list(entered.get("criteria") or ())
        return entered


def evidence_initial(evidence: Evidence) -> dict[str, Any]:
    """Initial values of the form that changes or replaces evidence."""
    counts = {f"severity_{severity}": count for severity, count in evidence.counted}
    return counts | {
        "criteria": list(evidence.criteria.all()),
        "text": evidence.text,
        "expires_on": evidence.expires_on,
        "classification": evidence.classification,
        "token": evidence.token,
    }


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(
        label="Result of the review",
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a result."},
    )
    text = forms.CharField(
        label="Conditions or reason",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Required unless the criterion is met.",
    )
    evidence_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class QuestionForm(forms.Form):
    """A question about a criterion, or an answer."""

    text = forms.CharField(
        label="Question",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter your question or answer."},
    )


class AskForm(MeetingFields):
    """The body to ask about acceptance, and the day of its meeting."""

    body = ListedChoiceField(queryset=Body.objects.none(), to_field_name="key", required=False)

    def __init__(self, *args: Any, bodies: list[Body], go: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].queryset = Body.objects.filter(pk__in=[body.pk for body in bodies])
        self.fields["body"].list_rows(bodies)
        self.fields["body"].label = "Body to ask"
        self.fields["body"].empty_label = go or None


class ConditionForm(forms.Form):
    """The report that a condition was met."""

    done = forms.CharField(
        label="How it was met",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Enter how the condition was met. SECAS needs this to close it."},
    )
    token = TokenField()


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label="What is missing", max_length=300, error_messages={"required": "Enter what is missing."}
    )
    token = TokenField()
