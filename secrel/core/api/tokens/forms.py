"""The form that makes a token of the API."""

from datetime import timedelta

from django import forms

from secrel.core.api.models import Scope
from secrel.core.editing.form_fields import DayInput, OneLineInput


class TokenRequestForm(forms.Form):
    name = OneLineInput(
        label="What uses it", max_length=80, help_text="For example: release calendar of our team."
    )
    scopes = forms.MultipleChoiceField(
        label="It may",
        choices=[choice for choice in Scope.choices if choice[0] != Scope.READ],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Every token reads what you may read. Your role limits the rest.",
    )
    expires_on = DayInput(label="Last day", help_text="At most a year from today.")

    def clean_scopes(self) -> list[str]:
        return [Scope.READ, *self.cleaned_data["scopes"]]


USUAL = timedelta(days=90)
"""How long a token lives unless another day is entered."""
