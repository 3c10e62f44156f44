"""Meetings, and the days by which their papers are due."""

from collections.abc import Iterator

from governance.meetings.queries.meetings import meetings, papers_due
from governance.watch.due.entry import Due
from secrel.core.models.people import User
from secrel.core.people.queries import LeadTimes, working_days


def gatherings(user: User) -> Iterator[Due]:
    """Meetings that a person may see, and the days by which their papers are due."""
    calendar, leads = working_days(), LeadTimes()
    for row in meetings(user):
        key, place = f"meetings/{row.body.key}/{row.on}", str(row.body)
        facts = {
            "body": row.body.key,
            "is_off": row.state == "cancelled",
            "is_done": row.state == "held",
        }
        address = row.get_absolute_url()
        name = (
            f"The {row.body} decides by correspondence" if row.is_correspondence else f"The {row.body} meets"
        )
        yield Due.of_day(key, row.on, name, row.body.key, place, address, **facts)
        papers = papers_due(row, calendar, leads)
        what = f"Papers for the {row.body} of {row.on.day} {row.on:%b} are due"
        yield Due.of_day(f"{key}/papers", papers, what, "secas", place, address, **facts)
