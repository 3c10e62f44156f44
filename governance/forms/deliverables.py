"""Forms of testing deliverables."""

from typing import Any

from django import forms

from governance.forms.acceptance import MeetingFields
from governance.models.deliverables import Kind
from governance.models.evidence import SEVERITIES
from secrel.core.models import Body


class DeliverableForm(forms.Form):
    """A version of a deliverable; a TAD may say how many defects may be open."""

    kind = forms.ChoiceField(label="What it is", choices=Kind.choices)
    file = forms.FileField(
        label="File", required=False, help_text="PDF, Word, Excel, PowerPoint, CSV or text; up to 25 MB."
    )
    note = forms.CharField(
        label="What changed, or what to look at",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].widget.attrs["required"] = True
        for severity in SEVERITIES:
            self.fields[f"severity_{severity}"] = forms.IntegerField(
                label=f"Severity {severity}", required=False, min_value=0, max_value=99_999
            )

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        counts = {severity: typed.pop(f"severity_{severity}", None) for severity in SEVERITIES}
        typed["limits"] = {severity: count for severity, count in counts.items() if count is not None}
        return typed

    @property
    def severities(self) -> list[forms.BoundField]:
        return [self[f"severity_{severity}"] for severity in SEVERITIES]

    @property
    def said(self) -> list[forms.BoundField]:
        return [self[name] for name in ("kind", "file", "note")]


class AskOnDeliverableForm(MeetingFields):
    """Which body is asked about a deliverable, and when it meets."""

    body = forms.ModelChoiceField(label="Who is asked", queryset=Body.objects.none(), to_field_name="key")
    field_order = ("body", "meeting_on", "closes")

    def __init__(self, *args: Any, bodies: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].queryset = Body.objects.filter(key__in=bodies)
        self.fields["body"].empty_label = None
