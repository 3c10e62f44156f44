"""Next steps of modifications that have not been confirmed for a month."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import groupby

from governance.watch.late.facts import FlagFacts, SweepDay, day_text
from governance.watch.models import FlagKind
from modifications.models.progress import NextStep

FRESH = timedelta(days=30)
ENDED = ("implemented", "rejected", "withdrawn")


def unconfirmed(day: SweepDay) -> Iterator[FlagFacts]:
    """One flag for each modification, for the step whose confirmation is oldest."""
    rows = NextStep.objects.filter(outcome="", confirmed_on__lt=day.on - FRESH)
    rows = rows.exclude(modification__stage__in=ENDED).select_related("modification")
    for modification, group in groupby(
        rows.order_by("modification_id", "confirmed_on", "position"), key=lambda row: row.modification
    ):
        steps = list(group)
        first, last = steps[0].confirmed_on, steps[-1].confirmed_on
        others = (
            f"; {len(steps)} steps are open, the latest confirmed on {day_text(last)}"
            if len(steps) > 1
            else ""
        )
        yield FlagFacts(
            thing=f"modifications/{modification.pk}/steps",
            kind=FlagKind.STEP_UNCONFIRMED,
            due_on=first + FRESH,
            sentence=f"{modification.reference}: “{steps[0].step}” was last confirmed on {day_text(first)}{others}.",
            path=f"/modifications/{modification.reference}/edit/steps/",
            modification_id=modification.pk,
        )
