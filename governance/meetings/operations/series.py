"""Recurring meetings: a body meets on the third Friday of each month, or the Working Day before it."""

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
    """Plan them all; what is planned on such a day already stays as it is."""
    if not 1 <= months <= LONGEST:
        raise RuleBroken(f"A series is 1 to {LONGEST} months long.", field="months")
    Body.objects.select_for_update(no_key=True).get(pk=body.pk)
    wanted = days_of_series(week, weekday, first, months, working_days())
    known = set(Meeting.objects.filter(body=body, on__in=wanted).values_list("on", flat=True))
    new = [day for day in wanted if day not in known]
    if not wanted:
        raise RuleBroken("No such day is in these months. Begin earlier, or plan more months.", field="first")
    if not new:
        raise RuleBroken(
            f"The {body} meets on each of these days already. Choose later months.", field="first"
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
