"""Forms of testing deliverables."""

from typing import Any

from django import forms

from governance.acceptance.forms.acceptance import Counts
from governance.acceptance.models import Kind
from governance.meetings.forms.asking import MeetingFields
from secrel.core.editing.form_fields import DayInput
from secrel.core.models.people import Body


class DeliverableForm(Counts):
    """A version of a deliverable; a TAD may say how many defects may be open."""

    counted = "limits"
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


class ConsultedForm(forms.Form):
    began_on = DayInput(
        label="The consultation began on", required=True, error_messages={"required": "Name the day."}
    )


class AskOnDeliverableForm(MeetingFields):
    """Which body is asked about a deliverable, and when it meets."""

    body = forms.ModelChoiceField(label="Who is asked", queryset=Body.objects.none(), to_field_name="key")

    def __init__(self, *args: Any, bodies: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].queryset = Body.objects.filter(key__in=bodies)
        self.fields["body"].empty_label = None
