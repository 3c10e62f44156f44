"""Actions of meetings that are near their due day or overdue."""

from collections.abc import Iterator

from governance.meetings.models import Action
from governance.watch.late.facts import FlagFacts, SweepDay, day_text
from governance.watch.models import FlagKind


def actions(day: SweepDay) -> Iterator[FlagFacts]:
    """One flag for each open action. SECAS chases the owner, who has the action among their tasks."""
    rows = Action.objects.filter(state="open").select_related("meeting__body", "owner")
    for row in rows.order_by("due_on", "number"):
        kind = day.near_or_late(row.due_on, FlagKind.ACTION_DUE, FlagKind.ACTION_OVERDUE)
        if kind:
            yield FlagFacts(
                thing=f"actions/{row.number}",
                kind=kind,
                due_on=row.due_on,
                sentence=f"{row}, {row.who}: “{_cut(row.what)}” is due by {day_text(row.due_on)}.",
                path=row.get_absolute_url(),
            )


def _cut(what: str) -> str:
    return what if len(what) <= 200 else f"{what[:199]}…"
