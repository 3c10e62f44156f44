"""The costs of a release: its table, stages, yearly and operational costs."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from costs.figures import Qualifier
from costs.models import Basis, CostLine, SecasEffort
from costs.operations.cells import CostCellFacts
from costs.operations.operational import SecasDays, set_operational_costs
from costs.operations.stages import set_stages
from costs.operations.table import set_combined, write_table
from costs.operations.yearly import set_yearly_costs
from costs.stages import TABLE_STAGES, Stage
from costs.totals import DAY_RATE
from governance.register.api.sections import SECTION, R
from modifications.models.change_requests import ChangeRequest
from modifications.models.modifications import Part
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from secrel.core.api.fields import With, as_dict, as_object, as_tuple
from secrel.core.api.places import Found
from secrel.core.api.twins import Twin
from secrel.core.dates.partial_dates import TO_BE_SET, PartialDate

AMOUNT = serializers.DecimalField(max_digits=14, decimal_places=2, min_value=0, allow_null=True)
QUALIFIERS = serializers.ListField(child=serializers.ChoiceField(choices=Qualifier.choices), max_length=6)
REASON = serializers.CharField(allow_blank=True, max_length=300)
FIGURE: dict[str, Any] = {
    "basis": Basis,
    "amount": With(AMOUNT, None),
    "amount_to": With(AMOUNT, None),
    "qualifiers": With(QUALIFIERS, ()),
    "reason": With(REASON, ""),
    "source": With(REASON, ""),
    "stated_on": With(serializers.DateField(allow_null=True), None),
}


def _cell(part: Part | None = None, **facts: Any) -> tuple[Part | None, CostCellFacts]:
    return part, CostCellFacts(**facts)


def _yearly(**facts: Any) -> CostCellFacts:
    return CostCellFacts(stage=Stage.OPERATIONAL.value, line=CostLine.YEARLY, **facts)


def _operational(**facts: Any) -> CostCellFacts:
    return CostCellFacts(stage=Stage.OPERATIONAL.value, line=CostLine.OPERATIONAL, **facts)


CELL = as_object(
    _cell,
    stage=serializers.RegexField("^[a-z][a-z0-9_]{0,39}$"),
    line=serializers.ChoiceField(choices=[CostLine.MODIFICATION, CostLine.COMBINED, CostLine.CHANGE_REQUEST]),
    part=With(Part | None, None),
    change_request=With(ChangeRequest | None, None),
    **FIGURE,
)
YEARLY = as_object(
    _yearly,
    text=With(serializers.CharField(allow_blank=True, max_length=300), ""),
    starts=With(PartialDate, TO_BE_SET),
    ends=With(PartialDate, TO_BE_SET),
    years=With(serializers.IntegerField(min_value=1, max_value=99, allow_null=True), None),
    **FIGURE,
)
OPERATIONAL = as_object(_operational, **FIGURE)
DAYS = as_object(
    SecasDays,
    days=serializers.DecimalField(max_digits=7, decimal_places=2, allow_null=True),
    day_rate=With(serializers.DecimalField(max_digits=10, decimal_places=2), DAY_RATE),
    qualifiers=With(QUALIFIERS, ()),
)


def _items(request: Request, found: Found, data: dict[str, Any]) -> dict[str, Any]:
    """The cells with the items of this scope that their parts name."""
    release: Release = found["release"]
    items = {item.part_id: item for item in ScopeItem.objects.filter(release=release)}
    stages = {*map(str, TABLE_STAGES), *(key for key, _ in release.cost_stages)}
    cells = []
    for place, (part, cell) in enumerate(data["cells"]):
        wrong = {}
        if cell.stage not in stages:
            wrong["stage"] = ["The cost table of this release has no such stage."]
        if part and part.pk not in items:
            wrong["part"] = [f"{part} is not in the scope of the {release}."]
        if bool(part) != (cell.line == CostLine.MODIFICATION):
            wrong["part"] = ["A cell of a modification names its part, and no other cell does."]
        if bool(cell.change_request) != (cell.line == CostLine.CHANGE_REQUEST):
            wrong["change_request"] = ["The share of a Change Request names it, and no other cell does."]
        if wrong:
            raise serializers.ValidationError({"cells": {str(place): wrong}})
        cells.append(cell if part is None else CostCellFacts(**vars(cell) | {"item": items[part.pk]}))
    return data | {"cells": cells}


TWINS = [
    Twin(
        write_table,
        "PUT",
        f"{R}costs/table/",
        SECTION["costs"],
        fields={"cells": list[CELL]},
        prepare=_items,
    ),
    Twin(
        set_combined,
        "PUT",
        f"{R}costs/combined/",
        SECTION["costs"],
        fields={
            "shared_with": serializers.ListField(child=serializers.CharField(max_length=300), max_length=50)
        },
    ),
    Twin(
        set_stages,
        "PUT",
        f"{R}costs/stages/",
        SECTION["costs"],
        fields={
            "stages": list[
                as_tuple(
                    "CostStage",
                    key=serializers.CharField(max_length=40),
                    name=With(serializers.CharField(max_length=60, allow_blank=True), ""),
                )
            ]
        },
    ),
    Twin(set_yearly_costs, "PUT", f"{R}costs/yearly/", SECTION["costs"], fields={"costs": list[YEARLY]}),
    Twin(
        set_operational_costs,
        "PUT",
        f"{R}costs/operational/",
        SECTION["costs"],
        fields={
            "days": as_dict("SecasDaysByKind", **dict.fromkeys(SecasEffort.Kind.values, DAYS)),
            "operational": OPERATIONAL,
        },
    ),
]
RESOURCES: list[Any] = []
