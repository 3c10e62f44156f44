"""Forms of a release. They read what was typed; rules are the operations' business."""

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
    """A day, in the browser's own date field."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ScopeItemForm(forms.Form):
    description = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        help_text="What it does, without “will” or “proposes to”: the status adds the word.",
        error_messages={"required": "Say what the modification does."},
    )
    move = forms.ChoiceField(label="Status", required=False)
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
        self.fields["move"].choices = [("", f"Leave as it is: {item.state.label}")] + [
            (move.key, move.label) for move, reasons in offered if not reasons
        ]
        self.barred = [(move.label, " ".join(reasons)) for move, reasons in offered if reasons]


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
