"""Where the modifications of a release stand, as a sheet: status, cut-off, whether DCC Systems change, what comes next.

What a releases update paper says becomes proposals for its cells.
"""

from collections import defaultdict
from typing import Any

from modifications.models.progress import NextStep
from modifications.queries import find_part
from modifications.sheets.base import EXPECTED, STEPS
from releases.models.releases import Release, Section
from releases.models.scope import ScopeItem
from releases.operations.planning.standing import UNCHANGED, Standing, set_standings
from releases.queries import section_token
from releases.workflow import SCOPE
from secrel.core.editing.sheets.columns import (
    MODIFICATION,
    ChoiceColumn,
    DayColumn,
    LookupColumn,
    PartialDateColumn,
)
from secrel.core.editing.sheets.columns import Column as TextColumn
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow

YES, NO = "yes", "no"
IMPACTS = {YES: True, NO: False, "": None}
DAY = DayColumn("", "")


class StandingSheet(Sheet):
    key = "standing"
    caption = "Where modifications stand"
    add = "modification"
    named_by = "part"
    identity = ("part",)
    columns = (
        LookupColumn(
            "part",
            "Modification",
            required="Enter the modification, such as MP153.",
            find=find_part,
            name_of=str,
            aliases=MODIFICATION,
        ),
        ChoiceColumn(
            "status",
            "Status",
            choices=tuple((key, state.label) for key, state in SCOPE.states.items()),
            default="candidate",
            size="choice",
            aliases=("Standing", "Scope status"),
        ),
        DayColumn("cut_off", "Cut-off", hint="empty: the default", aliases=("Cut-off date", "Decision by")),
        ChoiceColumn(
            "impacts",
            "Impacts DCC Systems",
            choices=(("", "–"), (YES, "Yes"), (NO, "No")),
            size="choice",
            words=(("✓", YES), ("x", YES), ("n/a", NO)),
            aliases=("Impacts DCC Systems?", "DCC Systems"),
        ),
        TextColumn("step", "Next step", max_length=160, size="area", aliases=STEPS),
        PartialDateColumn("expected", "Expected", aliases=EXPECTED),
    )

    def __init__(self, release: Release) -> None:
        self.release = release

    def items(self) -> list[ScopeItem]:
        return list(self.release.scope.select_related("part__modification"))

    def stored(self) -> tuple[list[SheetRow], int]:
        token = section_token(self.release, Section.Key.SCOPE)
        items = self.items()
        steps: dict[int, list[NextStep]] = defaultdict(list)
        for step in NextStep.objects.filter(
            modification__in=[item.part.modification_id for item in items], outcome=""
        ):
            steps[step.modification_id].append(step)
        return [_row(item, steps[item.part.modification_id][:1]) for item in items], token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        parts = {item.part.address: item.part for item in self.items()}
        rows = [_standing(parts.get(entry.key), entry.values) for entry in entries if entry.values]
        set_standings(release=self.release, standings=rows, token=token, **common)


def _row(item: ScopeItem, steps: list[NextStep]) -> SheetRow:
    modification, step = item.part.modification, next(iter(steps), None)
    impacts = {value: key for key, value in IMPACTS.items()}
    return SheetRow(
        item.part.address,
        {
            "part": str(item.part),
            "status": item.status,
            "cut_off": DAY.format(item.cut_off_on),
            "impacts": impacts[modification.impacts_dcc_systems],
            "step": step.step if step else "",
            "expected": step.expected.label if step else "",
        },
        hint=modification.title,
        fixed=True,
        locked=("part",),
        href=modification.get_absolute_url(),
    )


def _standing(part: Any, values: dict[str, Any]) -> Standing:
    impacts = IMPACTS[values["impacts"]] if "impacts" in values else UNCHANGED
    if part is None:
        step = values.get("step") or UNCHANGED
        expected = values.get("expected") or UNCHANGED
        impacts = UNCHANGED if impacts is None else impacts
        return Standing(values["part"], values["status"], values.get("cut_off"), impacts, step, expected)
    return Standing(
        part,
        values.get("status", UNCHANGED),
        values.get("cut_off", UNCHANGED),
        impacts,
        values.get("step", UNCHANGED),
        values.get("expected", UNCHANGED),
    )
