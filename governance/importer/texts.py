"""Importing the timetable, test strategy, annexes, criteria and glossary of a document."""

from collections.abc import Iterable, Sequence
from datetime import date

from governance.acceptance.operations.criteria import set_criteria
from governance.composing.compose import NOTED, compose_section, standard_testing
from governance.documents.rid.types.rid import Acceptance, RidContent, Step
from releases.models.releases import Release, Section
from releases.operations.sections import set_notes
from releases.operations.testing import AnnexFacts, set_annexes, set_test_strategy
from releases.operations.timeline import PlannedRow, set_timeline
from releases.queries import printed_scope, section_notes
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.dates.partial_dates import TO_BE_SET, PartialDate
from secrel.core.models.people import Body


def take_over_timeline(by: Actor, release: Release, content: RidContent, on: date) -> None:
    """Store the timetable and its notes, if they differ."""
    stored = compose_section(release, "timeline")
    if content.timeline != stored["timeline"]:
        set_timeline(by=by, release=release, rows=_rows(release, content.timeline), on=on, token=AS_STORED)
    _notes(by, release, Section.Key.TIMELINE, content.timeline_notes or (), on)


def take_over_testing(by: Actor, release: Release, content: RidContent, on: date) -> None:
    testing = content.testing
    for key in NOTED:
        _notes(by, release, key, (content.section_notes or {}).get(key, ()), on)
    if testing != compose_section(release, "testing")["testing"]:
        dcc, user = standard_testing(release, printed_scope(release))
        set_test_strategy(
            by=by,
            release=release,
            dcc_approach=None if testing.dcc_approach == dcc else list(testing.dcc_approach),
            user_approach=None if testing.user_approach == user else list(testing.user_approach),
            on=on,
            token=AS_STORED,
        )


def take_over_annexes(by: Actor, release: Release, content: RidContent, on: date) -> None:
    annexes = content.annexes or ()
    if annexes != compose_section(release, "annexes")["annexes"]:
        set_annexes(
            by=by,
            release=release,
            annexes=[
                AnnexFacts(
                    row.label,
                    row.title,
                    is_to_come=row.is_to_come,
                    expected=row.expected.value if row.expected and row.expected.date else TO_BE_SET,
                    owner=row.owner or "",
                )
                for row in annexes
            ],
            on=on,
            token=AS_STORED,
        )


def take_over_acceptance(by: Actor, release: Release, content: RidContent, on: date) -> None:
    acceptance = content.acceptance
    if acceptance != compose_section(release, "acceptance")["acceptance"]:
        _criteria(by, release, acceptance, on)
    _notes(by, release, Section.Key.ACCEPTANCE, acceptance.notes or (), on)


def _notes(by: Actor, release: Release, key: str, notes: Sequence[str], on: date) -> None:
    if list(notes) != section_notes(release)[key]:
        set_notes(by=by, release=release, key=key, notes=list(notes), on=on, token=AS_STORED)


def _rows(release: Release, steps: Iterable[Step]) -> list[PlannedRow]:
    go_live = PartialDate.of(release.go_live_on) if release.go_live_on else None
    rows, found = [], False
    for row in steps:
        planned = row.when.value
        is_go_live = not found and planned == go_live and "go-live" in row.event.lower()
        found = found or is_go_live
        label = row.when.label
        first = row.planned.value if row.planned and not is_go_live else TO_BE_SET
        rows.append(
            PlannedRow(
                row.event,
                row.notes,
                planned=TO_BE_SET if is_go_live else first or planned,
                replanned=planned if first else TO_BE_SET,
                label="" if label == planned.label else label,
                actual=row.actual.value if row.actual else TO_BE_SET,
                is_go_live=is_go_live,
                rule_days=row.rule.working_days if row.rule else None,
                rule_of=row.rule.of if row.rule else "",
                key=row.key,
            )
        )
    return rows


def _criteria(by: Actor, release: Release, acceptance: Acceptance, on: date) -> None:
    bodies = {body.short_name: body for body in Body.objects.all()}
    rows = []
    for entry in acceptance.criteria:
        category, number = entry.key.rsplit("-", 1)
        for role, name in (("owner", entry.owner), ("reviewer", entry.reviewer)):
            if name not in bodies:
                raise RuleBroken(
                    f"acceptance/criteria/{entry.key}/{role}: “{name}” is not a body here. Use one of these: "
                    f"{', '.join(bodies)}."
                )
        owner, reviewer = bodies[entry.owner], bodies[entry.reviewer]
        rows.append((category, acceptance.of(category)[int(number) - 1], owner, reviewer))
    set_criteria(as_published=True, by=by, release=release, criteria=rows, on=on, token=AS_STORED)
