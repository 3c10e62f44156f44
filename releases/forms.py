"""Forms of a release. They read what was typed; rules are the operations' business."""

from datetime import date
from typing import Any

from django import forms

from releases.models import ScopeItem, TimelineRow
from releases.workflow import SCOPE
from secrel.core.partial_date_text import read_partial_date
from secrel.core.partial_dates import PartialDate
from secrel.core.permissions import Permission


class PartialDateInput(forms.CharField):
    """A date as people write it; cleaned to a PartialDate."""

    def prepare_value(self, value: Any) -> Any:
        return value.label if isinstance(value, PartialDate) else value

    def clean(self, value: Any) -> PartialDate:
        try:
            return read_partial_date(super().clean(value))
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class DayInput(forms.DateField):
    """A day of a release, in the browser's own date field."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def clean(self, value: Any) -> date | None:
        day = super().clean(value)
        if day and not 2000 <= day.year <= 2199:
            raise forms.ValidationError(
                f"{day.year} is no year of a release. Write all four digits, like 2021."
            )
        return day


class ScopeItemForm(forms.Form):
    description = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text="What it does, without “will” or “proposes to”: the status adds the word.",
        error_messages={"required": "Say what the modification does."},
    )
    move = forms.CharField(label="Status", required=False, widget=forms.Select)
    cut_off_on = DayInput(
        label="Cut-off date",
        required=False,
        help_text="A targeted modification is in only if it is approved by this day.",
        error_messages={"invalid": "This is no date: use the calendar, or write 2021-10-21."},
    )
    reason = forms.CharField(
        label="Reason",
        max_length=300,
        required=False,
        help_text="Goes to the record.",
    )
    token = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, item: ScopeItem, permissions: frozenset[Permission], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = SCOPE.offered(item, permissions)
        self.fields["move"].widget.choices = [("", f"Leave as it is: {item.state.label}")] + [
            (move.key, move.label) for move, reasons in offered if not reasons
        ]
        self.barred = [(move.label, " ".join(reasons)) for move, reasons in offered if reasons]

    def clean_move(self) -> str:
        """Any move of the table: whether it is possible now is the operation's answer."""
        move = self.cleaned_data["move"]
        if move and move not in SCOPE.moves:
            raise forms.ValidationError("Choose one of the listed statuses.")
        return move


class TimelineRowForm(forms.Form):
    planned = PartialDateInput(
        label="Date",
        required=False,
        max_length=30,
        help_text="As you would write it: 24 Jun 21, Late Nov 21, Feb 22, Q4 2020, or tbc.",
    )
    reason = forms.CharField(label="Reason", max_length=300, required=False, help_text="Goes to the record.")
    token = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: TimelineRow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
