"""Fields and forms that several pages share."""

from typing import Any

from django import forms

from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.models.people import Body


def bodies(label: str = "Agreed by", empty: str = "No body") -> ListedChoiceField:
    """A field to choose a body by its key."""
    return ListedChoiceField(
        label=label,
        queryset=Body.objects.order_by("name"),
        to_field_name="key",
        required=False,
        empty_label=empty,
    )


class TokenField(forms.IntegerField):
    """The version token that the page was opened with; None, which `take_token` refuses, if missing or not a number."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> int | None:
        try:
            return super().clean(value)
        except forms.ValidationError:
            return None


class TokenForm(forms.Form):
    """A form without visible fields; `token` is the version that the page was opened with."""

    token = TokenField()


class ReasonOnlyForm(forms.Form):
    """A reason."""

    reason = forms.CharField(
        max_length=300, error_messages={"required": "Give a reason. It is kept in the audit trail."}
    )


class ReasonForm(ReasonOnlyForm, TokenForm):
    """A reason, and the version that the page was opened with."""

    field_order = ("reason", "token")
