"""Forms that add and change a Change Request."""

from django import forms

from secrel.core.editing.facts import FactsForm

TITLE = {"required": "Enter its title."}


class NewChangeRequestForm(forms.Form):
    reference = forms.CharField(
        max_length=12, help_text="CR and a number.", error_messages={"required": "Enter CR and a number."}
    )
    title = forms.CharField(max_length=300, error_messages=TITLE)
    description = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="In a sentence or two.",
    )

    def clean_reference(self) -> str:
        return self.cleaned_data["reference"].upper().replace(" ", "")


class ChangeRequestForm(FactsForm):
    title = forms.CharField(max_length=300, error_messages=TITLE)
    description = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
