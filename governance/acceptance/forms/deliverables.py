"""Forms for testing deliverables."""

from typing import Any

from django import forms

from governance.acceptance.forms.acceptance import DefectCountsForm
from governance.acceptance.models import Kind
from governance.meetings.forms.asking import MeetingFields
from secrel.core.editing.form_fields import DayInput
from secrel.core.models.people import Body


class DeliverableForm(DefectCountsForm):
    """A version of a deliverable. A TAD can limit the number of open defects."""

    counted = "limits"
    kind = forms.ChoiceField(label="Type of deliverable", choices=Kind.choices)
    file = forms.FileField(
        label="File", required=False, help_text="PDF, Word, Excel, PowerPoint, CSV or text; up to 25 MB."
    )
    note = forms.CharField(
        label="Changes, or points to review",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].widget.attrs["required"] = True


class ConsultationForm(forms.Form):
    began_on = DayInput(
        label="Start of the consultation", required=True, error_messages={"required": "Enter the date."}
    )


class AskOnDeliverableForm(MeetingFields):
    """The body to ask about a deliverable, and the day of its meeting."""

    body = forms.ModelChoiceField(label="Body to ask", queryset=Body.objects.none(), to_field_name="key")

    def __init__(self, *args: Any, bodies: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["body"].queryset = Body.objects.filter(key__in=bodies)
        self.fields["body"].empty_label = None
