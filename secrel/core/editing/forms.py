"""Fields and forms that several pages share."""

from typing import Any, ClassVar

from django import forms
from django.forms import BoundField

from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.models.people import Body
from secrel.core.people.queries import bodies_by_name


def bodies(label: str = "Agreed by", empty: str = "No body") -> ListedChoiceField:
    """A field to choose a body by its key."""
    field = ListedChoiceField(
        label=label,
        queryset=Body.objects.order_by("name"),
        to_field_name="key",
        required=False,
        empty_label=empty,
    )
    field.read = bodies_by_name
    return field


class GroupedForm(forms.Form):
    """A long form, which is shown in groups: each has a title, and rows of fields that stand beside each other."""

    groups: ClassVar[tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]] = ()

    def grouped(self) -> list[tuple[str, list[list[BoundField]]]]:
        """The groups with those of their fields that the form has."""
        found = []
        for title, rows in self.groups:
            shown = [[self[name] for name in row if name in self.fields] for row in rows]
            if rows_left := [row for row in shown if row]:
                found.append((title, rows_left))
        return found


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
