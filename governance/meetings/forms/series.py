"""The form that plans a series of meetings."""

from django import forms

from governance.meetings.forms.asking import BODIES_WITHOUT_MEETINGS
from secrel.core.dates.series import WEEKDAYS, WEEKS
from secrel.core.editing.choice_fields import ListedChoiceField
from secrel.core.editing.form_fields import DayInput
from secrel.core.models.people import Body


class SeriesForm(forms.Form):
    """Meetings of a body on the same day of each month."""

    body = ListedChoiceField(
        queryset=Body.objects.exclude(key__in=BODIES_WITHOUT_MEETINGS), to_field_name="key"
    )
    week = forms.TypedChoiceField(label="Which", choices=list(WEEKS.items()), coerce=int)
    weekday = forms.TypedChoiceField(label="Day of the week", choices=list(WEEKDAYS.items()), coerce=int)
    first = DayInput(label="From", required=True, help_text="The series begins in the month of this day.")
    months = forms.IntegerField(label="For how many months", min_value=1, max_value=24, initial=12)
