"""Forms for publishing a notice, at once or at a set time."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings

from secrel.core.editing.form_fields import DayInput, ParagraphsInput
from secrel.core.editing.forms import TokenForm


class PublishForm(TokenForm):
    """Publish now. A correction says what it corrects."""

    def __init__(self, *args: Any, is_correction: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_correction:
            self.fields["corrected"] = ParagraphsInput(
                label="What this version corrects",
                max_length=2000,
                help_text="It is printed in the notice and sent to those who follow it.",
                error_messages={"required": "Enter what this version corrects. It is printed in the notice."},
            )


class ScheduleForm(TokenForm):
    """Publish at a time of a day in London."""

    day = DayInput(label="Day", error_messages={"required": "Enter the day of publication."})
    time = forms.TimeField(
        label="Time",
        input_formats=["%H:%M", "%H.%M"],
        help_text="In London, such as 09:00.",
        error_messages={
            "required": "Enter the time of publication, such as 09:00.",
            "invalid": "Enter a time such as 09:00.",
        },
        widget=forms.TextInput,
    )

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        day, time = entered.pop("day", None), entered.pop("time", None)
        if day and time:
            at = datetime.combine(day, time, ZoneInfo(settings.TIME_ZONE))
            if at.astimezone(UTC).astimezone(at.tzinfo).replace(tzinfo=None) != at.replace(tzinfo=None):
                self.add_error(
                    "time", f"The clocks go forward that night: there is no {time:%H:%M}. Enter another time."
                )
            entered["at"] = at
        return entered
