"""The form that names readers of Amber and Red documents."""

from typing import Any

from django import forms

from secrel.core.models import Body, User


class ReadersForm(forms.Form):
    bodies = forms.ModelMultipleChoiceField(
        label="Bodies that read Amber",
        queryset=Body.objects.exclude(key__in=("secas", "parties")),
        to_field_name="key",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.ModelMultipleChoiceField(
        label="People who read Red",
        queryset=User.objects.filter(is_active=True),
        to_field_name="email",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        max_length=300, error_messages={"required": "Say why; the record keeps the reason."}
    )
    token = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["people"].label_from_instance = lambda user: f"{user.name}, {user.role_line}"
