"""What is due, bank holidays and Working Days."""

from datetime import date
from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from governance.watch.due.entry import Due
from governance.watch.forms.lists import CalendarFilter, CountFilter, HolidayFilter
from governance.watch.pages import entries_now, in_days, is_of
from governance.watch.queries.holidays import holidays_of
from releases.models.cut_offs import CutOffDefault
from releases.models.releases import Release
from secrel.core.api.places import Found
from secrel.core.api.twins import Listing, Resource
from secrel.core.dates.clock import today
from secrel.core.models.calendar import LeadTime
from secrel.core.models.people import Body
from secrel.core.people.queries import working_days

DAY = serializers.DateField()


def _due(
    request: Request,
    found: Found,
    *,
    body: Body | None = None,
    category: tuple[str, ...] = (),
    release: Release | None = None,
    state: str = "",
    since: date | None = None,
    until: date | None = None,
) -> list[Due]:
    states = {
        "coming": lambda row: not row.is_done and not row.is_off and row.on >= today(),
        "done": lambda row: row.is_done,
        "off": lambda row: row.is_off,
    }
    return [
        row
        for row in entries_now(
            request.user if request.user.is_authenticated else None, body.key if body else "", category
        )
        if in_days(row, since, until)
        and (release is None or is_of(row, release))
        and (not state or states[state](row))
    ]


CALENDAR = Listing(
    "calendar/",
    {
        "key": str,
        "begins": DAY,
        "on": DAY,
        "label": str,
        "what": str,
        "responsible": ("acting_body", str),
        "place": str,
        "path": str,
        "is_done": bool,
        "is_off": bool,
        **dict.fromkeys(("note", "stated", "sources", "impact"), str),
    },
    rows=_due,
    filters=CalendarFilter,
    is_public=True,
    about="What is due, when and from whom, as far as you may see it, by day. With state=coming as the page shows it. "
    "The field “stated” says that a body decided on the day after the published RID, which still says another.",
    example={
        "key": "releases/june-2020/timeline/release-go-live",
        "begins": "2020-05-06",
        "on": "2020-05-06",
        "label": "6 May 2020",
        "what": "Release go-live",
        "responsible": "secas",
        "place": "June 2020 SEC Release",
        "path": "/releases/june-2020/#timeline",
        "is_done": True,
        "is_off": False,
        "note": "",
        "stated": "Decided by the Panel on 13 March 2020; the published RID 2.0 still says 25 June 2020",
        "sources": "",
        "impact": "",
    },
)


def _holidays(request: Request, found: Found, year: int | None = None) -> dict[str, Any]:
    shown = year or today().year
    rows = holidays_of(shown)
    names = ("on", "name", "division", "source", "counts")
    leads = LeadTime.objects.select_related("body").order_by("body__order", "from_on")
    defaults = CutOffDefault.objects.order_by("path", "from_on")
    return {
        "year": shown,
        "holidays": [{name: getattr(row, name) for name in names} for row in rows],
        "lead_times": [
            {name: getattr(row, name) for name in ("body", "from_on", "papers", "evidence", "source")}
            for row in leads
        ],
        "cut_offs": [
            {name: getattr(row, name) for name in ("path", "from_on", "working_days", "source")}
            for row in defaults
        ],
    }


HOLIDAYS = Resource(
    "calendar/holidays/",
    {"year": int, **dict.fromkeys(("holidays", "lead_times", "cut_offs"), list[dict])},
    read=_holidays,
    version=lambda found: None,
    filters=HolidayFilter,
    is_public=True,
    about="The bank holidays of a year with their corrections and sources (counts: false where a published holiday "
    "counts as a Working Day), lead times before meetings, and default cut-offs.",
    example={
        "year": 2021,
        "holidays": [
            {
                "on": "2021-01-01",
                "name": "New Year’s Day",
                "division": "England and Wales",
                "source": "Published calendar",
                "counts": True,
            }
        ],
        "lead_times": [],
        "cut_offs": [],
    },
)


def _counted(request: Request, found: Found, **entered: Any) -> dict[str, Any]:
    form = CountFilter(request.query_params.dict())
    form.is_valid()
    return {"sentence": form.result(working_days())}


COUNT = Resource(
    "calendar/working-days/",
    {"sentence": str},
    read=_counted,
    version=lambda found: None,
    filters=CountFilter,
    is_public=True,
    about="Counts Working Days from a day (days: -10 is ten before it), or between two days.",
    example={"sentence": "10 Working Days before 24 June 2021 is 10 June 2021."},
)
RESOURCES: list[Resource] = [CALENDAR, HOLIDAYS, COUNT]
TWINS: list[Any] = []
