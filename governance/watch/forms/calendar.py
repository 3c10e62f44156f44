"""Forms that correct a bank holiday and count Working Days."""

from datetime import date

from django import forms
from django.conf import settings

from secrel.core.dates.working_days import FARTHEST, WorkingDays
from secrel.core.editing.form_fields import DayInput, OneLineInput
from secrel.core.models.calendar import BankHoliday


class HolidayForm(forms.Form):
    """A day that counts as a bank holiday, or as a Working Day."""

    on = DayInput(label="Day", required=True)
    division = forms.ChoiceField(label="Nation", choices=())
    name = OneLineInput(
        max_length=80, help_text="The name as announced, such as State funeral or Coronation."
    )
    is_holiday = forms.TypedChoiceField(
        label="Counts as",
        choices=[("yes", "A bank holiday"), ("no", "A Working Day")],
        coerce=lambda value: value == "yes",
    )
    source = forms.CharField(max_length=200, help_text="Where the day was announced.")

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        labels = dict(BankHoliday.Division.choices)
        self.fields["division"].choices = [(key, labels[key]) for key in settings.BANK_HOLIDAYS_OF]


class CountForm(forms.Form):
    """Counts Working Days from a day, or between two days."""

    start = DayInput(label="From", required=True)
    days = forms.IntegerField(
        label="Working Days",
        required=False,
        min_value=-FARTHEST,
        max_value=FARTHEST,
        help_text="Enter -5 for five days before, or 10 for ten days after.",
    )
    end = DayInput(
        label="Or until", required=False, help_text="Counts the Working Days between the two dates."
    )

    def clean(self) -> dict[str, object]:
        entered = super().clean()
        if not self.errors and entered.get("days") is None and not entered.get("end"):
            raise forms.ValidationError("Enter a number of Working Days or an end date.")
        return entered

    def result(self, calendar: WorkingDays) -> str:
        start, days, end = (self.cleaned_data[name] for name in ("start", "days", "end"))
        sentences = []
        if days:
            step, side = (calendar.before, "before") if days < 0 else (calendar.after, "after")
            sentences.append(
                f"{_working_days(abs(days))} {side} {_day(start)} is {_day(step(start, abs(days)))}."
            )
        elif days == 0:
            is_one = "a Working Day" if calendar.is_working_day(start) else "not a Working Day"
            sentences.append(f"{_day(start)} is {is_one}.")
        if end:
            first, last = sorted((start, end))
            between = calendar.between(first, last)
            verb = "is" if between == 1 else "are"
            sentences.append(
                f"There {verb} {_working_days(between)} after {_day(first)}, up to and including {_day(last)}."
            )
        return " ".join(sentences)


def _working_days(count: int) -> str:
    return "1 Working Day" if count == 1 else f"{count} Working Days"


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
