"""Evidence, testing deliverables and conditions that are due by a day."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from governance.acceptance.models import Condition
from governance.acceptance.queries.evidence_due import evidence_due, rows_by_step
from governance.criteria.models import Criterion
from governance.watch.due.testing import deliverables_due
from governance.watch.late.facts import FlagFacts, SweepDay, day_text
from governance.watch.models import FlagKind
from releases.workflow import COMING

UNDATED = timedelta(days=60)
"""How long before the go-live evidence without a due date is flagged."""


def evidence(day: SweepDay) -> Iterator[FlagFacts]:
    """One flag for each body and category of a release whose criteria lack evidence.

    Where the timetable gives no day for it, the go-live counts, from UNDATED before it.
    """
    rows = Criterion.objects.filter(state="open", release__life__in=COMING)
    rows = rows.select_related("release", "owner", "reviewer").order_by(
        "release__slug", "category", "owner__order", "number"
    )
    dated = rows_by_step()
    for (release, category, owner), group in groupby(rows, key=lambda r: (r.release, r.category, r.owner)):
        missing = list(group)
        due = evidence_due(dated.get(release.pk, {}), missing[0], day.calendar, day.leads)
        count = len(missing)
        what = f"{count} {category} {'criterion lacks' if count == 1 else 'criteria lack'} evidence from"
        if due:
            kind = day.near_or_late(due, FlagKind.EVIDENCE_DUE, FlagKind.EVIDENCE_OVERDUE)
            until = f", due on {day_text(due)}."
        else:
            due = release.go_live_on
            kind = FlagKind.EVIDENCE_UNDATED if due and day.on >= due - UNDATED else None
            until = (
                f", and the timetable gives no day for it. The go-live is on {day_text(due)}." if due else ""
            )
        if due and kind:
            yield FlagFacts(
                thing=f"releases/{release.slug}/evidence/{category}/{owner.key}",
                kind=kind,
                due_on=due,
                sentence=f"{release.name}: {what} {owner.the}{until}",
                path=f"/releases/{release.slug}/criteria/",
                release_id=release.pk,
                owner_id=owner.pk,
            )


def deliverables(day: SweepDay) -> Iterator[FlagFacts]:
    """Rows of timetables whose deliverables the DCC has not submitted yet."""
    for row, due, names in deliverables_due():
        kind = day.near_or_late(due, FlagKind.DELIVERABLE_DUE, FlagKind.DELIVERABLE_OVERDUE)
        if kind:
            yield FlagFacts(
                thing=f"releases/{row.release.slug}/testing/{row.key}",
                kind=kind,
                due_on=due,
                sentence=f"{row.release.name}: {names}, due from the DCC by {day_text(due)}.",
                path=f"/releases/{row.release.slug}/testing/",
                release_id=row.release_id,
                owner_id=day.bodies["dcc"].pk,
            )


def conditions(day: SweepDay) -> Iterator[FlagFacts]:
    """Conditions of decisions that are not closed near or after their due date."""
    rows = Condition.objects.outstanding().select_related("release", "owner")
    for row in rows.order_by("release__slug", "number"):
        kind = day.near_or_late(row.due_on, FlagKind.CONDITION_DUE, FlagKind.CONDITION_OVERDUE)
        if kind:
            state = "reported as met and not closed" if row.state == "reported" else "open"
            yield FlagFacts(
                thing=f"releases/{row.release.slug}/conditions/{row.number}",
                kind=kind,
                due_on=row.due_on,
                sentence=f"{row}: {state}, due from {row.owner.the} by {day_text(row.due_on)}.",
                path=f"/releases/{row.release.slug}/criteria/",
                release_id=row.release_id,
                owner_id=row.owner_id,
            )
