"""The period of the timeline."""

from typing import ClassVar

from django import forms

from governance.documents.pictures.periods import Period
from secrel.core.search.list_filters import ListFilter

ALL = "all"


class PeriodFilter(ListFilter):
    """A year, half a year or a quarter; or all years."""

    examples: ClassVar = {"period": "2021-h2"}
    period = forms.CharField(
        required=False,
        max_length=12,
        help_text="A year, half a year or a quarter, or “all”: 2021, 2021-h2, 2021-q4.",
    )

    def clean_period(self) -> str:
        entered = self.cleaned_data["period"]
        if entered and entered != ALL and Period.read(entered) is None:
            raise forms.ValidationError(f"“{entered}” is no period. Write 2021, 2021-h2, 2021-q4 or all.")
        return entered
