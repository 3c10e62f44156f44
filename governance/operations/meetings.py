"""Meetings of bodies."""

from datetime import date

from governance.models import Meeting
from secrel.core.changes import Actor, operation, record
from secrel.core.errors import RuleBroken
from secrel.core.models import Body
from secrel.core.permissions import Permission
from secrel.core.queries import working_days


@operation("governance.plan_meeting", Permission.EDIT_RELEASES)
def plan_meeting(*, by: Actor, body: Body, on: date) -> Meeting:
    """Enter a meeting; a body meets on Working Days, once a day."""
    if not working_days().is_working_day(on):
        raise RuleBroken(f"{on:%d %b %Y} is no Working Day. Choose another day.", field="meeting_on")
    meeting, created = Meeting.objects.get_or_create(body=body, on=on)
    if not created:
        raise RuleBroken(f"The {body} meets on that day already.", field="meeting_on")
    record(target=f"meetings/{body.key}/{on}", label=str(meeting), changes={"on": [None, on]}, on=on)
    return meeting
