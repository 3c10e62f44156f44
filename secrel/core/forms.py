"""Fields and forms that two or more pages share."""

from django import forms

from secrel.core.models import Body


def bodies(label: str = "Agreed by", empty: str = "No body") -> forms.ModelChoiceField:
    """A body, by its key."""
    return forms.ModelChoiceField(
        label=label,
        queryset=Body.objects.order_by("name"),
        to_field_name="key",
        required=False,
        empty_label=empty,
    )


class TokenForm(forms.Form):
    """An act that needs no words; `token` is the version that was looked at."""

    token = forms.IntegerField(widget=forms.HiddenInput)


class WhyForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        max_length=300, error_messages={"required": "Say why; the record keeps the reason."}
    )


class ReasonForm(WhyForm, TokenForm):
    """An act that says why."""

    field_order = ("reason", "token")
