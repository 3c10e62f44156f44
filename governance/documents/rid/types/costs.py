"""The costs of a RID. Each line has a field for each stage, taken from the one list of stages."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

from msgspec import UNSET

from costs.stages import COMBINED_STAGES, EXPECTED_STAGES, TABLE_STAGES, Stage
from governance.documents.engine.facts import (
    ChangeRequestRef,
    Cost,
    Effort,
    Fact,
    ModificationRef,
    Texts,
    Unset,
    named,
    with_fields,
)


class CostCells(Fact):
    """Costs by stage."""

    def of(self, stage: str) -> Cost | Unset:
        found: Cost | Unset = getattr(self, str(stage), UNSET)
        return found

    def stated(self) -> dict[str, Cost]:
        """The stages that have a cost, in the order of the table."""
        return {stage.value: cost for stage in TABLE_STAGES if (cost := self.of(stage))}


class CostLine(CostCells):
    """A modification's row of the table."""

    ref: ModificationRef


class ChangeRequestLine(CostCells):
    """The share of a Change Request."""

    ref: ChangeRequestRef


class Combined(CostCells):
    """One assessment for several modifications. It replaces their own costs of its stages."""

    in_order = tuple(stage.value for stage in COMBINED_STAGES)
    shared_with: Annotated[Texts | Unset, named("shared with")] = UNSET


def _with_stages(base: type[CostCells], stages: Iterable[Stage], required: Iterable[Stage] = ()) -> Any:
    """The type with a field for each stage; `ours` if secrel.rid/1 has no such stage."""
    hints = {
        stage.value: Annotated[
            Cost if stage in required else Cost | Unset,
            named(str(stage.label), ours=stage not in EXPECTED_STAGES),
        ]
        for stage in stages
    }
    return with_fields(base, hints, {stage.value for stage in stages if stage not in required})


if not TYPE_CHECKING:
    CostLine = _with_stages(CostLine, TABLE_STAGES, EXPECTED_STAGES)
    ChangeRequestLine = _with_stages(ChangeRequestLine, TABLE_STAGES)
    Combined = _with_stages(Combined, COMBINED_STAGES)


class Costs(Fact):
    dcc_total: Annotated[Cost, named("DCC costs, total")]
    dcc_lines: Annotated[tuple[CostLine, ...], named("DCC costs")]
    secas_implementation: Annotated[Effort | None, named("SECAS, implementation")]
    secas_project_management: Annotated[Effort | None, named("SECAS, project management")]
    change_request_lines: Annotated[
        tuple[ChangeRequestLine, ...] | Unset, named("shares of Change Requests", ours=True)
    ] = UNSET
    operational: Annotated[Cost | Unset, named("operational costs")] = UNSET
    notes: Texts | Unset = UNSET
    combined: Annotated[Combined | Unset, named("combined assessment")] = UNSET
