"""The filters of flags, of what waits and of the calendar."""

from typing import ClassVar

from django import forms

from governance.versions.forms.lists import OfRelease
from governance.watch.forms.calendar import CountForm
from governance.watch.models import FlagKind
from governance.watch.queries.waits import SORTS
from secrel.core.editing.form_fields import DayInput
from secrel.core.search.list_filters import ListFilter, OfBody, choice

YEARS = (2013, 2099)
BY = [(f"{sign}{name}", name) for name in SORTS for sign in ("", "-")]


class FlagFilter(OfRelease):
    """Open flags, or cleared ones; of one kind; of one release."""

    examples: ClassVar = {"state": "cleared", "release": "june-2021"}
    state = choice("State", [("open", "Open"), ("cleared", "Cleared")])
    kind = choice("Kind", FlagKind.choices)


class WaitFilter(ListFilter):
    """Steps with one holder; and their order."""

    examples: ClassVar = {"holder": "DCC", "sort": "-days"}
    holder = forms.CharField(
        required=False, max_length=120, help_text="Who holds the step, as stated; “Not stated”: nobody."
    )
    sort = choice("Order", BY)


class CalendarFilter(OfRelease, OfBody):
    """What is due: from one body, for categories of Parties, of one release, in some days."""

    examples: ClassVar = {
        "body": "panel",
        "release": "june-2021",
        "category": "suppliers+gas_networks",
        "since": "2021-10-01",
        "until": "2021-12-31",
        "state": "coming",
    }
    category = forms.CharField(
        label="Categories of Parties", required=False, max_length=200, help_text="Several are joined by +."
    )
    since = DayInput(label="From this day", required=False)
    until = DayInput(label="Until this day", required=False)
    state = choice(
        "State", [("coming", "Neither done nor called off"), ("done", "Done"), ("off", "Called off")]
    )

    def clean_category(self) -> tuple[str, ...]:
        from governance.watch.due import CATEGORIES

        asked = (
            self.cleaned_data["category"].replace(" ", "+").split("+")
            if self.cleaned_data["category"]
            else []
        )
        if unknown := sorted(set(asked) - set(CATEGORIES)):
            raise forms.ValidationError(
                f"“{unknown[0][:60]}” is no category of Parties. Use {', '.join(CATEGORIES)}, or leave it out."
            )
        return tuple(key for key in CATEGORIES if key in asked)


class TaskFilter(OfRelease):
    """Tasks of one group, of one release, due in some days, own ones or those handed to a colleague."""

    examples: ClassVar = {
        "release": "june-2021",
        "group": "decide",
        "since": "2021-10-01",
        "until": "2021-10-31",
        "owner": "me",
    }
    group = choice(
        "Group",
        [
            *(("decide", "To decide"), ("review", "To review"), ("submit", "To submit")),
            *(("publish", "To publish"), ("consult", "To consult on"), ("chase", "To chase")),
        ],
    )
    since = DayInput(label="Due from this day", required=False)
    until = DayInput(label="Due until this day", required=False)
    due = choice("Due", [("overdue", "Overdue"), ("soon", "Soon"), ("undated", "Without a day")])
    owner = choice("With whom it is", [("me", "Yours to do"), ("colleague", "Handed to a colleague")])


class NewsFilter(ListFilter):
    """News of some topics."""

    examples: ClassVar = {"topic": "release:june-2021", "since": "2021-10-01", "until": "2021-12-31"}
    topic = forms.CharField(required=False, max_length=200, help_text="Such as release:june-2021.")
    since = DayInput(label="From this day", required=False)
    until = DayInput(label="Until this day", required=False)


class HolidayFilter(ListFilter):
    """A year of bank holidays."""

    examples: ClassVar = {"year": "2021"}
    year = forms.IntegerField(
        required=False,
        min_value=YEARS[0],
        max_value=YEARS[1],
        help_text=f"From {YEARS[0]} to {YEARS[1]}; this one by default.",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), f"A year is a number from {YEARS[0]} to {YEARS[1]}."
        ),
    )


class CountFilter(CountForm, ListFilter):
    """Working Days from a day, or between two days."""

    examples: ClassVar = {"start": "2021-06-24", "days": "-10", "end": "2021-07-01"}
