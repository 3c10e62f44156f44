"""The day as at which a reader asks for a release."""

from datetime import date
from typing import ClassVar

from django import forms

from governance.documents.engine.text import long_date
from secrel.core.editing.form_fields import DayInput
from secrel.core.search.list_filters import ListFilter
from secrel.core.values.present import present


class AsAtFilter(ListFilter):
    """As it stood at the end of a day that is over; today, it is as it is now."""

    examples: ClassVar = {"as_at": "2021-03-24"}
    as_at = DayInput(label="As at the end of this day", required=False)

    def clean_as_at(self) -> date | None:
        day = self.cleaned_data["as_at"]
        now = present(self.on)
        if day and day > now:
            said, until = long_date(day.isoformat()), long_date(now.isoformat())
            raise forms.ValidationError(f"{said} is still to come. Choose a day before today, {until}.")
        return day if day and day < now else None
