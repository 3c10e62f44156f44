"""What is due, when and from whom: steps of timetables, meetings and their papers and actions, cut-offs, comments,
conditions, consultations."""

from collections.abc import Iterable
from dataclasses import replace

from governance.meetings.queries.meetings import READERS
from governance.watch.due.actions import actions
from governance.watch.due.consultations import consultations
from governance.watch.due.entry import Due
from governance.watch.due.meetings import gatherings
from governance.watch.due.regression import own_days
from governance.watch.due.requests import comments, conditions
from governance.watch.due.timetables import cut_offs, published_days, steps, windows
from modifications.models.impacts import Participant
from releases.models.releases import Release
from releases.queries import releases
from secrel.core.changes.permissions import Permission
from secrel.core.models.people import User
from secrel.core.values.present import present

CATEGORIES = dict(Participant.choices)
"""Categories of Parties, and the DCC, as in the participant matrix."""


def due_for(user: User | None) -> list[Due]:
    """Everything in a person's calendar, by date; for None, the public calendar.

    Deadlines of consultations are in all of them. SECAS sees current release dates, others published ones. Meetings are
    those of bodies whose meetings the person may see; comments and conditions are those due from the person's bodies,
    regression testing from their own organisation. Actions are
    their own and those of meetings that they may see.
    """
    held = user.permissions() if user else frozenset()
    rows = [*steps(), *windows(), *cut_offs()] if Permission.READ_DRAFTS in held else [*published_days(user)]
    rows += consultations(user)
    if user and READERS & held:
        rows += gatherings(user)
    if user:
        rows += [*comments(user), *conditions(user), *own_days(user), *actions(user)]
    return in_order(rows)


def in_order(rows: Iterable[Due]) -> list[Due]:
    """By date; entries after the end of their release's sources say so."""
    ends = {row.name: row for row in releases().exclude(sources_until=None)}
    return sorted(
        (_marked(row, ends.get(row.place)) for row in rows), key=lambda row: (row.on, row.begins, row.key)
    )


def _marked(row: Due, ended: Release | None) -> Due:
    if ended is None or row.is_done or row.on <= present(ended.sources_until):
        return row
    return replace(row, sources=ended.sources_end)
