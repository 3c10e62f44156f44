"""Totals of costs are computed, with their status."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from costs.models import CostCell
from costs.operations.cells import CostCellFacts, clear_cells, set_cells
from costs.operations.table import set_combined
from costs.queries import cost_table
from costs.stages import EXPECTED_STAGES
from costs.totals import Total, total_of
from modifications.operations.documents import add_change_request
from releases.models.releases import Release
from secrel.core.changes.operations import AS_STORED
from tests.support.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory

JUNE_2020 = ["53572", "26639", "5929", "5510", "964346", "96995", "9359", "17692"]


@pytest.mark.parametrize(
    ("cells", "total"),
    [
        ([], Total("none")),
        ([("firm", Decimal(amount)) for amount in JUNE_2020], Total("quoted", Decimal(1180042))),
        ([("firm", Decimal(5)), ("estimate", Decimal(7))], Total("estimate", Decimal(12))),
        ([("firm", Decimal(5)), ("tbc", None)], Total("tbc")),
        ([("firm", Decimal("5.50")), ("not_applicable", None)], Total("quoted", Decimal("5.50"))),
        ([("not_applicable", None)], Total("quoted", Decimal(0))),
        ([("none", None)], Total("none")),
    ],
)
def test_total_of_cells(cells, total):
    assert total_of(cells) == total


@pytest.mark.django_db
def test_rows_are_those_that_touch_the_systems():
    release = ReleaseFactory()
    system = ModificationFactory(impacts_dcc_systems=True)
    items = [
        ScopeItemFactory(release=release, part=system.parts.get()),
        ScopeItemFactory(release=release, part=ModificationFactory(impacts_dcc_systems=False).parts.get()),
    ]
    [(item, cells)] = cost_table(release, items).rows
    assert item == items[0]
    assert [cell.basis for cell in cells.values()] == ["tbc"] * 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cell",
    [
        {"basis": "firm", "amount": None},
        {"basis": "firm", "amount": Decimal(-1)},
        {"basis": "tbc", "amount": Decimal(1)},
        {"basis": "none", "amount": Decimal(1)},
        {"basis": "firm", "amount": Decimal(1), "line": "combined"},
    ],
)
def test_database_refuses_a_cell_that_contradicts_itself(cell):
    item = ScopeItemFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        CostCell.objects.create(release=item.release, item=item, stage="sit", **cell)


@pytest.mark.django_db
def test_combined_cells_replace_the_modifications_own_in_the_total(analyst):
    item = ScopeItemFactory(part=ModificationFactory(impacts_dcc_systems=True).parts.get())
    release, other = item.release, add_change_request(by=analyst, reference="CR1088", title="Proving")
    own = [CostCellFacts(stage, "firm", Decimal(100), item=item) for stage in EXPECTED_STAGES]
    together = [
        CostCellFacts(stage, "estimate", Decimal(30), line="combined")
        for stage in ("sit", "uit", "implement_to_live")
    ]
    share = CostCellFacts("sit", "firm", Decimal(7), line="change_request", change_request=other)
    set_combined(by=analyst, release=release, shared_with=["CR1088"], token=AS_STORED)
    set_cells(by=analyst, release=release, cells=[*own, *together, share], token=AS_STORED)
    assert cost_table(release, [item]).total == Total("estimate", Decimal(100 + 3 * 30 + 7))
    clear_cells(by=analyst, release=release, items=[item], token=AS_STORED)
    assert cost_table(Release.objects.get(pk=release.pk), [item]).total == Total("tbc")
