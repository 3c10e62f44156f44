"""The steps that timetable rows stand for, the bodies responsible, and the actual dates of steps."""

from collections.abc import Collection
from datetime import date

from releases.models.releases import Release, Section
from releases.models.timeline import TimelineRow
from releases.operations.sections import lock_section
from releases.operations.timeline import note_actual
from releases.steps import SUBJECTS, Step
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import (
    SYSTEM,
    Actor,
    Token,
    operation,
    record,
    require_reason,
    take_token,
)
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates.partial_dates import PartialDate


@operation("releases.set_steps", Permission.EDIT_RELEASES)
def set_steps(
    *, by: Actor, row: TimelineRow, steps: Collection[str], body: str = "", token: Token, on: date
) -> TimelineRow:
    """Set the steps that a row stands for and the body responsible (empty: unchanged).

    Raises RuleBroken if another row of the timetable stands for one of the steps.
    """
    section = lock_section(row.release, Section.Key.TIMELINE)
    row = TimelineRow.objects.select_related("release").get(pk=row.pk)
    take_token(section, token, lambda: {"steps": row.steps, "body": row.body}, "The timetable")
    require_reason(row.release)
    if body and body not in SUBJECTS:
        raise RuleBroken("Choose one of the bodies listed.", field="body")
    for other in row.release.timeline.exclude(pk=row.pk).filter(steps__overlap=list(steps)):
        shared = Step(next(step for step in other.steps if step in steps)).label
        raise RuleBroken(
            f"“{other.event}” already stands for this step: {shared}. Remove it from that row first."
        )
    before, row.steps = row.steps, [step for step in Step.values if step in steps]
    body_before, row.body = row.body, body or row.body
    row.save(update_fields=["steps", "body"])
    record(
        target=Target.TIMELINE_ROW(row.release.slug, row.key),
        label=f"{row.event}, {row.release}",
        changes={"steps": [before, row.steps]}
        | ({"body": [body_before, row.body]} if body_before != row.body else {}),
        on=on,
    )
    return row


def record_step_date(release: Release, step: str, day: date, on: date) -> None:
    """Record the day of a step as the actual date of the first row that stands for it, unless one has a date."""
    row = release.timeline.filter(steps__contains=[step], actual="").order_by("position").first()
    if row is not None and not release.timeline.filter(steps__contains=[step]).exclude(actual="").exists():
        reason = f"{dict(Step.choices).get(step, step)}."
        note_actual(by=SYSTEM, row=row, actual=PartialDate.of(day), reason=reason, on=on)
