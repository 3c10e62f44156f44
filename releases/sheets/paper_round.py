"""The paper round as a sheet: the open steps of upcoming releases, least recently confirmed first."""

from collections import defaultdict
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from modifications.models.modifications import Modification
from modifications.models.progress import NextStep
from modifications.next_steps import StepFacts, decides_after
from modifications.sheets.base import EXPECTED, STEPS, body_column, body_of
from releases.models.scope import ScopeItem
from releases.operations.bulk import ModificationRound, save_round
from secrel.core.changes.errors import RuleBroken, Stale
from secrel.core.editing.sheets.columns import MODIFICATION, Column, DayColumn, PartialDateColumn, TickColumn
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow
from secrel.core.values.compiled import compiled
from secrel.core.web.addresses import address_of

DAY = DayColumn("", "")
COMING = ("planned", "system_baselined", "full_baselined", "go", "postponed")
ENTERED = ("step", "body", "expected", "by_then", "outcome")


class Listed(NamedTuple):
    """A modification of the paper round, and the short names of its upcoming releases."""

    pk: int
    reference: str
    title: str
    token: int
    releases: list[str]


@compiled
def _upcoming() -> QuerySet[ScopeItem, tuple[Any, ...]]:
    items = ScopeItem.objects.filter(release__life__in=COMING).exclude(status="out")
    modification = [f"part__modification__{name}" for name in ("pk", "reference", "title", "token")]
    return items.order_by("release__go_live_on").values_list(*modification, "release__name")


@compiled
def _steps_of(modifications: tuple[int, ...]) -> QuerySet[NextStep]:
    return NextStep.objects.filter(modification__in=modifications).select_related("body")


class PaperRound(Sheet):
    caption = "Paper round"
    head = "Modification"
    head_aliases = MODIFICATION
    distinguished_by = ("step",)
    identity = ("step",)

    def __init__(self, today: date) -> None:
        self.today = today
        self.columns = (
            TickColumn("confirm", "Confirmed today", aliases=("Confirm",)),
            Column(
                "step",
                "Step",
                max_length=160,
                size="area",
                hint="required in a row with other entries",
                aliases=STEPS,
            ),
            body_column(),
            PartialDateColumn("expected", "Expected", aliases=EXPECTED),
            TickColumn("by_then", "By that date", aliases=("By then",)),
            Column(
                "outcome", "Outcome", hint="empty: open", max_length=160, size="area", aliases=("Result",)
            ),
            Column("confirmed", "Last confirmed", read_only=True, aliases=("Confirmed", "Confirmed on")),
            Column("release", "Releases", read_only=True, aliases=("In", "Release", "In release")),
        )

    def modifications(self) -> dict[str, Listed]:
        """By reference, modifications in scope or candidates of upcoming releases."""
        found: dict[str, Listed] = {}
        for pk, reference, title, token, release in _upcoming():
            releases = found.setdefault(reference, Listed(pk, reference, title, token, [])).releases
            if (name := release.removesuffix(" SEC Release")) not in releases:
                releases.append(name)
        return found

    def steps(self, modifications: dict[str, Listed]) -> dict[str, list[NextStep]]:
        references = {row.pk: row.reference for row in modifications.values()}
        found: dict[str, list[NextStep]] = defaultdict(list)
        for step in _steps_of(tuple(references)):
            found[references[step.modification_id]].append(step)
        return found

    def stored(self) -> tuple[list[SheetRow], int]:
        modifications = self.modifications()
        steps = self.steps(modifications)
        rows = [
            (step.confirmed_on, self._row(modifications[reference], step))
            for reference in modifications
            for step in steps[reference]
            if not step.outcome
        ]
        rows += [
            (date.max, self._row(modifications[reference], None))
            for reference in modifications
            if all(step.outcome for step in steps[reference])
        ]
        rows.sort(key=lambda pair: pair[0])
        return [row for _, row in rows], sum(row.token for row in modifications.values())

    def _row(self, modification: Listed, step: NextStep | None) -> SheetRow:
        releases = ", ".join(modification.releases)
        cells = dict.fromkeys((*ENTERED, "confirm", "confirmed"), "") | {"release": releases}
        if step:
            cells |= {
                "step": step.step,
                "body": step.body.key if step.body else "",
                "expected": step.expected.label,
                "by_then": "1" if step.by_then else "",
                "confirmed": DAY.format(step.confirmed_on),
            }
        return SheetRow(
            f"{modification.reference}/{step.position if step else 0}",
            cells,
            head=modification.reference,
            hint=modification.title,
            href=address_of("modification", modification.reference),
            locked=() if step else ("confirm",),
            fixed=True,
        )

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        modifications = self.modifications()
        steps = self.steps(modifications)
        if (now := sum(row.token for row in modifications.values())) != token:
            raise Stale("Somebody else has changed the next steps.", theirs={}, token=now)
        of_modification: dict[str, list[EditedRow]] = defaultdict(list)
        for entry in entries:
            if entry.values:
                of_modification[entry.key.split("/")[0]].append(entry)
        rounds = []
        rows = {row.reference: row for row in Modification.objects.filter(reference__in=of_modification)}
        for reference, changed in of_modification.items():
            modification = rows[reference]
            ticked = tuple(int(e.key.split("/")[1]) for e in changed if e.values.get("confirm"))
            is_changed = any(set(ENTERED) & set(entry.values) for entry in changed)
            written = _steps(steps[reference], changed) if is_changed else None
            rounds.append(ModificationRound(modification, written, ticked, modifications[reference].token))
        save_round(rounds=rounds, **common)


def _steps(existing: list[NextStep], changed: list[EditedRow]) -> list[tuple[Any, ...]]:
    entered = {int(entry.key.split("/")[1]): entry.values for entry in changed}
    rows = []
    for step in existing:
        cells = entered.get(step.position, {})
        stored = {
            "step": step.step,
            "expected": step.expected,
            "by_then": step.by_then,
            "outcome": step.outcome,
        }
        body = body_of(cells["body"]) if "body" in cells else step.body
        if not cells.get("step", step.step):
            raise RuleBroken("A step cannot be emptied. Enter its outcome if it is over.")
        facts = stored | {name: cells[name] for name in stored if name in cells}
        decides = decides_after(step, cells)
        rows.append(
            StepFacts(
                facts["step"],
                body,
                str(facts["expected"]),
                facts["by_then"],
                facts["outcome"],
                decides,
                was=step.step,
            )
        )
    if first := entered.get(0):
        expected = str(first.get("expected") or "")
        body = body_of(first.get("body", ""))
        if not first.get("step"):
            raise RuleBroken("Enter the step in the row as well.")
        rows.append(
            (first.get("step", ""), body, expected, first.get("by_then", False), first.get("outcome", ""))
        )
    return rows
