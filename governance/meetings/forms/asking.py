"""Forms that put an item on an agenda: of a meeting, or of a decision by correspondence with its closing time."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from releases.models.releases import Release
from secrel.core.dates.clock import moment
from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.editing.form_fields import DayInput
from secrel.core.models.people import Body

BODIES_WITHOUT_MEETINGS = ("secas", "dcc", "authority", "parties")
"""Bodies without meetings here."""


class ClosingFields(forms.Form):
    """The closing time of a decision by correspondence on `day`. Cleaned to `closes_at`; None for a meeting."""

    day = "meeting_on"
    closes = forms.TimeField(
        label="By correspondence, closing at",
        required=False,
        help_text="Leave empty for a meeting. For a decision by correspondence, enter the closing time, such as 17:00.",
        widget=forms.TimeInput(attrs={"placeholder": "17:00"}, format="%H:%M"),
        error_messages={"invalid": "Enter a time such as 17:00."},
    )

    def clean(self) -> dict[str, Any]:
        entered = super().clean()
        day, at = entered.get(self.day), entered.pop("closes", None)
        entered["closes_at"] = timezone.make_aware(datetime.combine(day, at)) if day and at else None
        if entered["closes_at"] and entered["closes_at"] <= moment():
            self.add_error(
                "closes", f"{at:%H:%M} on that day has passed. Choose a later time, or a later day."
            )
        return entered


class MeetingFields(ClosingFields):
    meeting_on = DayInput(
        label="Meeting on", required=True, error_messages={"required": "Enter the date of the meeting."}
    )
    field_order = ("body", "meeting_on", "closes")


class MotionForm(MeetingFields):
    """A sentence that a body is asked to agree."""

    body = ListedChoiceField(
        label="Body to ask",
        queryset=Body.objects.exclude(key__in=BODIES_WITHOUT_MEETINGS),
        to_field_name="key",
        empty_label="Choose",
    )
    words = forms.CharField(
        label="What the body is asked to agree",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Write a sentence, such as: The RID of February 2022 is presented in December.",
        error_messages={"required": "Write what the body is asked to agree."},
    )
    release = ListedChoiceField(
        label="Release",
        queryset=Release.objects.exclude(life__in=("closed", "cancelled")),
        to_field_name="slug",
        required=False,
        empty_label="No release",
    )
    field_order = ("body", "words", "release", "meeting_on", "closes")
