"""Operations on the costs of a release."""

from datetime import date
from decimal import Decimal

import pytest

from costs.models import CombinedAssessment, CostCell, SecasEffort
from costs.operations.cells import CostCellFacts, set_cells
from costs.operations.operational import SecasDays, set_operational_costs, set_secas_effort
from costs.operations.table import write_table
from modifications.operations.documents import add_change_request
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.record import AuditEntry
from tests.support.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 1)


def test_not_applicable_needs_its_reason_unless_published_without(analyst):
    item = ScopeItemFactory(part=ModificationFactory(impacts_dcc_systems=True).parts.get())
    cell = CostCellFacts("sit", "not_applicable", item=item)
    with pytest.raises(RuleBroken, match="Give a reason why the cost is not applicable"):
        set_cells(by=analyst, release=item.release, cells=[cell], token=AS_STORED)
    set_cells(by=analyst, release=item.release, cells=[cell], as_published=True, token=AS_STORED)
    assert CostCell.objects.get().basis == "not_applicable"


def test_a_table_is_written_with_shares_and_the_package(analyst):
    item = ScopeItemFactory()
    share = add_change_request(by=analyst, reference="CR7", title="Seven", on=ON)
    cells = [
        CostCellFacts("sit", "firm", Decimal(5), item=item),
        CostCellFacts("uit", "estimate", Decimal(7), "change_request", change_request=share),
        CostCellFacts("uit", "firm", Decimal(9), "combined"),
    ]
    write_table(by=analyst, release=item.release, cells=cells, on=ON, token=AS_STORED)
    assert CombinedAssessment.objects.filter(release=item.release).exists()
    gone = [CostCellFacts("uit", "tbc", None, "combined")]
    write_table(by=analyst, release=item.release, cells=gone, without=[share], on=ON, token=AS_STORED)
    assert list(CostCell.objects.values_list("line", "amount")) == [("modification", 5)]
    assert not CombinedAssessment.objects.exists()


def test_secas_amount_follows_from_days(analyst):
    effort = set_secas_effort(
        by=analyst, release=ReleaseFactory(), kind="implementation", days=Decimal(2), token=AS_STORED
    )
    assert effort.amount == Decimal(1200)


@pytest.mark.parametrize("rate", [Decimal(0), Decimal(1_000_000)])
def test_a_day_rate_that_cannot_be_is_refused(analyst, rate):
    days = {"kind": "implementation", "days": Decimal(2), "token": AS_STORED}
    with pytest.raises(RuleBroken, match="Enter a day rate above £0 and below £1,000,000"):
        set_secas_effort(by=analyst, release=ReleaseFactory(), day_rate=rate, **days)


def test_operational_and_secas_costs_are_set_together_or_not_at_all(analyst):
    release = ReleaseFactory()
    days = {"implementation": SecasDays(Decimal(2)), "project_management": SecasDays(Decimal(0))}
    with pytest.raises(RuleBroken, match="Enter a number of days above 0"):
        set_operational_costs(by=analyst, release=release, days=days, on=ON, token=AS_STORED)
    assert not SecasEffort.objects.exists()
    set_operational_costs(
        by=analyst,
        release=release,
        days={"implementation": days["implementation"]},
        operational=CostCellFacts("operational", "none", None, "operational"),
        on=ON,
        token=AS_STORED,
    )
    assert (SecasEffort.objects.get().amount, CostCell.objects.get().basis) == (1200, "none")


def changes_of(action):
    return AuditEntry.objects.filter(action=action).latest("position").changes


def test_one_place_written_twice_has_the_last_cost(analyst):
    item = ScopeItemFactory()
    cells = [CostCellFacts("sit", "firm", Decimal(amount), item=item) for amount in (5, 6)]
    set_cells(by=analyst, release=item.release, cells=cells, on=ON, token=AS_STORED)
    assert CostCell.objects.get().amount == 6


def test_changed_day_rate_is_in_the_audit_trail(analyst):
    release = ReleaseFactory()
    for rate in (Decimal(600), Decimal(650)):
        set_secas_effort(
            by=analyst,
            release=release,
            kind="implementation",
            days=Decimal(2),
            day_rate=rate,
            on=ON,
            token=AS_STORED,
        )
    assert changes_of("costs.set_secas_effort") == {"days": ["2.00", "2"], "day_rate": ["600.00", "650"]}


def test_changed_date_of_a_source_is_in_the_audit_trail(analyst):
    item = ScopeItemFactory()
    for day in (None, date(2021, 9, 1)):
        cell = CostCellFacts("sit", "firm", Decimal(5), item=item, source="IA 7", stated_on=day)
        set_cells(by=analyst, release=item.release, cells=[cell], on=ON, token=AS_STORED)
    assert list(changes_of("costs.set_cells").values()) == [
        ["firm 5 IA 7", "firm 5 IA 7 stated on 2021-09-01"]
    ]
