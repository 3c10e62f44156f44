"""Fields that forms of two or more apps share."""

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
