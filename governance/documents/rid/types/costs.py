"""The costs of a RID. Each line has a field for each stage, taken from the one list of stages."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import UNSET

from costs.figures import MOST_YEARS
from costs.stages import (
    COMBINED_STAGES,
    EXPECTED_STAGES,
    STAGE_KEY,
    STANDARD,
    TABLE_STAGES,
    Stage,
    ordered_stages,
)
from governance.documents.engine.facts import (
    ChangeRequestRef,
    Cost,
    Effort,
    Fact,
    ModificationRef,
    Texts,
    Unset,
    When,
    matching,
    named,
    with_fields,
)

StageKey = Annotated[str, matching(STAGE_KEY)]
FurtherCosts = Annotated[
    dict[StageKey, Cost] | Unset, named("further stages", about="costs of stages that 'stages' names")
]


class CostCells(Fact):
    """Costs by stage; those of stages that only this release has are in `further`."""

    if TYPE_CHECKING:
        further: FurtherCosts

    def of(self, stage: str) -> Cost | Unset:
        further = self.further or {}
        found: Cost | Unset = getattr(self, stage, UNSET) if stage in STANDARD else further.get(stage, UNSET)
        return found

    def stated(self, order: Iterable[str] = ()) -> dict[str, Cost]:
        """The stages that have a cost: those in `order` first, then the others in the order of the standard table."""
        stages = dict.fromkeys([*order, *STANDARD, *sorted(self.further or {})])
        return {stage: cost for stage in stages if (cost := self.of(stage))}


class StageName(Fact):
    """A stage of the cost table."""

    is_value = True
    key: StageKey
    name: str


class YearlyCost(Fact):
    """An operational cost of the DCC a year, and over which period: until `ends`, or for a number of `years`."""

    entry_text = "text"
    entry_name = "text"
    entry_phrase = "the yearly cost for “{}”"
    entry_noun = "yearly cost"
    text: Annotated[str, named("what for")]
    cost: Cost
    starts: Annotated[When | Unset, named(spoken="start")] = UNSET
    ends: Annotated[When | Unset, named(spoken="end")] = UNSET
    years: Annotated[int | Unset, named(spoken="number of years", minimum=1, maximum=MOST_YEARS)] = UNSET


class CostLine(CostCells):
    """A modification's row of the table."""

    entry_keys = ("ref",)
    entry_noun = "row of the cost table"
    ref: ModificationRef


class ChangeRequestLine(CostCells):
    """The share of a Change Request."""

    entry_keys = ("ref",)
    entry_noun = "row of the cost table"
    ref: ChangeRequestRef


class Combined(CostCells):
    """One assessment for several modifications. It replaces their own costs of its stages."""

    in_order = tuple(stage.value for stage in COMBINED_STAGES)
    shared_with: Annotated[Texts | Unset, named("shared with", listed="names")] = UNSET


def _with_stages(base: type[CostCells], stages: Iterable[Stage], required: Iterable[Stage] = ()) -> Any:
    """The type with a field for each stage; `ours` if secrel.rid/1 has no such stage."""
    hints = {
        stage.value: Annotated[
            Cost if stage in required else Cost | Unset,
            named(str(stage.label), ours=stage not in EXPECTED_STAGES),
        ]
        for stage in stages
    }
    return with_fields(
        base,
        hints | {"further": FurtherCosts},
        {*(one.value for one in stages if one not in required), "further"},
    )


if not TYPE_CHECKING:
    CostLine = _with_stages(CostLine, TABLE_STAGES, EXPECTED_STAGES)
    ChangeRequestLine = _with_stages(ChangeRequestLine, TABLE_STAGES)
    Combined = _with_stages(Combined, COMBINED_STAGES)


class Costs(Fact):
    dcc_total: Annotated[Cost, named("DCC costs, total", spoken="total DCC costs")]
    dcc_lines: Annotated[tuple[CostLine, ...], named("DCC costs", listed="any_order")]
    secas_implementation: Annotated[
        Effort | None, named("SECAS, implementation", spoken="SECAS effort for implementation")
    ]
    secas_project_management: Annotated[
        Effort | None, named("SECAS, project management", spoken="SECAS effort for project management")
    ]
    change_request_lines: Annotated[
        tuple[ChangeRequestLine, ...] | Unset,
        named("shares of Change Requests", ours=True, listed="any_order"),
    ] = UNSET
    operational: Annotated[Cost | Unset, named("operational costs")] = UNSET
    notes: Annotated[Texts | Unset, named(spoken="notes on the costs")] = UNSET
    combined: Annotated[Combined | Unset, named("combined assessment")] = UNSET
    yearly: Annotated[
        tuple[YearlyCost, ...] | Unset,
        named("operational costs a year", about="operational costs of the DCC a year"),
    ] = UNSET
    stages: Annotated[
        tuple[StageName, ...] | Unset,
        named(
            "cost stages",
            about="all stages of the cost table in order, if there are more than the standard ones",
            listed="sequence",
        ),
    ] = UNSET

    @property
    def stage_names(self) -> dict[str, str]:
        """Names of the stages by key in the order of the table, with those that only a line has at the end."""
        names = ordered_stages((stage.key, stage.name) for stage in self.stages or ())
        used = [key for line in self.all_lines for key in line.further or ()]
        return names | {key: key.replace("_", " ").capitalize() for key in sorted(used) if key not in names}

    @property
    def all_lines(self) -> tuple[CostCells, ...]:
        combined = (self.combined,) if self.combined else ()
        return (*self.dcc_lines, *(self.change_request_lines or ()), *combined)
