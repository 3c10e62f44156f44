"""Regression testing plans and results that Test Participants have not declared, near their due day or after it."""

from collections.abc import Iterator

from governance.watch.due.regression import missing_by_release
from governance.watch.late.facts import FlagFacts, SweepDay, day_text
from governance.watch.models import FlagKind


def regression(day: SweepDay) -> Iterator[FlagFacts]:
    """One flag for each release and kind of declaration. The DCC asks for them, so it is theirs."""
    for release, kind, due, rows in missing_by_release():
        late = day.near_or_late(due, FlagKind.REGRESSION_DUE, FlagKind.REGRESSION_OVERDUE)
        if late:
            count = len(rows)
            who = "1 Test Participant has" if count == 1 else f"{count} Test Participants have"
            yield FlagFacts(
                thing=f"releases/{release.slug}/regression/{kind.value}",
                kind=late,
                due_on=due,
                sentence=f"{release.name}: {who} not declared {'its' if count == 1 else 'their'} {kind.phrase}, due by "
                f"{day_text(due)}.",
                path=f"/releases/{release.slug}/regression/",
                release_id=release.pk,
                owner_id=day.bodies["dcc"].pk,
            )
