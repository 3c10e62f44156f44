"""Totals are computed, and say how sure they are."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from costs.models import CostCell
from costs.operations import set_secas_effort
from costs.queries import cost_rows
from costs.totals import Total, total_of
from tests.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory

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
    [(item, cells)] = cost_rows(items)
    assert item == items[0]
    assert [cell.basis for cell in cells.values()] == ["tbc"] * 4


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cell",
    [
        {"basis": "firm", "amount": None},
        {"basis": "firm", "amount": Decimal(-1)},
        {"basis": "tbc", "amount": Decimal(1)},
        {"basis": "not_applicable", "amount": None, "reason": ""},
    ],
)
def test_database_refuses_a_cell_that_contradicts_itself(cell):
    item = ScopeItemFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        CostCell.objects.create(item=item, stage="sit", **cell)


@pytest.mark.django_db
def test_secas_amount_follows_from_days(analyst):
    effort = set_secas_effort(by=analyst, release=ReleaseFactory(), kind="implementation", days=Decimal(2))
    assert effort.amount == Decimal(1200)
