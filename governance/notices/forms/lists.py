"""The filters of notices, and the day of the Document Log."""

from typing import ClassVar

from secrel.core.editing.form_fields import DayInput
from secrel.core.search.list_filters import ListFilter


class NoticeFilter(ListFilter):
    """Those published in some days."""

    examples: ClassVar = {"since": "2020-11-01", "until": "2020-11-30"}
    since = DayInput(label="Published from this day", required=False)
    until = DayInput(label="Published until this day", required=False)


class DayFilter(ListFilter):
    """A day of the Document Log."""

    examples: ClassVar = {"on": "2020-11-29"}
    on = DayInput(label="The day; today by default", required=False)
