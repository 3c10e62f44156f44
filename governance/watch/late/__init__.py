"""What is late or due soon on a day: one function for each subject, each with a constant number of queries."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from governance.watch.late import (
    actions,
    baselines,
    comments,
    cut_offs,
    going_live,
    notices,
    regression,
    steps,
    submissions,
)
from governance.watch.late.ended import Ended
from governance.watch.late.facts import FlagFacts, SweepDay

Subject = Callable[[SweepDay], Iterator[FlagFacts]]
SUBJECTS: tuple[Subject, ...] = (
    cut_offs.cut_offs,
    baselines.baselines,
    baselines.dates_off_their_rule,
    going_live.going_live,
    going_live.outside_window,
    going_live.unpermitted_moves,
    submissions.evidence,
    submissions.deliverables,
    regression.regression,
    submissions.conditions,
    comments.comment_periods,
    steps.unconfirmed,
    notices.failed_publications,
    actions.actions,
)


def late_on(
    on: date, ended: Ended | None = None, subjects: Iterable[Subject] = SUBJECTS
) -> dict[str, FlagFacts]:
    """The facts of each flag that a day calls for, by its `thing`; none of releases whose sources have ended."""
    day, ended = SweepDay.read(on), ended or Ended.read()
    found = (one for subject in subjects for one in subject(day))
    return {one.thing: one for one in found if not ended.concerns(one)}
