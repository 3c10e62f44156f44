"""The form that hands a task to a colleague."""

from typing import Any

from django import forms

from secrel.core.editing.form_fields import DayInput
from secrel.core.models.people import User


class ColleagueField(forms.ModelChoiceField):
    """People by name and address, as two can have the same name."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.name} ({obj.email})"


class HandOverForm(forms.Form):
    """To whom, until when and why."""

    given_to = ColleagueField(
        label="Colleague",
        queryset=User.objects.none(),
        empty_label="Choose a colleague",
        help_text="People whose role allows this task.",
        error_messages={"required": "Choose a colleague."},
    )
    until_on = DayInput(
        label="Until",
        required=True,
        help_text="Required. The last day, at most a year from now. After it, the task is yours again.",
        error_messages={"required": "Enter the day until which your colleague has the task."},
    )
    reason = forms.CharField(
        label="Reason",
        max_length=300,
        help_text="Required. Your colleague reads it. It is kept in the audit trail.",
        error_messages={"required": "Give a reason for handing the task over. Your colleague reads it."},
    )

    def __init__(self, *args: Any, people: list[User], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["given_to"].queryset = User.objects.filter(pk__in=[person.pk for person in people])
