"""What follows from two contents of a RID: testing, costs, findings, and what changes in the document."""

from collections.abc import Iterator

from governance.documents.checks.findings import Severity
from governance.documents.pictures.timeline import windows_of
from governance.documents.rid.display import display_value
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import RidContent, Step
from governance.scenarios.effects.types import Effect, ReleaseFacts, Subject, Tone
from secrel.core.values.texts import joined

MOST_CHANGES = 100
"""Changes of a document that are listed."""


def testing(before: ReleaseFacts, after: ReleaseFacts) -> Iterator[Effect]:
    """Testing that appears or goes: with the modifications that impact the DCC's systems, and in the timetable."""
    was, now = _impacting(before.content), _impacting(after.content)
    path = f"{after.path}edit/timeline/"
    is_tested = after.content.testing.system_testing
    if now and not was:
        sentence = f"Testing appears: {_impact(now)} the DCC’s systems."
        if not is_tested:
            sentence += (
                " The release is document-only, so its timetable has no testing and its costs no stages."
            )
        yield Effect(Subject.TESTING, sentence, Tone.NEITHER if is_tested else Tone.WORSE, path=path)
    elif was and not now:
        sentence = f"Testing goes: without {joined(was)}, nothing in the scope impacts the DCC’s systems."
        yield Effect(Subject.TESTING, sentence, path=path)
    elif added := [name for name in now if name not in was]:
        yield Effect(
            Subject.TESTING, f"There is more to test: {_impact(added)} the DCC’s systems.", path=path
        )
    elif gone := [name for name in was if name not in now]:
        yield Effect(Subject.TESTING, f"There is less to test, without {joined(gone)}.", path=path)
    earlier, later = stages(before.content.timeline), stages(after.content.timeline)
    for stage in dict.fromkeys([*earlier, *later]):
        old, new = earlier.get(stage, ""), later.get(stage, "")
        if old != new:
            said = f"{stage}: {new or 'no dates'}, not {old or 'without dates'}."
            yield Effect(Subject.TESTING, said, Tone.NEITHER, stage, old, new, path)


def _impact(names: list[str]) -> str:
    return f"{joined(names)} {'impacts' if len(names) == 1 else 'impact'}"


def _impacting(content: RidContent) -> list[str]:
    return [
        f"{entry.ref} part {entry.part}" if entry.part else entry.ref
        for entry in content.scope.entries
        if entry.impacts_dcc_systems
    ]


def stages(timeline: tuple[Step, ...]) -> dict[str, str]:
    """The windows of testing in a timetable, in words."""
    return {
        window.words: window.label
        for window in windows_of((step.event, step.when.value) for step in timeline)
    }


def costs(before: ReleaseFacts, after: ReleaseFacts) -> Iterator[Effect]:
    """Totals that differ, with the difference where both are amounts."""
    old, new = before.content.costs, after.content.costs
    was, now = display_value(old.dcc_total), display_value(new.dcc_total)
    if was != now:
        more = _difference(old.dcc_total.amount, new.dcc_total.amount)
        sentence = f"The DCC’s costs in total: {was} before, {now} after{more}."
        yield Effect(
            Subject.COSTS, sentence, Tone.NEITHER, "DCC costs in total", was, now, f"{after.path}edit/costs/"
        )


def _difference(before: str | None, after: str | None) -> str:
    if before is None or after is None:
        return ""
    difference = float(after) - float(before)
    return f" ({'+' if difference > 0 else '−'}£{abs(difference):,.0f})"


def findings(before: ReleaseFacts, after: ReleaseFacts) -> Iterator[Effect]:
    """Findings of the document checks that are new or gone, or state other figures of the same place."""
    was = {row.key: row for row in before.findings}
    now = {row.key: row for row in after.findings}
    gone = {(row.rule, row.path, row.about): row for key, row in was.items() if key not in now}
    path = f"{after.path}checks/"
    for row in (row for key, row in now.items() if key not in was):
        name = row.severity.value
        earlier = gone.pop((row.rule, row.path, row.about), None)
        if earlier and earlier.severity is row.severity:
            sentence = f"Still {_article(name)}: {row.message}"
            yield Effect(Subject.FINDINGS, sentence, Tone.NEITHER, "", earlier.message, row.message, path)
        else:
            tone = Tone.NEITHER if row.severity is Severity.NOTE else Tone.WORSE
            yield Effect(Subject.FINDINGS, f"New {name}: {row.message}", tone, path=path)
    for row in gone.values():
        tone = Tone.NEITHER if row.severity is Severity.NOTE else Tone.BETTER
        yield Effect(Subject.FINDINGS, f"No longer {_article(row.severity.value)}: {row.message}", tone)


def _article(name: str) -> str:
    return f"an {name}" if name == "error" else f"a {name}"


def changes(before: ReleaseFacts, after: ReleaseFacts) -> Iterator[Effect]:
    """Every fact of the document that differs."""
    found = RID_KIND.compare(before.content, after.content)
    for row in found[:MOST_CHANGES]:
        what = f"{row.section_name}: {row.label}" if row.label else row.section_name
        sentence = f"{what}: {row.before or 'nothing'} becomes {row.after or 'nothing'}."
        yield Effect(Subject.CHANGES, sentence, Tone.NEITHER, what, row.before, row.after)
    if len(found) > MOST_CHANGES:
        yield Effect(Subject.CHANGES, f"And {len(found) - MOST_CHANGES} more changes.")
