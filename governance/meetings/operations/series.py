"""Recurring meetings, such as on the third Friday of each month or the Working Day before it."""

from datetime import date

from governance.meetings.models import Meeting
from governance.meetings.operations.meeting_news import announce_series
from governance.meetings.operations.meetings import plan_meeting
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.series import WEEKDAYS, WEEKS, days_of_series
from secrel.core.models.people import Body
from secrel.core.people.queries import working_days

LONGEST = 24  # months


@operation("governance.plan_series", Permission.PLAN_MEETINGS)
def plan_series(*, by: Actor, body: Body, week: int, weekday: int, first: date, months: int) -> list[Meeting]:
    """Plan all meetings of the series. Meetings that are already planned on these days stay as they are."""
    if not 1 <= months <= LONGEST:
        raise RuleBroken(f"Enter a number of months from 1 to {LONGEST}.", field="months")
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    days = days_of_series(week, weekday, first, months, working_days())
    planned_days = set(Meeting.objects.filter(body=body, on__in=days).values_list("on", flat=True))
    new = [day for day in days if day not in planned_days]
    if not days:
        raise RuleBroken("These months have no such day. Start earlier, or plan more months.", field="first")
    if not new:
        raise RuleBroken(
            f"The {body} already has a meeting on each of these days. Choose later months.", field="first"
        )
    planned = [plan_meeting(by=by, body=body, on=day, in_series=True) for day in new]
    announce_series(planned)
    record(
        target=Target.MEETINGS(body.key),
        label=f"Meetings of the {body}: {WEEKS[week].lower()} {WEEKDAYS[weekday]} of the month",
        changes={"planned": [None, [str(day) for day in new]]},
        on=new[0],
    )
    return planned
