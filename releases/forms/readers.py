"""The form for readers of Amber and Red documents."""

from datetime import date
from typing import Any

from django import forms

from secrel.core.editing.forms import ReasonForm
from secrel.core.models.people import Body, User
from secrel.core.people.queries import with_roles


class ReadersForm(ReasonForm):
    bodies = forms.ModelMultipleChoiceField(
        label="Bodies whose members read Amber documents",
        queryset=Body.objects.exclude(key__in=("secas", "parties")),
        to_field_name="key",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    people = forms.ModelMultipleChoiceField(
        label="People who read Red documents",
        queryset=User.objects.filter(is_active=True),
        to_field_name="email",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("bodies", "people", "reason", "token")

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        """`on`: the day of the roles that stand beside the names."""
        super().__init__(*args, **options)
        people = self.fields["people"].queryset
        self.fields["people"].queryset = with_roles(people, on=on)
        self.fields["people"].label_from_instance = lambda user: f"{user.name}, {user.role_line}"
