"""What a person has to do, what is due, what is new, and what was told to them: as the pages show it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from governance.watch.due.entry import Due
from governance.watch.forms.lists import (
    CalendarFilter,
    CountFilter,
    HolidayFilter,
    NewsFilter,
    TaskFilter,
)
from governance.watch.pages import entries, in_days, is_of
from governance.watch.queries.holidays import holidays_of
from governance.watch.queries.news import news_for
from governance.watch.queries.waits import places, waits
from governance.watch.waiting.now import ShownTask, tasks_now
from releases.models.cut_offs import CutOffDefault
from releases.models.releases import Release
from secrel.core.api.places import Found
from secrel.core.api.twins import Listing, Resource
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.models.calendar import LeadTime
from secrel.core.models.people import Body, User
from secrel.core.models.subscriptions import News
from secrel.core.people.queries import working_days
from secrel.core.templatetags.ui import SOON

DAY, DAY_OR_NONE = serializers.DateField(), serializers.DateField(allow_null=True)


def signed_in(request: Request) -> User:
    """The person who asks. Raises PermissionDenied for the public, which is answered as 401."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def _reader(request: Request) -> User | None:
    return request.user if request.user.is_authenticated else None


def _tasks(
    request: Request,
    found: Found,
    *,
    group: str = "",
    owner: str = "",
    due: str = "",
    release: Release | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[dict[str, Any]]:
    now = tasks_now(signed_in(request), today())
    rows = [(key, label, task, False) for key, (label, tasks) in now.groups.items() for task in tasks]
    rows += [("", "", task, True) for task in now.away]
    return [
        _task(key, label, task, is_away)
        for key, label, task, is_away in sorted(rows, key=lambda row: (row[2].urgency, row[2].code))
        if (not group or key == group)
        and (not owner or is_away == (owner == "colleague"))
        and (not due or _is_due(task, due, now.on))
        and (release is None or task.release_slug == release.slug)
        and (since is None or (task.when is not None and task.when >= since))
        and (until is None or (task.when is not None and task.when <= until))
    ]


def _is_due(task: ShownTask, due: str, on: date) -> bool:
    if due == "undated":
        return task.when is None
    soon = task.when is not None and on <= task.when <= on + timedelta(SOON)
    return task.is_overdue(on) if due == "overdue" else soon


def _task(key: str, label: str, task: ShownTask, is_away: bool) -> dict[str, Any]:
    handover = task.handover
    return {
        **{name: getattr(task, name) for name in ("code", "act", "what", "path", "note", "label")},
        "group": key,
        "group_label": label,
        "due_on": task.when,
        "release": task.release_slug,
        "go_live_on": task.go_live_on,
        "may_be_handed_over": not task.is_own,
        "is_with_a_colleague": is_away,
        "given_by": handover.given_by if handover else "",
        "given_to": handover.given_to if handover else "",
        "given_until": handover.until_on if handover else None,
    }


TASKS = Listing(
    "tasks/",
    {
        **dict.fromkeys(("code", "group", "group_label", "act", "what", "path", "note", "label"), str),
        "due_on": DAY_OR_NONE,
        "release": str,
        "go_live_on": DAY_OR_NONE,
        "may_be_handed_over": bool,
        "is_with_a_colleague": bool,
        "given_by": str,
        "given_to": str,
        "given_until": DAY_OR_NONE,
    },
    rows=_tasks,
    filters=TaskFilter,
    about="Your tasks, the most urgent first, and those that you handed to a colleague.",
    example={
        "code": "0123456789abcdef",
        "group": "review",
        "group_label": "To review",
        "act": "Review the evidence",
        "what": "June 2021: criterion testing-1",
        "path": "/releases/june-2021/criteria/testing-1/",
        "note": "",
        "label": "Submitted",
        "due_on": "2021-06-04",
        "release": "june-2021",
        "go_live_on": "2021-06-24",
        "may_be_handed_over": True,
        "is_with_a_colleague": False,
        "given_by": "",
        "given_to": "",
        "given_until": None,
    },
)


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
        for row in entries(_reader(request), body.key if body else "", category)
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


def _news(
    request: Request, found: Found, *, topic: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[News]:
    rows = news_for(_reader(request), topic)
    rows = rows.filter(on__gte=since) if since else rows
    return rows.filter(on__lte=until) if until else rows


NEWS = Listing(
    "news/",
    {
        "key": str,
        "kind": str,
        "on": DAY,
        "subject": str,
        "body": str,
        "path": str,
        "topics": list[str],
    },
    rows=_news,
    filters=NewsFilter,
    is_public=True,
    about="The news that you may read, the newest first.",
)
MESSAGES = Listing(
    "messages/",
    {
        "subject": str,
        "body": str,
        "path": str,
        "why": str,
        "at": ("made_at", serializers.DateTimeField()),
    },
    rows=lambda request, found: signed_in(request).notifications.all(),
    about="The messages to you, the newest first.",
)


def _holders(request: Request, found: Found) -> Iterator[dict[str, Any]]:
    return (
        {"holder": row.holder, "steps": row.count, "longest": row.longest} for row in places(waits(today()))
    )


WAIT_PLACES = Resource(
    "waits/holders/",
    {"rows": list[dict]},
    read=lambda request, found: {"rows": _holders(request, found)},
    version=lambda found: None,
    needs=(Permission.READ_DRAFTS,),
    about="Who holds open steps: how many, and the longest wait in Working Days; the longest first.",
    example={"rows": [{"holder": "DCC", "steps": 3, "longest": 41}]},
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
RESOURCES: list[Resource] = [HOLIDAYS, COUNT, TASKS, CALENDAR, NEWS, MESSAGES, WAIT_PLACES]
TWINS: list[Any] = []
