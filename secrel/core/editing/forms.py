"""Fields and forms that two or more pages share."""

from typing import Any

from django import forms

from secrel.core.models.people import Body


def bodies(label: str = "Agreed by", empty: str = "No body") -> forms.ModelChoiceField:
    """A body, by its key."""
    return forms.ModelChoiceField(
        label=label,
        queryset=Body.objects.order_by("name"),
        to_field_name="key",
        required=False,
        empty_label=empty,
    )


class TokenField(forms.IntegerField):
    """The version that was looked at. None where it is missing or no number: `take_token` refuses that."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> int | None:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return None


class TokenForm(forms.Form):
    """An act that needs no words; `token` is the version that was looked at."""

    token = TokenField()


class WhyForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        max_length=300, error_messages={"required": "Give a reason. It is kept in the audit trail."}
    )


class ReasonForm(WhyForm, TokenForm):
    """An act that says why."""

    field_order = ("reason", "token")
