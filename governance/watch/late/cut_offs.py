"""Targeted modifications whose cut-off is near or past without an approval, or whose decision comes too late."""

from collections.abc import Iterator
from datetime import date

from governance.watch.late.facts import FlagFacts, SweepDay, date_text, day_text
from governance.watch.models import FlagKind
from modifications.models.progress import NextStep
from releases.cut_offs import CutOff
from releases.models.scope import ScopeItem
from releases.queries import awaiting_approval
from releases.queries import cut_offs as cut_offs_in_force


def cut_offs(day: SweepDay) -> Iterator[FlagFacts]:
    default_cut_offs = cut_offs_in_force()
    decided_by = _decisions()
    for item in awaiting_approval():
        cut_off = default_cut_offs.of(item)
        if cut_off is None:
            continue
        kind, sentence = _state(day, item, cut_off, decided_by.get(item.part.modification_id))
        if kind:
            yield FlagFacts(
                thing=f"scope/{item.pk}/cut-off",
                kind=kind,
                due_on=cut_off.on,
                sentence=sentence,
                path=f"/releases/{item.release.slug}/scope/{item.part.address}/",
                release_id=item.release_id,
                item_id=item.pk,
            )


def _state(day: SweepDay, item: ScopeItem, cut_off: CutOff, step: NextStep | None) -> tuple[str, str]:
    name = f"{item.part} in the {item.release.short_name.removesuffix(' Release')} Release"
    by = f"{day_text(cut_off.on)}{f', {cut_off.rule}' if cut_off.rule else ''}"
    if day.on > cut_off.on:
        return FlagKind.CUT_OFF_PASSED, f"{name}: not approved by its cut-off of {by}."
    if step and _earliest(step) > cut_off.on:
        when = f"{'by' if step.by_then else step.expected.preposition} {date_text(step.expected)}"
        expected = f"{step.step} is expected {when}"
        return FlagKind.DECISION_LATE, f"{name}: {expected}, after its cut-off of {by}."
    if day.is_near(cut_off.on):
        return FlagKind.CUT_OFF_NEAR, f"{name}: not approved yet; its cut-off is {by}."
    return "", ""


def _earliest(step: NextStep) -> date:
    """The first day on which the step is expected; a step expected "by" a day counts as of that day."""
    begins, ends = step.expected.interval()
    return ends if step.by_then else begins


def _decisions() -> dict[int, NextStep]:
    """The last open, dated step that decides on each modification, by the modification's primary key."""
    rows = NextStep.objects.filter(outcome="", decides=True).exclude(expected="").order_by("position")
    return {row.modification_id: row for row in rows}
