"""Forms of versions and evidence, and the filters of the register."""

from typing import Any

from django import forms

from modifications.models import Modification, Participant, SecDocument
from modifications.workflow import STAGE
from releases.models import Release
from releases.workflow import SCOPE


class DraftForm(forms.Form):
    changes = forms.CharField(
        label="What changed, for the document history",
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say in a sentence what changed; it is printed in the history."},
    )
    comment_until = forms.DateField(
        label="Open for comment until",
        required=False,
        help_text="For a draft that bodies and Parties are asked to comment on.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "This is no date: use the calendar, or write 2021-10-15."},
    )


class PresentForm(forms.Form):
    meeting_on = forms.DateField(
        label="Panel meeting on",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": "Choose the day of the meeting.",
            "invalid": "This is no date: use the calendar, or write 2021-10-15.",
        },
    )
    reference = forms.CharField(
        label="Paper reference",
        required=False,
        max_length=40,
        help_text="Where the document is an appendix to a paper: SECP_76_1701_23.",
    )
    token = forms.IntegerField(widget=forms.HiddenInput)


class BaselineForm(forms.Form):
    content_digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    token = forms.IntegerField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        max_length=300, error_messages={"required": "Say why; the record keeps the reason."}
    )
    token = forms.IntegerField(widget=forms.HiddenInput)


class EvidenceForm(forms.Form):
    file = forms.FileField(
        label="File",
        required=False,
        help_text="PDF, Word, Excel, PowerPoint, CSV, text or picture; up to 25 MB.",
    )
    note = forms.CharField(
        label="What it shows",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For the reviewers, in a sentence or two.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["required"] = True


class RegisterFilter(forms.Form):
    """What narrows the register; all of it stands in the URL."""

    q = forms.CharField(label="Reference or title", required=False, max_length=100)
    stage = forms.ChoiceField(required=False, choices=[("", "Any"), *STAGE.choices()])
    path = forms.ChoiceField(required=False, choices=[("", "Any"), *Modification.Path.choices])
    systems = forms.ChoiceField(
        label="DCC systems",
        required=False,
        choices=[("", "Any"), ("yes", "Impacted"), ("no", "Not impacted"), ("open", "Not assessed")],
    )
    participant = forms.ChoiceField(
        label="Affects", required=False, choices=[("", "Anybody"), *Participant.choices]
    )
    document = forms.ModelChoiceField(
        label="Changes",
        required=False,
        queryset=SecDocument.objects.all(),
        to_field_name="slug",
        empty_label="Any document",
    )
    release = forms.ModelChoiceField(
        required=False,
        queryset=Release.objects.order_by("-go_live_on"),
        to_field_name="slug",
        empty_label="Any",
    )
    status = forms.ChoiceField(label="Status there", required=False, choices=[("", "Any"), *SCOPE.choices()])

    def chosen(self) -> dict[str, Any]:
        """The filters set; a value that nobody offers narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
