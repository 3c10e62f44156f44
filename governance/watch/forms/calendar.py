"""Forms of the calendar: a bank holiday, and Working Days counted."""

from datetime import date

from django import forms
from django.conf import settings

from secrel.core.dates.working_days import FARTHEST, WorkingDays
from secrel.core.editing.form_fields import DayInput, OneLineInput
from secrel.core.models.calendar import BankHoliday


class HolidayForm(forms.Form):
    """A day that becomes a bank holiday, or is none after all."""

    on = DayInput(label="Day", required=True)
    division = forms.ChoiceField(label="Of", choices=())
    name = OneLineInput(max_length=80, help_text="As it was announced: State funeral, Coronation.")
    is_holiday = forms.TypedChoiceField(
        label="It is",
        choices=[("yes", "a bank holiday"), ("no", "a Working Day after all")],
        coerce=lambda value: value == "yes",
    )
    source = forms.CharField(max_length=200, help_text="Where the day was announced.")

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        labels = dict(BankHoliday.Division.choices)
        self.fields["division"].choices = [(key, labels[key]) for key in settings.BANK_HOLIDAYS_OF]


class CountForm(forms.Form):
    """Working Days from a day, or between two."""

    start = DayInput(label="From", required=True)
    days = forms.IntegerField(
        label="Working Days",
        required=False,
        min_value=-FARTHEST,
        max_value=FARTHEST,
        help_text="-5: five before; 10: ten after. A body’s papers are due 5 before it meets.",
    )
    end = DayInput(label="Or until", required=False, help_text="Counts the days between.")

    def clean(self) -> dict[str, object]:
        entered = super().clean()
        if not self.errors and entered.get("days") is None and not entered.get("end"):
            raise forms.ValidationError("Say how many Working Days, or until which day.")
        return entered

    def counted(self, calendar: WorkingDays) -> str:
        start, days, end = (self.cleaned_data[name] for name in ("start", "days", "end"))
        said = []
        if days:
            step, side = (calendar.before, "before") if days < 0 else (calendar.after, "after")
            said.append(f"{_working_days(abs(days))} {side} {_day(start)} is {_day(step(start, abs(days)))}.")
        elif days == 0:
            is_one = "a Working Day" if calendar.is_working_day(start) else "no Working Day"
            said.append(f"{_day(start)} is {is_one}.")
        if end:
            first, last = sorted((start, end))
            between = calendar.between(first, last)
            verb = "is" if between == 1 else "are"
            said.append(f"After {_day(first)}, up to {_day(last)}, there {verb} {_working_days(between)}.")
        return " ".join(said)


def _working_days(count: int) -> str:
    return "1 Working Day" if count == 1 else f"{count} Working Days"


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
